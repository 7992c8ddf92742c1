package dev.interlane.mailbox.checkpoint;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.mailbox.ContractView;
import dev.interlane.spi.ChainPort;
import dev.interlane.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where validators say they publish, as the {@code ValidatorAnnounce} contract of the origin has
 * it. Thread-safe.
 */
public final class AnnouncedCheckpoints {
  /** How many announcements of one validator are looked at, the newest first. */
  public static final int MAX_LOCATIONS = 3;

  private static final AbiFunction LOCATIONS =
      AbiFunction.parse("getAnnouncedStorageLocations(address[]) returns (string[][])");

  private final ContractView announce;
  private final CheckpointLocations locations;

  private AnnouncedCheckpoints(ContractView announce, CheckpointLocations locations) {
    this.announce = announce;
    this.locations = locations;
  }

  /** Asks this contract of the origin. */
  public static AnnouncedCheckpoints of(
      ChainPort origin, EvmAddress validatorAnnounce, CheckpointLocations locations) {
    return new AnnouncedCheckpoints(new ContractView(origin, validatorAnnounce), locations);
  }

  /**
   * Looks a validator up.
   *
   * @throws dev.interlane.error.ChainUnavailableException if the chain cannot be asked
   */
  public Found find(EvmAddress validator) {
    Optional<Value> answer = announce.ask(LOCATIONS, List.of(validator));
    if (answer.isEmpty() || answer.get().asElements().size() != 1) {
      return new Found(
          List.of(), "the ValidatorAnnounce " + announce.contract() + " answers nonsense");
    }
    List<Value> announced = answer.get().asElements().get(0).asElements();
    List<CheckpointReader> readers = new ArrayList<>();
    String trouble = "it has announced no location";
    List<Value> newestFirst = announced.reversed();
    for (Value location : newestFirst.subList(0, Math.min(MAX_LOCATIONS, newestFirst.size()))) {
      try {
        readers.add(locations.open(location.asText()));
      } catch (IllegalArgumentException unreadable) {
        trouble = String.valueOf(unreadable.getMessage());
      }
    }
    return new Found(readers, readers.isEmpty() ? trouble : "");
  }

  /**
   * What was found.
   *
   * @param readers the announced places that can be read, the newest first
   * @param trouble why there is none; empty if there is one
   */
  public record Found(List<CheckpointReader> readers, String trouble) {
    public Found {
      readers = List.copyOf(readers);
    }
  }
}
