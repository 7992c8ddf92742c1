package dev.interlane.integration;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.TransactionRef;
import dev.interlane.client.MessagingClient;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.devnet.Devnet;
import dev.interlane.devnet.DevnetChain;
import dev.interlane.devnet.DevnetContract;
import dev.interlane.devnet.DevnetModules;
import dev.interlane.devnet.DevnetProvenOrigin;
import dev.interlane.devnet.DevnetStranger;
import dev.interlane.devnet.DevnetValidators;
import dev.interlane.evm.EvmChain;
import dev.interlane.evm.crypto.PrivateKey;
import dev.interlane.evm.rpc.JsonRpcOptions;
import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.mailbox.checkpoint.CheckpointReader;
import dev.interlane.pipeline.InMemoryJournal;
import dev.interlane.pipeline.Interlane;
import dev.interlane.pipeline.RetryPolicy;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.Submission;
import dev.interlane.spi.Submitter;
import dev.interlane.spi.TransactionIntent;
import dev.interlane.testkit.Security;
import dev.interlane.testkit.contract.Vault;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Two nodes with Hyperlane's real contracts, shared by all tests of a JVM and ended with it. A
 * block per transaction, and one more on both chains ten times a second: what is sent becomes final
 * soon, on clocks that run ahead of ours.
 */
final class DevnetTwoChains implements TwoChains {
  private static final Duration PULSE = Duration.ofMillis(100);
  private static final long PROVER_SEED = 6;
  private static final Duration POLL = Duration.ofMillis(50);
  private static final RetryPolicy RETRY =
      new RetryPolicy(1000, Duration.ofMillis(100), Duration.ofMillis(500));

  private final Devnet devnet;
  private final DevnetValidators validators;
  private final EvmChain view;
  private final EvmChain originView;
  private final Object originBlocks = new Object();
  private final ScheduledExecutorService clockwork =
      Executors.newScheduledThreadPool(
          2, Thread.ofPlatform().daemon().name("devnet-", 0).factory());
  private final Future<?> pulse;
  private volatile boolean originHeld;
  private @Nullable DevnetProvenOrigin provenOrigin;

  private DevnetTwoChains() {
    devnet = Devnet.builder().start();
    validators = DevnetValidators.start(devnet);
    view = EvmChain.connect(target().id(), target().rpcUrl());
    originView = EvmChain.connect(source().id(), source().rpcUrl());
    pulse =
        clockwork.scheduleWithFixedDelay(this::beat, 0, PULSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static final class Shared {
    static final DevnetTwoChains CHAINS = new DevnetTwoChains();
  }

  /** The running ones. */
  static DevnetTwoChains shared() {
    return Shared.CHAINS;
  }

  @Override
  public AccountId sender() {
    return AccountId.of(source().id(), devnet.sender().address());
  }

  @Override
  public AccountId vault(Security security) {
    DevnetContract vault =
        switch (security) {
          case TRUSTED_RELAYER -> DevnetContract.TRUSTED_RELAYER_VAULT;
          case MESSAGE_ID_MULTISIG -> DevnetContract.MESSAGE_ID_MULTISIG_VAULT;
          case MERKLE_ROOT_MULTISIG -> DevnetContract.MERKLE_ROOT_MULTISIG_VAULT;
          case AGGREGATION -> DevnetContract.AGGREGATION_VAULT;
          case RELAYER_AND_VALIDATORS -> DevnetContract.RELAYER_AND_VALIDATORS_VAULT;
          case RELAYER_OR_VALIDATORS -> DevnetContract.RELAYER_OR_VALIDATORS_VAULT;
          case NOOP ->
              throw new IllegalArgumentException("The devnet has no vault behind " + security);
        };
    return AccountId.of(target().id(), target().address(vault));
  }

  @Override
  public ChainPort origin() {
    return originView.port();
  }

  @Override
  public ChainPort destination() {
    return view.port();
  }

  @Override
  public List<MailboxDeployment> deployments() {
    return devnet.chains().stream().map(DevnetChain::mailboxDeployment).toList();
  }

  @Override
  public AccountId provenVault() {
    return vault(provenOrigin().ism());
  }

  @Override
  public AccountId unanimousVault() {
    return vault(provenOrigin().quorumIsm());
  }

  @Override
  public List<MailboxDeployment> provenDeployments() {
    return provenOrigin().deployments();
  }

  private AccountId vault(EvmAddress ism) {
    return AccountId.of(target().id(), devnet.createVault(target(), ism));
  }

  private synchronized DevnetProvenOrigin provenOrigin() {
    if (provenOrigin == null) {
      provenOrigin = DevnetProvenOrigin.start(devnet, PROVER_SEED);
    }
    return provenOrigin;
  }

  @Override
  public Map<EvmAddress, CheckpointReader> checkpoints() {
    return validators.checkpoints();
  }

  @Override
  public AccountId weightedVault(List<EvmAddress> validators) {
    EvmAddress weighted = weightedIsm(Multisig.MESSAGE_ID, validators, List.of(1L, 2L, 3L), 5);
    return vault(devnet.createRoutingIsm(target(), source(), weighted));
  }

  @Override
  public EvmAddress ism(Security security) {
    DevnetContract ism =
        switch (security) {
          case TRUSTED_RELAYER -> DevnetContract.TRUSTED_RELAYER_ISM;
          case MESSAGE_ID_MULTISIG -> DevnetContract.MESSAGE_ID_MULTISIG_ISM;
          case MERKLE_ROOT_MULTISIG -> DevnetContract.MERKLE_ROOT_MULTISIG_ISM;
          case AGGREGATION -> DevnetContract.AGGREGATION_ISM;
          case RELAYER_AND_VALIDATORS -> DevnetContract.RELAYER_AND_VALIDATORS_ISM;
          case RELAYER_OR_VALIDATORS -> DevnetContract.RELAYER_OR_VALIDATORS_ISM;
          case NOOP -> throw new IllegalArgumentException("The devnet has no " + security);
        };
    return target().address(ism);
  }

  @Override
  public AccountId vaultBehind(EvmAddress ism) {
    return vault(ism);
  }

  @Override
  public AccountId payloadRecipient(EvmAddress ism) {
    return AccountId.of(target().id(), modules().payloadRecipient(ism));
  }

  @Override
  public void setIsm(AccountId payloadRecipient, EvmAddress ism) {
    modules().setIsm(payloadRecipient.evmAddress(), ism);
  }

  @Override
  public EvmAddress multisigIsm(Multisig kind, List<EvmAddress> set, int threshold) {
    return modules().multisig(kind(kind), set, threshold);
  }

  @Override
  public EvmAddress weightedIsm(
      Multisig kind, List<EvmAddress> set, List<Long> weights, long needed) {
    return modules().weighted(kind(kind), set, weights, needed);
  }

  @Override
  public EvmAddress aggregationIsm(List<EvmAddress> members, int threshold) {
    return devnet.createAggregationIsm(target(), members, threshold);
  }

  @Override
  public EvmAddress pausableIsm() {
    return modules().pausable();
  }

  @Override
  public void pause(EvmAddress pausableIsm) {
    modules().setPaused(pausableIsm, Devnet.Pause.PAUSED);
  }

  @Override
  public void unpause(EvmAddress pausableIsm) {
    modules().setPaused(pausableIsm, Devnet.Pause.RUNNING);
  }

  @Override
  public AccountId rateLimitedRecipient(BigInteger capacity, Duration refill) {
    AccountId recipient = payloadRecipient(EvmAddress.ZERO);
    modules()
        .setIsm(
            recipient.evmAddress(),
            modules().rateLimited(recipient.evmAddress(), capacity, refill));
    return recipient;
  }

  @Override
  public EvmAddress amountRoutingIsm(EvmAddress lower, EvmAddress upper, BigInteger threshold) {
    return modules().amountRouting(lower, upper, threshold);
  }

  @Override
  public EvmAddress ccipReadIsm(List<String> urls) {
    return modules().ccipRead(urls);
  }

  @Override
  public EvmAddress gatewayIsm(EvmAddress signer, List<String> urls) {
    return modules().gateway(signer, urls);
  }

  @Override
  public EvmAddress paidHook() {
    return source().address(DevnetContract.PAID_HOOK);
  }

  @Override
  public EvmAddress gasPaymaster() {
    return source().address(DevnetContract.INTERCHAIN_GAS_PAYMASTER);
  }

  /** The code without a proxy has a storage of its own, in which nothing was ever set. */
  @Override
  public EvmAddress unservedPaymaster() {
    return source().address(DevnetContract.INTERCHAIN_GAS_PAYMASTER_IMPLEMENTATION);
  }

  @Override
  public AccountId feeToken() {
    return AccountId.of(source().id(), source().address(DevnetContract.FEE_TOKEN));
  }

  @Override
  public AccountId otherToken() {
    return AccountId.of(source().id(), devnet.createFeeToken(source()));
  }

  /** The origin's router gets to know the destination's. */
  void enrollRouter() {
    calls(
        devnet.deployer(),
        source(),
        originView.port(),
        source().address(DevnetContract.INTERCHAIN_ACCOUNT_ROUTER),
        AbiFunction.parse("enrollRemoteRouter(uint32,bytes32)")
            .encodeCall(
                target().domain(),
                target().address(DevnetContract.INTERCHAIN_ACCOUNT_ROUTER).toWord()),
        BigInteger.ZERO);
  }

  /** A contract on the destination that knows nothing of messages. */
  AccountId anyContract() {
    return AccountId.of(target().id(), devnet.createTestRecipient(target()));
  }

  @Override
  public PrivateKey quoteSigner() {
    return devnet.deployer();
  }

  @Override
  public void senderCalls(EvmAddress contract, Bytes call) {
    calls(devnet.sender(), source(), originView.port(), contract, call, BigInteger.ZERO);
  }

  @Override
  public void setDefaultHook(EvmAddress hook) {
    devnet.setDefaultHook(source(), hook);
  }

  @Override
  public void setRequiredHook(EvmAddress hook) {
    devnet.setRequiredHook(source(), hook);
  }

  @Override
  public AccountId stranger() {
    return AccountId.of(source().id(), devnet.others().get(1).address());
  }

  @Override
  public TransactionRef strangerCalls(EvmAddress contract, Bytes call, BigInteger valueWei) {
    return calls(devnet.others().get(1), source(), originView.port(), contract, call, valueWei);
  }

  @Override
  public TransactionRef strangerCallsThere(EvmAddress contract, Bytes call) {
    return calls(devnet.others().get(1), target(), view.port(), contract, call, BigInteger.ZERO);
  }

  private TransactionRef calls(
      PrivateKey key,
      DevnetChain chain,
      ChainPort look,
      EvmAddress contract,
      Bytes call,
      BigInteger valueWei) {
    try (EvmChain wallet = EvmChain.connect(chain.id(), chain.rpcUrl(), InMemorySigner.of(key))) {
      TransactionIntent intent =
          TransactionIntent.builder()
              .key("by hand")
              .account(AccountId.of(chain.id(), key.address()))
              .to(contract)
              .data(call)
              .valueWei(valueWei)
              .build();
      long nonce = wallet.port().accountNonce(key.address(), BlockSelector.PENDING);
      Submitter.Prepared prepared =
          wallet.submitter().prepare(intent.account(), nonce, List.of(intent)).get(0);
      Submission submission = ((Submitter.Prepared.Signed) prepared).submission();
      wallet.submitter().broadcast(submission);
      Bytes32 hash = submission.lastAttempt().hash();
      until(() -> look.receipt(hash).isPresent());
      return new TransactionRef(chain.id(), hash);
    }
  }

  private DevnetModules modules() {
    return devnet.modules(target());
  }

  private static DevnetModules.Multisig kind(Multisig kind) {
    return switch (kind) {
      case MESSAGE_ID -> DevnetModules.Multisig.MESSAGE_ID;
      case MERKLE_ROOT -> DevnetModules.Multisig.MERKLE_ROOT;
    };
  }

  @Override
  public Optional<AccountId> storageVault() {
    return Optional.of(vault(devnet.createStorageIsm(target())));
  }

  @Override
  public void announce(EvmAddress validator, String location) {
    devnet.announce(source(), validator, location);
  }

  @Override
  public Interlane.Builder clientBuilder() {
    return clientBuilder(chain -> JsonRpcOptions.defaults()).pollInterval(POLL);
  }

  /** A client that hardly ever polls, and hears of new blocks by the nodes' sockets. */
  Interlane.Builder wokenBySockets() {
    return clientBuilder(
            chain ->
                JsonRpcOptions.builder()
                    .headSocketUrl(URI.create("ws" + chain.rpcUrl().toString().substring(4)))
                    .build())
        .pollInterval(Duration.ofHours(1));
  }

  private Interlane.Builder clientBuilder(Function<DevnetChain, JsonRpcOptions> options) {
    return Interlane.builder()
        .appId("testkit")
        .journal(new InMemoryJournal())
        .retry(RETRY)
        .chain(connect(source(), devnet.sender(), options.apply(source())))
        .chain(connect(target(), devnet.trustedRelayer(), options.apply(target())));
  }

  private static EvmChain connect(DevnetChain chain, PrivateKey key, JsonRpcOptions options) {
    return EvmChain.connect(chain.id(), List.of(chain.rpcUrl()), options, InMemorySigner.of(key))
        .knowing(Vault.errors());
  }

  @Override
  public void pauseVaults() {
    setPaused(Devnet.Pause.PAUSED);
  }

  @Override
  public void resumeVaults() {
    setPaused(Devnet.Pause.RUNNING);
  }

  void pauseVault(AccountId vault) {
    devnet.setPaused(target(), vault.evmAddress(), Devnet.Pause.PAUSED);
  }

  void resumeVault(AccountId vault) {
    devnet.setPaused(target(), vault.evmAddress(), Devnet.Pause.RUNNING);
  }

  EvmAddress provenIsm() {
    return provenOrigin().ism();
  }

  private void setPaused(Devnet.Pause pause) {
    for (Security security : List.of(Security.TRUSTED_RELAYER, Security.MESSAGE_ID_MULTISIG)) {
      devnet.setPaused(target(), vault(security).evmAddress(), pause);
    }
  }

  /** Nothing is put on the origin between the dispatch and the reorg: one block is enough. */
  @Override
  public void reorgOnceDispatched(MessagingClient client) {
    synchronized (originBlocks) {
      originHeld = true;
    }
    AtomicBoolean struck = new AtomicBoolean();
    client.listen(
        (id, entry) -> {
          if (entry.event() instanceof DeliveryEvent.DispatchIncluded
              && struck.compareAndSet(false, true)) {
            clockwork.execute(
                () -> {
                  source().reorg(1);
                  originHeld = false;
                });
          }
        });
  }

  @Override
  public void strangerDelivers() {
    clockwork.execute(DevnetStranger.outsider(devnet, validators));
  }

  @Override
  public void passTime(Duration span) {
    target().advanceTime(Math.toIntExact(span.toSeconds()));
  }

  @Override
  public <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(patience().toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException failed) {
      throw new AssertionError("Nothing came of it", failed);
    }
  }

  @Override
  public void until(BooleanSupplier condition) {
    CompletableFuture<Boolean> holds = new CompletableFuture<>();
    Future<?> looks =
        clockwork.scheduleWithFixedDelay(
            () -> {
              if (condition.getAsBoolean()) {
                holds.complete(true);
              }
            },
            0,
            POLL.toMillis(),
            TimeUnit.MILLISECONDS);
    await(holds);
    looks.cancel(false);
  }

  @Override
  public Duration patience() {
    return Duration.ofSeconds(60);
  }

  @Override
  public Duration poll() {
    return POLL;
  }

  /** The nodes stay for the next test. */
  @Override
  public void close() {
    originHeld = false;
    if (pulse.isDone()) {
      throw new AssertionError("No more blocks are made", pulse.exceptionNow());
    }
  }

  @Override
  public String toString() {
    return devnet.chains().toString();
  }

  private void beat() {
    synchronized (originBlocks) {
      if (!originHeld) {
        source().mine(1);
      }
    }
    target().mine(1);
  }

  private DevnetChain source() {
    return devnet.chains().get(0);
  }

  private DevnetChain target() {
    return devnet.chains().get(1);
  }
}
