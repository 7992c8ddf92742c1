package dev.interlane.testkit;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.CallRequest;
import dev.interlane.testkit.fault.Conditions;
import dev.interlane.testkit.fault.Fault;
import dev.interlane.testkit.fault.FaultPlan;
import dev.interlane.testkit.fault.Side;
import java.math.BigInteger;
import java.time.Duration;

/** Makes the faults of a plan happen at their times. */
final class FaultInjector {
  private static final int EVICTION_TRIES = 60;
  private static final Duration EVICTION_PAUSE = Duration.ofSeconds(1);

  private final SimulatedNetwork network;
  private final Conditions conditions;
  private int skewed;
  private int reverting;

  FaultInjector(SimulatedNetwork network) {
    this.network = network;
    this.conditions = network.conditions();
  }

  void plan(FaultPlan plan) {
    for (FaultPlan.Entry entry : plan.entries()) {
      network.after(Duration.ofMillis(entry.atMillis()), () -> begin(entry.fault()));
    }
  }

  private void begin(Fault fault) {
    switch (fault) {
      case Fault.Travel travel -> last(travel, travel.spanMillis());
      case Fault.Node node -> last(node, node.spanMillis());
      case Fault.Partition partition -> last(partition, partition.spanMillis());
      case Fault.Withhold withhold -> last(withhold, withhold.spanMillis());
      case Fault.SignLate late -> last(late, late.spanMillis());
      case Fault.Equivocate equivocate -> last(equivocate, equivocate.spanMillis());
      case Fault.Prover prover -> last(prover, prover.spanMillis());
      case Fault.Reorg reorg -> reorg(reorg);
      case Fault.Collude collude -> network.faults().forge(collude);
      case Fault.ThirdParty party -> network.faults().thirdParty(party);
      case Fault.FeeSpike spike -> {
        network.chain(spike.chain()).chain().multiplyBaseFee(spike.factor());
        conditions.struck(spike);
      }
      case Fault.PoolEviction eviction -> evict(eviction, EVICTION_TRIES);
      case Fault.StolenNonce theft -> steal(theft);
      case Fault.Crash crash -> network.backends().forEach(backend -> backend.crash(crash));
      case Fault.TakeOver takeOver ->
          network.backends().forEach(backend -> backend.takeOver(takeOver));
      case Fault.ClockSkew skew -> skew(skew);
      case Fault.RecipientsRevert revert -> revert(revert);
    }
  }

  private void last(Fault fault, long spanMillis) {
    conditions.begin(fault, Duration.ofMillis(spanMillis));
  }

  /** A pool is empty after each block, so it waits for one that is not. */
  private void evict(Fault.PoolEviction eviction, int tries) {
    if (network.chain(eviction.chain()).chain().evictPool() > 0) {
      conditions.struck(eviction);
    } else if (tries > 1) {
      network.after(EVICTION_PAUSE, () -> evict(eviction, tries - 1));
    }
  }

  private void reorg(Fault.Reorg reorg) {
    HyperlaneChain chain = network.chain(reorg.chain());
    long height = chain.chain().heads().seen().height();
    int finalDepth = chain.chain().options().finalDepth();
    int depth = (int) Math.min(reorg.depthBlocks(), Math.min(height, finalDepth));
    if (depth > 0) {
      chain.reorg(depth, reorg.displaced());
      conditions.struck(reorg);
    }
  }

  /** The thief sends nothing to himself: it only costs the owner the account nonce. */
  private void steal(Fault.StolenNonce theft) {
    HyperlaneChain chain = network.chain(theft.chain());
    EvmAddress victim =
        theft.chain() == Side.ORIGIN ? network.sender().evmAddress() : network.trustedRelayer();
    chain
        .chain()
        .impersonate(new CallRequest(victim, victim, Bytes.EMPTY, BigInteger.ZERO), 21_000);
    conditions.struck(theft);
  }

  private void skew(Fault.ClockSkew skew) {
    HyperlaneChain chain = network.chain(skew.chain());
    int mine = ++skewed;
    chain.chain().setClockAhead(Duration.ofMillis(skew.aheadMillis()));
    conditions.struck(skew);
    network.after(
        Duration.ofMillis(skew.spanMillis()),
        () -> {
          if (mine == skewed) {
            network.chains().forEach(any -> any.chain().setClockAhead(Duration.ZERO));
          }
        });
  }

  private void revert(Fault.RecipientsRevert revert) {
    int mine = ++reverting;
    network.faults().handlersRevert();
    conditions.struck(revert);
    network.after(
        Duration.ofMillis(revert.spanMillis()),
        () -> {
          if (mine == reverting) {
            network.faults().handlersRecover();
          }
        });
  }
}
