package dev.interlane.validator;

import dev.interlane.chain.ChainId;
import dev.interlane.evm.EvmChain;
import dev.interlane.spi.Chain;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.TransportContext;
import dev.interlane.spi.TransportSession;
import dev.interlane.testkit.conformance.Crossing;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what a transport asks the chains. */
final class Counting {
  private final Crossing crossing;
  private final AtomicLong origin = new AtomicLong();
  private final AtomicLong destination = new AtomicLong();

  Counting(Crossing crossing) {
    this.crossing = crossing;
  }

  TransportSession open(ValidatorOptions options) {
    TreeMap<ChainId, Chain> chains = new TreeMap<>();
    chains.put(
        crossing.from().chain(),
        EvmChain.over(counted(crossing.origin(), origin), Crossing.SENDER));
    chains.put(
        crossing.to().chain(),
        EvmChain.over(counted(crossing.destination(), destination), Crossing.RELAYER));
    return ValidatorTransport.hyperlane(options)
        .open(new TransportContext(chains, crossing.scheduler().clock(), Runnable::run));
  }

  void reset() {
    origin.set(0);
    destination.set(0);
  }

  long originQuestions() {
    return origin.get();
  }

  long destinationQuestions() {
    return destination.get();
  }

  private static ChainPort counted(ChainPort port, AtomicLong count) {
    return (ChainPort)
        Proxy.newProxyInstance(
            ChainPort.class.getClassLoader(),
            new Class<?>[] {ChainPort.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("chainId")) {
                count.incrementAndGet();
              }
              try {
                return method.invoke(port, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }
}
