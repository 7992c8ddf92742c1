package dev.interlane.devnet;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiCodec;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.primitive.Bytes;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Further ISMs on one chain of a {@link Devnet}, each made when it is asked for, and recipients of
 * payloads behind them. The ISMs are the unmodified ones of Hyperlane's npm package but for {@link
 * #gateway}, which is ours. Their owner is {@link Devnet#deployer()}. Safe for concurrent use.
 */
public final class DevnetModules {
  private final DevnetChain chain;
  private final HyperlaneArtifacts hyperlane;
  private final SolidityContracts ours;
  private final HyperlaneDeployment deployment;
  private final EvmAddress owner;

  DevnetModules(
      DevnetChain chain, HyperlaneArtifacts hyperlane, SolidityContracts ours, EvmAddress owner) {
    this.chain = chain;
    this.hyperlane = hyperlane;
    this.ours = ours;
    this.deployment = new HyperlaneDeployment(chain, hyperlane, ours, owner);
    this.owner = owner;
  }

  /** How a multisig ISM checks what validators signed. */
  public enum Multisig {
    /** They signed the checkpoint of the message itself. */
    MESSAGE_ID(
        "StaticMessageIdWeightedMultisigIsmFactory",
        DevnetContract.MESSAGE_ID_MULTISIG_ISM_FACTORY),
    /** They signed this or a later checkpoint, under whose root the message is. */
    MERKLE_ROOT(
        "StaticMerkleRootWeightedMultisigIsmFactory",
        DevnetContract.MERKLE_ROOT_MULTISIG_ISM_FACTORY);

    private final String weightedFactory;
    private final DevnetContract factory;

    Multisig(String weightedFactory, DevnetContract factory) {
      this.weightedFactory = weightedFactory;
      this.factory = factory;
    }
  }

  /**
   * An ISM that accepts a number of these validators, each place of the list for a signature.
   *
   * @param threshold 1 to the number of places
   */
  public EvmAddress multisig(Multisig kind, List<EvmAddress> validators, int threshold) {
    return deployment.createSet(kind.factory, validators, threshold);
  }

  /**
   * An ISM that accepts validators with enough weight together.
   *
   * @param weights of the validators, in their order
   * @param needed what a quorum weighs, at most 10,000,000,000
   */
  public EvmAddress weighted(
      Multisig kind, List<EvmAddress> validators, List<Long> weights, long needed) {
    EvmAddress maker = chain.create(owner, hyperlane.contract(kind.weightedFactory), Bytes.EMPTY);
    List<List<Object>> set = new ArrayList<>();
    for (int i = 0; i < validators.size(); i++) {
      set.add(List.of(validators.get(i), weights.get(i)));
    }
    EvmAddress predicted =
        deployment.predicted(
            maker,
            AbiFunction.parse("getAddress((address,uint96)[],uint96)").encodeCall(set, needed));
    deployment.call(maker, "deploy((address,uint96)[],uint96)", set, needed);
    return predicted;
  }

  /** An ISM that accepts everything but while it is paused; see {@link #setPaused}. */
  public EvmAddress pausable() {
    return create("PausableIsm", "(address)", owner);
  }

  /** The owner of a {@link #pausable} ISM pauses it or lets it go on. */
  public void setPaused(EvmAddress ism, Devnet.Pause pause) {
    deployment.call(ism, pause == Devnet.Pause.PAUSED ? "pause()" : "unpause()");
  }

  /**
   * An ISM that lets transfers of a warp route through to one recipient, up to a level that falls
   * by each and rises with time.
   *
   * @param capacity the highest level, at least one for each second of {@code refill}
   * @param refill how long it takes from empty to full
   */
  public EvmAddress rateLimited(EvmAddress recipient, BigInteger capacity, Duration refill) {
    return create(
        "RateLimitedIsm",
        "(address,uint256,uint256,address)",
        mailbox(),
        capacity,
        refill.toSeconds(),
        recipient);
  }

  /** An ISM that hands transfers of {@code threshold} or more to one module, less to another. */
  public EvmAddress amountRouting(EvmAddress lower, EvmAddress upper, BigInteger threshold) {
    return create("AmountRoutingIsm", "(address,address,uint256)", lower, upper, threshold);
  }

  /** An ISM that sends relayers to these URLs and accepts whatever they bring (TestCcipReadIsm). */
  public EvmAddress ccipRead(List<String> urls) {
    return create("TestCcipReadIsm", "(string[])", urls);
  }

  /**
   * An ISM of ours that sends relayers to these URLs and accepts the signature of one account over
   * the message's id.
   */
  public EvmAddress gateway(EvmAddress signer, List<String> urls) {
    return chain.create(
        owner,
        ours.contract("GatewayIsm"),
        AbiCodec.parse("(address,string[])").encode(signer, urls));
  }

  /**
   * A recipient that takes every payload (TestRecipient) behind this ISM; zero leaves the choice to
   * the mailbox.
   */
  public EvmAddress payloadRecipient(EvmAddress ism) {
    EvmAddress recipient = create("TestRecipient", "()");
    setIsm(recipient, ism);
    return recipient;
  }

  /** The owner of a vault, a recorder or a {@link #payloadRecipient} changes its ISM. */
  public void setIsm(EvmAddress recipient, EvmAddress ism) {
    deployment.call(recipient, "setInterchainSecurityModule(address)", ism);
  }

  private EvmAddress create(String contract, String parameters, Object... arguments) {
    return chain.create(
        owner, hyperlane.contract(contract), AbiCodec.parse(parameters).encode(arguments));
  }

  private EvmAddress mailbox() {
    return chain.address(DevnetContract.MAILBOX);
  }
}
