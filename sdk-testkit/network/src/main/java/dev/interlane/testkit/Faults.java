package dev.interlane.testkit;

import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.LogFilter;
import dev.interlane.testkit.chain.Displaced;
import dev.interlane.testkit.fault.Fault;
import dev.interlane.testkit.fault.FaultPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The bad days of a network. Each is asked for before it happens, and happens at its moment of
 * simulated time.
 *
 * <pre>{@code
 * network.faults().afterDispatch(() -> network.origin().reorg(1, Displaced.WITHDRAWN));
 * }</pre>
 */
public final class Faults {
  /** From a block to what happens after it: later than whoever hears of the block. */
  private static final Duration SOON = Duration.ofMillis(600);

  private final SimulatedNetwork network;
  private final Stranger stranger;
  private final FaultInjector injector;
  private final AtomicBoolean strangerAtWork = new AtomicBoolean();

  Faults(SimulatedNetwork network, Stranger stranger) {
    this.network = network;
    this.stranger = stranger;
    this.injector = new FaultInjector(network);
  }

  /**
   * Has all of these happen, each so long from now. Several plans add up.
   *
   * @throws IllegalArgumentException if it names a validator that there is not
   */
  public void plan(FaultPlan plan) {
    injector.plan(plan);
  }

  /**
   * Ends what lasts and what is still to come of crashes: nodes answer, ways are free, validators
   * sign, recipients take messages.
   */
  public void heal() {
    network.conditions().heal();
    network.backends().forEach(Backend::spare);
    network.chains().forEach(chain -> chain.chain().setClockAhead(Duration.ZERO));
    handlersRecover();
  }

  /** From now on every deposit into a vault reverts with {@code DepositsPaused()}. */
  public void handlersRevert() {
    network.chains().forEach(chain -> chain.setVaultsPaused(true));
  }

  /** From now on vaults take deposits again. */
  public void handlersRecover() {
    network.chains().forEach(chain -> chain.setVaultsPaused(false));
  }

  /**
   * From now on somebody else delivers every message as soon as anybody can: with no proof where
   * none is asked for, with the validators' signatures where a message-id multisig asks for them,
   * and with the trusted relayer's account where only that one is accepted.
   */
  public void strangerDelivers() {
    if (!strangerAtWork.compareAndSet(false, true)) {
      return;
    }
    for (HyperlaneChain chain : network.chains()) {
      chain
          .chain()
          .onHead(
              () -> {
                stranger.see(chain);
                stranger.act();
                network.after(SOON, stranger::act);
              });
    }
  }

  /** Has the third party deliver in this manner for the fault's span. */
  void thirdParty(Fault.ThirdParty fault) {
    List<ChainPort.Subscription> watching = new ArrayList<>();
    for (HyperlaneChain chain : network.chains()) {
      watching.add(
          chain
              .chain()
              .onHead(
                  () -> {
                    stranger.see(chain);
                    network.after(SOON, () -> stranger.act(fault));
                  }));
    }
    network.after(
        Duration.ofMillis(fault.spanMillis()),
        () -> watching.forEach(ChainPort.Subscription::close));
  }

  /** Has validators sign a message that nobody sent, and the third party deliver it. */
  void forge(Fault.Collude fault) {
    stranger.forge(fault);
  }

  /**
   * Reorganises a chain once, shortly after the block with the next dispatch on it.
   *
   * @param depth how many blocks; at least the one with the dispatch
   */
  public void reorgAfterDispatch(HyperlaneChain chain, int depth, Displaced displaced) {
    once(chain, Events.DISPATCH, () -> chain.reorg(depth, displaced));
  }

  /**
   * Reorganises a chain once, shortly after the block with the next delivery on it.
   *
   * @param depth how many blocks; at least the one with the delivery
   */
  public void reorgAfterDelivery(HyperlaneChain chain, int depth, Displaced displaced) {
    once(chain, Events.PROCESS_ID, () -> chain.reorg(depth, displaced));
  }

  /** Runs {@code what} once, shortly after the block with the next dispatch on this chain. */
  public void afterDispatch(HyperlaneChain chain, Runnable what) {
    once(chain, Events.DISPATCH, what);
  }

  /** Runs {@code what} once, shortly after the block with the next delivery on this chain. */
  public void afterDelivery(HyperlaneChain chain, Runnable what) {
    once(chain, Events.PROCESS_ID, what);
  }

  private void once(HyperlaneChain chain, Bytes32 event, Runnable what) {
    LogFilter filter = new LogFilter(List.of(chain.mailbox()), List.of(event));
    AtomicBoolean done = new AtomicBoolean();
    chain
        .chain()
        .onHead(
            () -> {
              if (!done.get()
                  && !chain.chain().logs(filter, chain.chain().heads().seen()).isEmpty()
                  && done.compareAndSet(false, true)) {
                network.after(SOON, what);
              }
            });
  }
}
