package dev.interlane.benchmarks;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.Ordering;
import dev.interlane.pipeline.Interlane;
import dev.interlane.spi.Journal;
import java.util.List;

/** {@link KilledChains} as a process sees them that may be killed. */
interface ChildChains {
  /** By what the other process was told. */
  static ChildChains of(List<String> arguments) {
    List<String> rest = arguments.subList(1, arguments.size());
    return switch (arguments.getFirst()) {
      case KillWorld.NAME -> KillWorld.seen(rest);
      case AnvilWorld.NAME -> AnvilWorld.seen(rest);
      default -> throw new IllegalArgumentException("No chains " + arguments);
    };
  }

  /** A client over these chains, to be built. */
  Interlane.Builder client(Journal journal);

  AccountId sender();

  AccountId vault();

  /** The message of this number; each whose number {@code orderedEvery} divides is ordered. */
  default MessageEnvelope message(int number, int orderedEvery) {
    return MessageEnvelope.builder()
        .sender(sender())
        .recipient(vault())
        .body(
            ContractCall.of(
                "deposit(address,uint256)",
                EvmAddress.parse("0x1111111111111111111111111111111111111111"),
                1 + number))
        .ordering(number % orderedEvery == 0 ? Ordering.ORDERED : Ordering.UNORDERED)
        .build();
  }
}
