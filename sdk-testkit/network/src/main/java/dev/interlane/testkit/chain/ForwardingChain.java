package dev.interlane.testkit.chain;

import dev.interlane.chain.ChainId;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.Chain;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.Submitter;

/**
 * A chain that hands everything on to another one; extended by what watches or disturbs one of its
 * methods.
 */
public abstract class ForwardingChain implements Chain {
  private final Chain chain;

  /** Forwards to this chain. */
  protected ForwardingChain(Chain chain) {
    this.chain = chain;
  }

  @Override
  public ChainId id() {
    return chain.id();
  }

  @Override
  public boolean isSeen() {
    return chain.isSeen();
  }

  @Override
  public ChainPort port() {
    return chain.port();
  }

  @Override
  public Submitter submitter() {
    return chain.submitter();
  }

  @Override
  public String explainRevert(Bytes revertData) {
    return chain.explainRevert(revertData);
  }

  @Override
  public void close() {
    chain.close();
  }
}
