package dev.interlane.evm;

import dev.interlane.chain.ChainId;
import dev.interlane.codec.evm.AbiError;
import dev.interlane.codec.evm.KnownErrors;
import dev.interlane.evm.rpc.JsonRpcChainPort;
import dev.interlane.evm.rpc.JsonRpcOptions;
import dev.interlane.evm.submit.EvmSubmitter;
import dev.interlane.evm.submit.FeePolicy;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.Chain;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.KeyRoles;
import dev.interlane.spi.Signer;
import dev.interlane.spi.Submitter;
import java.net.URI;
import java.util.List;

/**
 * An EVM chain for a client: nodes or a simulation to look at it, keys to act on it. Thread-safe.
 *
 * <pre>{@code
 * Chain sepolia = EvmChain.connect(ChainId.eip155(11155111), URI.create(nodeUrl), signer);
 * }</pre>
 */
public final class EvmChain implements Chain {
  private final ChainPort port;
  private final EvmSubmitter submitter;
  private final KnownErrors errors;
  private final Runnable onClose;

  private EvmChain(ChainPort port, EvmSubmitter submitter, Runnable onClose) {
    this(port, submitter, KnownErrors.standard(), onClose);
  }

  private EvmChain(ChainPort port, EvmSubmitter submitter, KnownErrors errors, Runnable onClose) {
    this.port = port;
    this.submitter = submitter;
    this.errors = errors;
    this.onClose = onClose;
  }

  /**
   * Connects to a node over HTTP.
   *
   * @param signers the accounts that may send; none to only look
   * @throws dev.interlane.error.WrongChainException if the node serves another chain
   * @throws dev.interlane.error.ChainUnavailableException if it cannot be reached
   */
  public static EvmChain connect(ChainId chain, URI url, Signer... signers) {
    return connect(chain, List.of(url), signers);
  }

  /**
   * Connects to several nodes over HTTP, the preferred one first. Of two, the other is asked when
   * it gives no answer; of three and more, a majority must agree where money depends on the answer
   * ({@link dev.interlane.evm.rpc.ReadAgreement}).
   *
   * @param signers the accounts that may send; none to only look
   * @throws dev.interlane.error.WrongChainException if one of the nodes serves another chain
   * @throws dev.interlane.error.ChainUnavailableException if none can be reached
   */
  public static EvmChain connect(ChainId chain, List<URI> urls, Signer... signers) {
    return connect(chain, urls, JsonRpcOptions.defaults(), signers);
  }

  /**
   * The same, with other bounds than the default ones, or with a WebSocket that tells new heads
   * early.
   *
   * <pre>{@code
   * EvmChain.connect(
   *     chain, urls, JsonRpcOptions.builder().headSocketUrl(socketUrl).build(), signer)
   * }</pre>
   */
  public static EvmChain connect(
      ChainId chain, List<URI> urls, JsonRpcOptions options, Signer... signers) {
    JsonRpcChainPort port = JsonRpcChainPort.connect(chain, urls, options);
    try {
      return new EvmChain(port, submitter(port, FeePolicy.defaults(), signers), port::close);
    } catch (IllegalArgumentException twoSignersOfOneAccount) {
      port.close();
      throw twoSignersOfOneAccount;
    }
  }

  /** The chain behind a port of any kind. The port stays the caller's: close does not touch it. */
  public static EvmChain over(ChainPort port, Signer... signers) {
    return over(port, FeePolicy.defaults(), signers);
  }

  /** The chain behind a port of any kind, with a fee policy. The port stays the caller's. */
  public static EvmChain over(ChainPort port, FeePolicy policy, Signer... signers) {
    return new EvmChain(port, submitter(port, policy, signers), () -> {});
  }

  private static EvmSubmitter submitter(ChainPort port, FeePolicy policy, Signer... signers) {
    return EvmSubmitter.over(port, policy, List.of(signers));
  }

  @Override
  public ChainId id() {
    return port.chainId();
  }

  @Override
  public ChainPort port() {
    return port;
  }

  @Override
  public Submitter submitter() {
    return submitter;
  }

  /**
   * The same chain, where reverts with these errors of the application's contracts are told by name
   * and arguments in events, receipts and refusals. Those of Hyperlane's and our contracts, of
   * ERC-6093 and of OpenZeppelin are known anyway. Closing either closes both.
   *
   * <pre>{@code
   * EvmChain.connect(chain, url, signer).knowing(SolidityAbi.parse(vaultAbiJson).errors())
   * }</pre>
   */
  public EvmChain knowing(List<AbiError> more) {
    KnownErrors all = errors.with(more);
    return new EvmChain(port, submitter.knowing(all), all, onClose);
  }

  /**
   * The same chain, where these keys dispatch and those deliver, instead of what is learnt from the
   * messages. Closing either closes both.
   *
   * @throws IllegalArgumentException if one of them is none of the chain's signers
   */
  public EvmChain withRoles(KeyRoles roles) {
    return new EvmChain(port, submitter.withRoles(roles), errors, onClose);
  }

  @Override
  public String explainRevert(Bytes revertData) {
    return errors.explain(revertData);
  }

  @Override
  public void close() {
    onClose.run();
  }

  @Override
  public String toString() {
    return port.chainId() + " with accounts " + submitter.accounts();
  }
}
