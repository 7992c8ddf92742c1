package dev.interlane.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.TransactionRef;
import dev.interlane.client.MessagingClient;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.evm.crypto.PrivateKey;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.mailbox.checkpoint.CheckpointReader;
import dev.interlane.pipeline.Interlane;
import dev.interlane.pipeline.RetryPolicy;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.ChainPort;
import dev.interlane.testkit.HyperlaneChain;
import dev.interlane.testkit.Security;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.chain.Contract;
import dev.interlane.testkit.chain.Displaced;
import dev.interlane.testkit.contract.AmountRoutingIsm;
import dev.interlane.testkit.contract.CcipReadIsm;
import dev.interlane.testkit.contract.DomainRoutingIsm;
import dev.interlane.testkit.contract.FeeToken;
import dev.interlane.testkit.contract.GatewayIsm;
import dev.interlane.testkit.contract.InterchainGasPaymaster;
import dev.interlane.testkit.contract.PausableIsm;
import dev.interlane.testkit.contract.PayloadRecipient;
import dev.interlane.testkit.contract.RateLimitedIsm;
import dev.interlane.testkit.contract.StaticAggregationHook;
import dev.interlane.testkit.contract.StaticAggregationIsm;
import dev.interlane.testkit.contract.StaticMerkleRootMultisigIsm;
import dev.interlane.testkit.contract.StaticMessageIdMultisigIsm;
import dev.interlane.testkit.contract.StaticWeightedMultisigIsm;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** In memory, on simulated time. */
final class SimulatedTwoChains implements TwoChains {
  private static final RetryPolicy RETRY =
      new RetryPolicy(1000, Duration.ofSeconds(2), Duration.ofMinutes(5));

  private static final EvmAddress OWNER =
      EvmAddress.parse("0x00000000000000000000000000000000000000aa");

  private static final AbiFunction SET_ISM =
      AbiFunction.parse("setInterchainSecurityModule(address)");

  /** As on the devnet: 1 gwei in a coin worth as much. */
  private static final InterchainGasPaymaster.Tariff GAS_TARIFF =
      new InterchainGasPaymaster.Tariff(75_000, BigInteger.TEN.pow(9), BigInteger.TEN.pow(10));

  /** As on the devnet: 2,000 tokens of 6 decimals for the coin. */
  private static final BigInteger FEE_TOKEN_RATE = BigInteger.valueOf(20);

  private static final PrivateKey QUOTE_SIGNER =
      PrivateKey.of(Keccak256.hash(Bytes.fromUtf8("quote signer")));

  private final SimulatedNetwork network;
  private final AccountId feeToken;
  private final EvmAddress gasPaymaster;
  private final EvmAddress paidHook;

  private SimulatedTwoChains(SimulatedNetwork network) {
    this.network = network;
    HyperlaneChain origin = network.origin();
    this.feeToken = origin.deploy(new FeeToken());
    long destination = network.destination().domain();
    this.gasPaymaster =
        origin
            .deploy(
                new InterchainGasPaymaster(
                    Map.of(destination, GAS_TARIFF),
                    List.of(
                        new InterchainGasPaymaster.TokenPrice(
                            feeToken.evmAddress(),
                            destination,
                            GAS_TARIFF.gasPriceWei(),
                            FEE_TOKEN_RATE)),
                    new InterchainGasPaymaster.QuoteSigners(
                        origin.id(), List.of(QUOTE_SIGNER.address()))))
            .evmAddress();
    this.paidHook =
        origin
            .deploy(new StaticAggregationHook(List.of(origin.merkleTreeHook(), gasPaymaster)))
            .evmAddress();
  }

  static SimulatedTwoChains create(long seed) {
    return new SimulatedTwoChains(SimulatedNetwork.builder().seed(seed).provable().build());
  }

  @Override
  public AccountId sender() {
    return network.sender();
  }

  @Override
  public AccountId vault(Security security) {
    return network.vault(security);
  }

  @Override
  public ChainPort origin() {
    return network.origin().chain();
  }

  @Override
  public ChainPort destination() {
    return network.destination().chain();
  }

  @Override
  public List<MailboxDeployment> deployments() {
    return network.deployments();
  }

  @Override
  public AccountId provenVault() {
    return network.createVault(network.provenOrigin().ism());
  }

  @Override
  public AccountId unanimousVault() {
    return network.createVault(network.provenOrigin().quorumIsm(3));
  }

  @Override
  public List<MailboxDeployment> provenDeployments() {
    return network.provenOrigin().deployments();
  }

  @Override
  public Map<EvmAddress, CheckpointReader> checkpoints() {
    return network.committee().checkpoints(network.origin().id());
  }

  @Override
  public AccountId weightedVault(List<EvmAddress> validators) {
    EvmAddress weighted = weightedIsm(Multisig.MESSAGE_ID, validators, List.of(1L, 2L, 3L), 5);
    return network.createVault(
        deploy(new DomainRoutingIsm(Map.of(network.origin().domain(), weighted))));
  }

  @Override
  public EvmAddress ism(Security security) {
    return network.destination().ism(security);
  }

  @Override
  public AccountId vaultBehind(EvmAddress ism) {
    return network.createVault(ism);
  }

  @Override
  public AccountId payloadRecipient(EvmAddress ism) {
    AccountId recipient =
        network.destination().deploy(new PayloadRecipient(network.destination().mailbox()));
    perform(OWNER, recipient.evmAddress(), "setInterchainSecurityModule(address)", ism);
    return recipient;
  }

  /** By a transaction: what the test puts in place would hold in past blocks, too. */
  @Override
  public void setIsm(AccountId payloadRecipient, EvmAddress ism) {
    strangerCallsThere(payloadRecipient.evmAddress(), SET_ISM.encodeCall(ism));
  }

  @Override
  public EvmAddress multisigIsm(Multisig kind, List<EvmAddress> validators, int threshold) {
    return deploy(
        switch (kind) {
          case MESSAGE_ID -> new StaticMessageIdMultisigIsm(validators, threshold);
          case MERKLE_ROOT -> new StaticMerkleRootMultisigIsm(validators, threshold);
        });
  }

  @Override
  public EvmAddress weightedIsm(
      Multisig kind, List<EvmAddress> validators, List<Long> weights, long needed) {
    List<StaticWeightedMultisigIsm.Weighted> set = new ArrayList<>();
    for (int i = 0; i < validators.size(); i++) {
      set.add(new StaticWeightedMultisigIsm.Weighted(validators.get(i), weights.get(i)));
    }
    return deploy(
        switch (kind) {
          case MESSAGE_ID -> StaticWeightedMultisigIsm.ofMessageId(set, needed);
          case MERKLE_ROOT -> StaticWeightedMultisigIsm.ofMerkleRoot(set, needed);
        });
  }

  @Override
  public EvmAddress aggregationIsm(List<EvmAddress> modules, int threshold) {
    return deploy(new StaticAggregationIsm(modules, threshold));
  }

  @Override
  public EvmAddress pausableIsm() {
    return deploy(new PausableIsm(OWNER));
  }

  @Override
  public void pause(EvmAddress pausableIsm) {
    perform(OWNER, pausableIsm, "pause()");
  }

  @Override
  public void unpause(EvmAddress pausableIsm) {
    perform(OWNER, pausableIsm, "unpause()");
  }

  @Override
  public AccountId rateLimitedRecipient(BigInteger capacity, Duration refill) {
    AccountId recipient = payloadRecipient(EvmAddress.ZERO);
    EvmAddress limited =
        deploy(
            new RateLimitedIsm(
                network.destination().mailbox(), OWNER, recipient.evmAddress(), capacity, refill));
    setIsm(recipient, limited);
    return recipient;
  }

  @Override
  public EvmAddress amountRoutingIsm(EvmAddress lower, EvmAddress upper, BigInteger threshold) {
    return deploy(new AmountRoutingIsm(lower, upper, threshold));
  }

  @Override
  public EvmAddress ccipReadIsm(List<String> urls) {
    return deploy(new CcipReadIsm(urls));
  }

  @Override
  public EvmAddress gatewayIsm(EvmAddress signer, List<String> urls) {
    return deploy(new GatewayIsm(signer, urls));
  }

  @Override
  public EvmAddress paidHook() {
    return paidHook;
  }

  @Override
  public EvmAddress gasPaymaster() {
    return gasPaymaster;
  }

  @Override
  public EvmAddress unservedPaymaster() {
    return network.origin().deploy(new InterchainGasPaymaster(Map.of())).evmAddress();
  }

  @Override
  public AccountId feeToken() {
    return feeToken;
  }

  @Override
  public AccountId otherToken() {
    return network.origin().deploy(new FeeToken());
  }

  @Override
  public PrivateKey quoteSigner() {
    return QUOTE_SIGNER;
  }

  /** No transaction: it takes no account nonce from the client. */
  @Override
  public void senderCalls(EvmAddress contract, Bytes call) {
    returned(
        network
            .origin()
            .chain()
            .perform(new CallRequest(sender().evmAddress(), contract, call, BigInteger.ZERO)));
  }

  @Override
  public void setDefaultHook(EvmAddress hook) {
    asOwnerOfMailbox("setDefaultHook(address)", hook);
  }

  @Override
  public void setRequiredHook(EvmAddress hook) {
    asOwnerOfMailbox("setRequiredHook(address)", hook);
  }

  private void asOwnerOfMailbox(String function, EvmAddress hook) {
    HyperlaneChain origin = network.origin();
    Bytes32 owner =
        Bytes32.of(
            returned(
                origin
                    .chain()
                    .call(
                        CallRequest.view(
                            origin.mailbox(), AbiFunction.parse("owner()").encodeCall()),
                        BlockSelector.LATEST)));
    Bytes call = AbiFunction.parse(function).encodeCall(hook);
    returned(
        origin
            .chain()
            .perform(
                new CallRequest(
                    EvmAddress.fromWord(owner), origin.mailbox(), call, BigInteger.ZERO)));
  }

  @Override
  public AccountId stranger() {
    return AccountId.of(network.origin().id(), OWNER);
  }

  @Override
  public TransactionRef strangerCalls(EvmAddress contract, Bytes call, BigInteger valueWei) {
    return included(network.origin(), pool(network.origin(), contract, call, valueWei));
  }

  @Override
  public TransactionRef strangerCallsThere(EvmAddress contract, Bytes call) {
    HyperlaneChain destination = network.destination();
    return included(destination, pool(destination, contract, call, BigInteger.ZERO));
  }

  /** A recipient's owner changes its module, and whoever it is delivers in the same block. */
  TransactionRef setIsmAndCallInOneBlock(AccountId recipient, EvmAddress ism, Bytes process) {
    HyperlaneChain destination = network.destination();
    Bytes32 change =
        pool(destination, recipient.evmAddress(), SET_ISM.encodeCall(ism), BigInteger.ZERO);
    Bytes32 delivery =
        destination
            .chain()
            .impersonate(
                new CallRequest(OWNER, destination.mailbox(), process, BigInteger.ZERO), 500_000);
    included(destination, change);
    return included(destination, delivery);
  }

  private static Bytes32 pool(
      HyperlaneChain chain, EvmAddress contract, Bytes call, BigInteger valueWei) {
    chain.chain().fund(OWNER, valueWei.add(BigInteger.TEN.pow(20)));
    return chain.chain().impersonate(new CallRequest(OWNER, contract, call, valueWei));
  }

  private TransactionRef included(HyperlaneChain chain, Bytes32 hash) {
    until(() -> chain.chain().receipt(hash).isPresent());
    return new TransactionRef(chain.id(), hash);
  }

  EvmAddress deployOnOrigin(Contract contract) {
    return network.origin().deploy(contract).evmAddress();
  }

  void reorgOrigin(int depth, Displaced displaced) {
    network.origin().reorg(depth, displaced);
  }

  private static Bytes returned(CallResult result) {
    return switch (result) {
      case CallResult.Returned returned -> returned.data();
      case CallResult.Reverted reverted -> throw new AssertionError(reverted);
    };
  }

  private EvmAddress deploy(Contract contract) {
    return network.destination().deploy(contract).evmAddress();
  }

  private void perform(
      EvmAddress caller, EvmAddress contract, String function, Object... arguments) {
    Bytes call = AbiFunction.parse(function).encodeCall(arguments);
    returned(
        network
            .destination()
            .chain()
            .perform(new CallRequest(caller, contract, call, BigInteger.ZERO)));
  }

  /** The twins of the static modules answer the same questions. */
  @Override
  public Optional<AccountId> storageVault() {
    return Optional.empty();
  }

  @Override
  public void announce(EvmAddress validator, String location) {
    network.committee().announce(network.origin(), validator, location);
    network.origin().mineBlocks(2);
  }

  @Override
  public Interlane.Builder clientBuilder() {
    return network.clientBuilder().retry(RETRY);
  }

  @Override
  public void pauseVaults() {
    network.faults().handlersRevert();
  }

  @Override
  public void resumeVaults() {
    network.faults().handlersRecover();
  }

  @Override
  public void reorgOnceDispatched(MessagingClient client) {
    network.faults().reorgAfterDispatch(network.origin(), 1, Displaced.WITHDRAWN);
  }

  @Override
  public void strangerDelivers() {
    network.faults().strangerDelivers();
  }

  @Override
  public void passTime(Duration span) {
    network.advance(span);
  }

  @Override
  public <T> T await(CompletableFuture<T> future) {
    Instant end = network.clock().instant().plus(patience());
    while (!future.isDone()) {
      if (network.clock().instant().isAfter(end)) {
        throw new AssertionError("Nothing came of it by " + end + " of simulated time");
      }
      network.advance(Duration.ofSeconds(1));
    }
    return future.join();
  }

  @Override
  public void until(BooleanSupplier condition) {
    Instant end = network.clock().instant().plus(patience());
    while (!condition.getAsBoolean()) {
      assertThat(network.clock().instant()).as("the time while it does not hold").isBefore(end);
      network.advance(Duration.ofSeconds(1));
    }
  }

  @Override
  public Duration patience() {
    return Duration.ofHours(6);
  }

  @Override
  public Duration poll() {
    return Duration.ofSeconds(2);
  }

  @Override
  public void close() {
    network.close();
  }

  @Override
  public String toString() {
    return network.toString();
  }
}
