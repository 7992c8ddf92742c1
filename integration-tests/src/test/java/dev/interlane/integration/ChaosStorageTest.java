package dev.interlane.integration;

import static dev.interlane.testkit.assertion.InterlaneAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.EvmAddress;
import dev.interlane.client.MessageHandle;
import dev.interlane.devnet.DevnetContract;
import dev.interlane.evm.submit.FeePolicy;
import dev.interlane.integration.BucketServer.Clerk;
import dev.interlane.mailbox.checkpoint.CheckpointLocations;
import dev.interlane.primitive.Bytes;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.receipt.Evidence;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Bad days of the places where validators publish, with Hyperlane's real contracts: while two of
 * three are in trouble nothing is delivered, and what was sent is executed once when they are well.
 */
class ChaosStorageTest extends OnChaosChains {

  /** What the storage of a validator in trouble hands out. */
  enum Trouble implements Clerk {
    MISSING {
      @Override
      public Optional<Bytes> handsOut(String path, Optional<Bytes> content) {
        return Optional.empty();
      }
    },
    LATE {
      @Override
      public Optional<Bytes> handsOut(String path, Optional<Bytes> content) {
        return path.contains("_with_id") ? Optional.empty() : content;
      }
    },
    CORRUPT {
      @Override
      public Optional<Bytes> handsOut(String path, Optional<Bytes> content) {
        return content.map(bytes -> bytes.slice(0, bytes.length() / 2));
      }
    },
    REORG_FLAG {
      @Override
      public Optional<Bytes> handsOut(String path, Optional<Bytes> content) {
        return path.endsWith("reorg_flag.json") ? Optional.of(Bytes.fromUtf8("{}")) : content;
      }
    },
    PRIVATE_ADDRESS {
      @Override
      public Optional<Bytes> handsOut(String path, Optional<Bytes> content) {
        return content;
      }

      @Override
      public Optional<URI> sendsTo(String path) {
        return Optional.of(URI.create("http://10.0.0.1" + path));
      }
    }
  }

  /** Has the trouble in the buckets of some, and counts how often each was asked. */
  private record Troubled(
      Trouble trouble, List<EvmAddress> validators, Map<EvmAddress, Integer> asked, Clerk others)
      implements Clerk {
    @Override
    public Optional<Bytes> handsOut(String path, Optional<Bytes> content) {
      return one(path).isPresent()
          ? trouble.handsOut(path, content)
          : others.handsOut(path, content);
    }

    @Override
    public Optional<URI> sendsTo(String path) {
      Optional<EvmAddress> one = one(path);
      one.ifPresent(validator -> asked.merge(validator, 1, Integer::sum));
      return one.isPresent() ? trouble.sendsTo(path) : Optional.empty();
    }

    private Optional<EvmAddress> one(String path) {
      return validators.stream().filter(each -> path.contains(named(each))).findFirst();
    }

    boolean wereAllAsked(int times) {
      return validators.stream().allMatch(each -> asked.getOrDefault(each, 0) >= times);
    }
  }

  @ParameterizedTest
  @EnumSource(Trouble.class)
  void twoStoragesAreInTrouble(Trouble trouble) throws IOException {
    try (BucketServer buckets = BucketServer.start();
        CheckpointLocations locations = CheckpointLocations.bucketsAt(buckets.url())) {
      announceAll(buckets);
      Troubled two =
          new Troubled(
              trouble,
              List.copyOf(chains.validators().checkpoints().keySet()).subList(0, 2),
              new ConcurrentHashMap<>(),
              (path, content) -> content);
      buckets.employ(two);
      backend.open(backend.announced(locations), FeePolicy.defaults(), ChaosBackend.STUBBORN);

      MessageHandle handle = backend.send(DevnetContract.MESSAGE_ID_MULTISIG_VAULT);
      backend.await(chains.until(() -> two.wereAllAsked(8)));
      assertThat(handle).hasStatus(DeliveryStatus.Dispatched.class);
      assertThat(backend.executions(handle.id())).isZero();
      if (trouble == Trouble.PRIVATE_ADDRESS) {
        assertThat(backend.client().operator().explain(handle.id()).why())
            .anySatisfy(
                why ->
                    assertThat(why).contains("10.0.0.1 is not an address of the public internet"));
      }
      buckets.employ((path, content) -> content);

      assertThat(handle.awaitReceipt(ChaosBackend.PATIENCE))
          .isExecuted()
          .hasEvidence(Evidence.Quorum.class);
      assertThat(backend.executions(handle.id())).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Trouble.class)
  void oneStorageIsInTrouble(Trouble trouble) throws IOException {
    try (BucketServer buckets = BucketServer.start();
        CheckpointLocations locations = CheckpointLocations.bucketsAt(buckets.url())) {
      announceAll(buckets);
      buckets.employ(
          new Troubled(
              trouble,
              List.of(chains.validators().checkpoints().keySet().iterator().next()),
              new ConcurrentHashMap<>(),
              (path, content) -> stripped(content)));
      backend.open(backend.announced(locations), FeePolicy.defaults(), ChaosBackend.STUBBORN);

      MessageHandle handle = backend.send(DevnetContract.MESSAGE_ID_MULTISIG_VAULT);

      assertThat(handle.awaitReceipt(ChaosBackend.PATIENCE)).isExecuted();
      assertThat(backend.executions(handle.id())).isEqualTo(1);
    }
  }

  /** As old agents write them: numbers of a signature without their leading zeros. */
  private static Optional<Bytes> stripped(Optional<Bytes> content) {
    return content.map(
        bytes -> Bytes.fromUtf8(bytes.toUtf8().replaceAll("(\"[rs]\":\\s*\"0x)0+", "$1")));
  }

  private void announceAll(BucketServer buckets) {
    chains
        .validators()
        .checkpoints()
        .forEach(
            (validator, reader) ->
                chains
                    .devnet()
                    .announce(chains.origin.chain, validator, buckets.publish(validator, reader)));
  }

  private static String named(EvmAddress validator) {
    return "-of-" + validator.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
