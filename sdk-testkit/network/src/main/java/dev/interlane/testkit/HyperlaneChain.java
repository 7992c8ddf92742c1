package dev.interlane.testkit;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.mailbox.DomainAccount;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.mailbox.checkpoint.Announcement;
import dev.interlane.message.Lane;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.Signer;
import dev.interlane.testkit.chain.Contract;
import dev.interlane.testkit.chain.Displaced;
import dev.interlane.testkit.chain.SimulatedChain;
import dev.interlane.testkit.contract.DispatchedHook;
import dev.interlane.testkit.contract.Mailbox;
import dev.interlane.testkit.contract.MerkleTreeHook;
import dev.interlane.testkit.contract.NoopIsm;
import dev.interlane.testkit.contract.PayloadRecipient;
import dev.interlane.testkit.contract.ProtocolFee;
import dev.interlane.testkit.contract.Recorder;
import dev.interlane.testkit.contract.StaticAggregationHook;
import dev.interlane.testkit.contract.StaticAggregationIsm;
import dev.interlane.testkit.contract.StaticMerkleRootMultisigIsm;
import dev.interlane.testkit.contract.StaticMessageIdMultisigIsm;
import dev.interlane.testkit.contract.TrustedRelayerIsm;
import dev.interlane.testkit.contract.ValidatorAnnounce;
import dev.interlane.testkit.contract.Vault;
import java.math.BigInteger;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One chain of a {@link SimulatedNetwork}: a simulated chain with Hyperlane's contracts on it, and
 * one vault and one payload recipient behind every kind of {@link Security}. Thread-safe.
 */
public final class HyperlaneChain {
  /** The largest deposit a vault takes, in its units. */
  public static final BigInteger VAULT_CAP = BigInteger.TEN.pow(24);

  private final SimulatedChain chain;
  private final long domain;
  private final EvmAddress owner;
  private final EvmAddress mailbox;
  private final EvmAddress merkleTreeHook;
  private final EvmAddress otherHook;
  private final EvmAddress dispatchedHook;
  private final EvmAddress aggregationHook;
  private final EvmAddress validatorAnnounce;
  private final Map<Security, EvmAddress> modules = new EnumMap<>(Security.class);
  private final Map<Security, EvmAddress> vaults = new EnumMap<>(Security.class);
  private final List<EvmAddress> furtherVaults = new CopyOnWriteArrayList<>();
  private final Map<Security, EvmAddress> payloadRecipients = new EnumMap<>(Security.class);

  HyperlaneChain(SimulatedChain chain, long domain, Cast cast) {
    this.chain = chain;
    this.domain = domain;
    this.owner = cast.owner();
    this.mailbox = chain.deploy(new Mailbox(domain));
    this.merkleTreeHook = chain.deploy(new MerkleTreeHook(mailbox));
    deployModules(cast);
    perform(
        mailbox,
        "initialize(address,address,address,address)",
        owner,
        ism(Security.MESSAGE_ID_MULTISIG),
        merkleTreeHook,
        chain.deploy(new ProtocolFee(BigInteger.ZERO)));

    for (Security security : Security.values()) {
      vaults.put(security, deployVault(ism(security)));
      payloadRecipients.put(security, deployPayloadRecipient(ism(security)));
    }
    this.otherHook = chain.deploy(new ProtocolFee(BigInteger.ZERO));
    this.dispatchedHook = chain.deploy(new DispatchedHook(mailbox));
    this.aggregationHook =
        chain.deploy(new StaticAggregationHook(List.of(merkleTreeHook, dispatchedHook)));
    this.validatorAnnounce = chain.deploy(new ValidatorAnnounce(mailbox, domain));
  }

  /** The chain's id. */
  public ChainId id() {
    return chain.chainId();
  }

  /** The mailbox domain, unsigned 32 bits. */
  public long domain() {
    return domain;
  }

  /** The chain itself. */
  public SimulatedChain chain() {
    return chain;
  }

  /** Where Hyperlane's contracts are, for transports. */
  public MailboxDeployment deployment() {
    return MailboxDeployment.builder()
        .chain(id())
        .domain(domain)
        .mailbox(mailbox)
        .merkleTreeHook(merkleTreeHook)
        .validatorAnnounce(validatorAnnounce)
        .build();
  }

  /** The mailbox. Its default ISM is the message-id multisig, its default hook the tree. */
  public EvmAddress mailbox() {
    return mailbox;
  }

  /** The hook whose tree validators sign. */
  public EvmAddress merkleTreeHook() {
    return merkleTreeHook;
  }

  /**
   * The hook that records dispatched messages in its storage; for dispatches that name it. Its
   * slots can be proven on a network that is {@link SimulatedNetwork.Builder#provable provable}.
   */
  public EvmAddress dispatchedHook() {
    return dispatchedHook;
  }

  /** The tree's hook, then {@link #dispatchedHook}; for dispatches that name it. */
  public EvmAddress aggregationHook() {
    return aggregationHook;
  }

  /** The security module of this kind. */
  public EvmAddress ism(Security security) {
    return Objects.requireNonNull(modules.get(security), security::name);
  }

  /** The vault behind this kind of security; it takes calls of every sender of the network. */
  public AccountId vault(Security security) {
    return account(Objects.requireNonNull(vaults.get(security), security::name));
  }

  /** The recipient of payloads behind this kind of security. */
  public AccountId payloadRecipient(Security security) {
    return account(Objects.requireNonNull(payloadRecipients.get(security), security::name));
  }

  /** What deposits have given this user in a vault. */
  public BigInteger deposited(AccountId vault, EvmAddress user) {
    return view(vault.evmAddress(), "balanceOf(address)", user).toUnsigned();
  }

  /** Puts a contract of the test's own on the chain. */
  public AccountId deploy(Contract contract) {
    return account(chain.deploy(contract));
  }

  /** Lets time pass until the chain has this many more blocks, on every chain of the network. */
  public void mineBlocks(int blocks) {
    if (blocks < 1) {
      throw new IllegalArgumentException("Expected at least one block, got " + blocks);
    }
    chain.scheduler().advance(blockTime().multipliedBy(blocks));
  }

  /** Replaces the newest blocks; see {@link SimulatedChain#reorg}. */
  public void reorg(int depth, Displaced displaced) {
    chain.reorg(depth, displaced);
  }

  /** The time between blocks. */
  public Duration blockTime() {
    return chain.options().blockTime();
  }

  @Override
  public String toString() {
    return "HyperlaneChain[" + id() + ", domain " + domain + "]";
  }

  AccountId account(EvmAddress address) {
    return AccountId.of(id(), address);
  }

  /**
   * Somebody else dispatches a message of no interest, in the next block.
   *
   * @param through whether it goes into the tree; once one does not, mailbox nonces and leaf
   *     indexes differ
   */
  public void dispatchBySomebody(Through through) {
    EvmAddress hook =
        switch (through) {
          case TREE -> merkleTreeHook;
          case ANOTHER_HOOK -> otherHook;
        };
    Bytes call =
        AbiFunction.parse("dispatch(uint32,bytes32,bytes,bytes,address)")
            .encodeCall(domain, owner.toWord(), Bytes.EMPTY, Bytes.EMPTY, hook);
    chain.impersonate(new CallRequest(owner, mailbox, call, BigInteger.ZERO));
  }

  /** A validator says where it publishes, in the next block. */
  void announce(Signer validator, String location) {
    Announcement statement = new Announcement(DomainAccount.of(domain, mailbox), location);
    Bytes call =
        AbiFunction.parse("announce(address,string,bytes)")
            .encodeCall(validator.address(), location, validator.sign(statement.digest()).toRsv());
    chain.impersonate(new CallRequest(owner, validatorAnnounce, call, BigInteger.ZERO));
  }

  /** The way of somebody else's message. */
  public enum Through {
    /** The tree that validators sign. */
    TREE,
    /** A hook that does nothing. */
    ANOTHER_HOOK
  }

  /**
   * The owner of a recipient gives up every position of a lane below {@code sequence}, by a
   * transaction in the next block.
   */
  public void skipLane(Lane lane, long originDomain, long sequence) {
    Bytes call =
        AbiFunction.parse("skipLaneTo(uint32,bytes32,bytes32,uint64)")
            .encodeCall(originDomain, lane.sender().evmAddress().toWord(), lane.id(), sequence);
    chain.impersonate(new CallRequest(owner, lane.recipient().evmAddress(), call, BigInteger.ZERO));
  }

  /** Lets an account of another chain call every vault. */
  void enroll(HyperlaneChain origin, EvmAddress sender) {
    vaults.values().forEach(vault -> enroll(vault, origin, sender));
  }

  /**
   * A recipient that records calls of these functions, which the senders on the origin may make.
   */
  AccountId recorder(
      EvmAddress ism, List<String> functions, HyperlaneChain origin, List<EvmAddress> senders) {
    EvmAddress recorder = chain.deploy(new Recorder(mailbox, owner, functions));
    perform(recorder, "setInterchainSecurityModule(address)", ism);
    senders.forEach(sender -> enroll(recorder, origin, sender));
    return account(recorder);
  }

  /** Another vault behind a module of the test's own, which the senders on the origin may call. */
  AccountId createVault(EvmAddress ism, HyperlaneChain origin, List<EvmAddress> senders) {
    EvmAddress vault = deployVault(ism);
    furtherVaults.add(vault);
    senders.forEach(sender -> enroll(vault, origin, sender));
    return account(vault);
  }

  private void enroll(EvmAddress recipient, HyperlaneChain origin, EvmAddress sender) {
    perform(
        recipient,
        "enroll(uint32,bytes32)",
        BigInteger.valueOf(origin.domain),
        sender.toWord().toBytes());
  }

  void setVaultsPaused(boolean paused) {
    vaults.values().forEach(vault -> perform(vault, "setPaused(bool)", paused));
    furtherVaults.forEach(vault -> perform(vault, "setPaused(bool)", paused));
  }

  private void deployModules(Cast cast) {
    List<EvmAddress> validators = cast.validators();
    EvmAddress messageId =
        chain.deploy(new StaticMessageIdMultisigIsm(validators, cast.threshold()));
    EvmAddress merkleRoot =
        chain.deploy(new StaticMerkleRootMultisigIsm(validators, cast.threshold()));
    EvmAddress relayer = chain.deploy(new TrustedRelayerIsm(mailbox, cast.relayer()));
    modules.put(Security.TRUSTED_RELAYER, relayer);
    modules.put(Security.MESSAGE_ID_MULTISIG, messageId);
    modules.put(Security.MERKLE_ROOT_MULTISIG, merkleRoot);
    modules.put(
        Security.AGGREGATION,
        chain.deploy(new StaticAggregationIsm(List.of(messageId, merkleRoot), 2)));
    List<EvmAddress> either = List.of(relayer, messageId);
    modules.put(Security.RELAYER_AND_VALIDATORS, chain.deploy(new StaticAggregationIsm(either, 2)));
    modules.put(Security.RELAYER_OR_VALIDATORS, chain.deploy(new StaticAggregationIsm(either, 1)));
    modules.put(Security.NOOP, chain.deploy(new NoopIsm()));
  }

  private EvmAddress deployVault(EvmAddress ism) {
    EvmAddress vault = chain.deploy(new Vault(mailbox, owner, VAULT_CAP));
    perform(vault, "setInterchainSecurityModule(address)", ism);
    return vault;
  }

  private EvmAddress deployPayloadRecipient(EvmAddress ism) {
    EvmAddress recipient = chain.deploy(new PayloadRecipient(mailbox));
    perform(recipient, "setInterchainSecurityModule(address)", ism);
    return recipient;
  }

  private void perform(EvmAddress contract, String function, Object... arguments) {
    Bytes calldata = AbiFunction.parse(function).encodeCall(arguments);
    CallResult result = chain.perform(new CallRequest(owner, contract, calldata, BigInteger.ZERO));
    if (result instanceof CallResult.Reverted reverted) {
      throw new IllegalStateException(
          function + " of " + contract + " on " + id() + " reverts: " + reverted.data());
    }
  }

  private Bytes32 view(EvmAddress contract, String function, Object... arguments) {
    Bytes calldata = AbiFunction.parse(function).encodeCall(arguments);
    return switch (chain.call(CallRequest.view(contract, calldata), BlockSelector.LATEST)) {
      case CallResult.Returned returned -> Bytes32.of(returned.data());
      case CallResult.Reverted reverted ->
          throw new IllegalArgumentException(
              contract + " on " + id() + " does not answer " + function + ": " + reverted.data());
    };
  }

  /** Who plays which role. */
  record Cast(EvmAddress owner, EvmAddress relayer, List<EvmAddress> validators, int threshold) {}
}
