package dev.interlane.validator;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.mailbox.checkpoint.AnnouncedCheckpoints;
import dev.interlane.mailbox.checkpoint.CheckpointReader;
import dev.interlane.spi.Chain;
import dev.interlane.spi.TransportContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the validators of each origin publish: the places of the options, and for validators who
 * are not there what they announced. Announcements are asked for again now and then. Thread-safe.
 */
final class KnownStorages {
  /** How long what a validator announced is taken for granted. */
  static final Duration LIFETIME = Duration.ofMinutes(10);

  /** How many announcements are remembered; an ISM can name any number of validators. */
  private static final int MAX_FOUND = 10_000;

  private final InstantSource clock;
  private final Duration pause;
  private final SortedMap<ChainId, AnnouncedCheckpoints> announcements = new TreeMap<>();
  private final SortedMap<ChainId, SortedMap<EvmAddress, List<SignerStorage>>> given =
      new TreeMap<>();
  private final SortedMap<ChainId, SortedMap<EvmAddress, Found>> found = new TreeMap<>();
  private int foundCount;

  private KnownStorages(InstantSource clock, Duration pause) {
    this.clock = clock;
    this.pause = pause;
  }

  static KnownStorages of(ValidatorOptions options, TransportContext context) {
    // Half of it, so that whoever looks again after one interval gets a fresh answer.
    KnownStorages known = new KnownStorages(context.clock(), options.pollInterval().dividedBy(2));
    for (ValidatorOptions.Storage storage : options.storages()) {
      known
          .given
          .computeIfAbsent(storage.origin(), origin -> new TreeMap<>())
          .computeIfAbsent(storage.validator(), first -> new ArrayList<>())
          .add(known.place(storage.validator(), storage.reader()));
    }
    options
        .announced()
        .ifPresent(
            locations -> {
              for (MailboxDeployment deployment : options.deployments()) {
                Chain chain = context.chains().get(deployment.chain());
                if (chain != null && deployment.validatorAnnounce().isPresent()) {
                  known.announcements.put(
                      deployment.chain(),
                      AnnouncedCheckpoints.of(
                          chain.port(), deployment.validatorAnnounce().get(), locations));
                }
              }
            });
    return known;
  }

  private SignerStorage place(EvmAddress validator, CheckpointReader reader) {
    return new SignerStorage(validator, reader, pause);
  }

  /**
   * The places of one validator.
   *
   * @throws dev.interlane.error.ChainUnavailableException if it has to be looked up and the origin
   *     cannot be asked
   */
  Known of(ChainId origin, EvmAddress validator) {
    SortedMap<EvmAddress, List<SignerStorage>> places = given.get(origin);
    if (places != null && places.containsKey(validator)) {
      return new Known(places.get(validator), "");
    }
    AnnouncedCheckpoints announced = announcements.get(origin);
    return announced == null
        ? new Known(List.of(), "not announced to us, we know no storage of it")
        : lookUp(announced, origin, validator);
  }

  private Known lookUp(AnnouncedCheckpoints announced, ChainId origin, EvmAddress validator) {
    Instant now = clock.instant();
    synchronized (found) {
      Found remembered = remembered(origin).get(validator);
      if (remembered != null && now.isBefore(remembered.until())) {
        return remembered.known();
      }
    }
    AnnouncedCheckpoints.Found answer = announced.find(validator);
    List<SignerStorage> places =
        answer.readers().stream().map(reader -> place(validator, reader)).toList();
    Known known = new Known(places, answer.trouble());
    synchronized (found) {
      if (foundCount >= MAX_FOUND) {
        found.clear();
        foundCount = 0;
      }
      Found fresh = new Found(known, now.plus(places.isEmpty() ? pause : LIFETIME));
      foundCount += remembered(origin).put(validator, fresh) == null ? 1 : 0;
    }
    return known;
  }

  private SortedMap<EvmAddress, Found> remembered(ChainId origin) {
    return found.computeIfAbsent(origin, first -> new TreeMap<>());
  }

  /**
   * What is known of a validator.
   *
   * @param trouble why there is no place; empty if there is one
   */
  record Known(List<SignerStorage> places, String trouble) {
    Known {
      places = List.copyOf(places);
    }
  }

  private record Found(Known known, Instant until) {}
}
