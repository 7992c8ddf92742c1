package dev.interlane.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.chain.AccountId;
import dev.interlane.error.Refusal;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageBody;
import dev.interlane.message.Payload;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.BodyCodec;
import dev.interlane.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What the pipeline relies on in a {@link BodyCodec}. The codec of every VM has a test that extends
 * this one.
 *
 * <pre>{@code
 * class MyVmTest extends BodyCodecContract {
 *   @Override
 *   protected BodyCodec codec() {
 *     return new MyVmBodyCodec();
 *   }
 *   // and a recipient, some calls it takes, a way to read a call's bytes, a body that it refuses
 * }
 * }</pre>
 */
public abstract class BodyCodecContract {
  private static final Bytes RAW = Bytes.fromHex("00ff7b2222c0");

  /** Of no VM that there is. */
  private static final AccountId ELSEWHERE = AccountId.parse("nowhere:1:nobody");

  /** For the test that extends it. */
  protected BodyCodecContract() {}

  /** The codec to test, made as an application would have it. */
  protected abstract BodyCodec codec();

  /** An account that calls can be sent to. */
  protected abstract AccountId recipient();

  /** Different calls that the recipient takes; two or more, one without arguments. */
  protected abstract List<ContractCall> calls();

  /** Reads the arguments back from what the codec made of a call. */
  protected abstract List<Value> decode(ContractCall call, Bytes encoded);

  /** A body with a type or a value that the VM does not have. */
  protected abstract MessageBody unrepresentable();

  @Test
  void isFoundByItsNamespace() {
    BodyCodec codec = codec();

    assertThat(codec.namespace()).isEqualTo(recipient().chain().namespace());
    assertThat(ServiceLoader.load(BodyCodec.class))
        .filteredOn(found -> found.namespace().equals(codec.namespace()))
        .as("exactly one registered codec for %s", codec.namespace())
        .singleElement()
        .isInstanceOf(codec.getClass());
  }

  @Test
  void encodesWhatCanBeReadBack() {
    for (ContractCall call : calls()) {
      assertThat(codec().check(call, recipient())).as("%s", call).isEmpty();
      Bytes encoded = codec().encode(call, recipient());

      assertThat(decode(call, encoded)).as("%s", call).isEqualTo(call.arguments());
    }
  }

  @Test
  void encodesTheSameBodyAlwaysTheSameAndDifferentBodiesDifferently() {
    BodyCodec kept = codec();
    Set<Bytes> all = new HashSet<>();
    for (ContractCall call : calls()) {
      Bytes encoded = kept.encode(call, recipient());

      assertThat(kept.encode(call, recipient())).isEqualTo(encoded);
      assertThat(codec().encode(call, recipient())).isEqualTo(encoded);
      assertThat(all.add(encoded)).as("%s has bytes of its own", call).isTrue();
    }
    assertThat(all).hasSizeGreaterThan(1);
  }

  @Test
  void leavesRawBytesAsTheyAre() {
    Payload raw = Payload.of(RAW);

    assertThat(codec().check(raw, recipient())).isEmpty();
    assertThat(codec().encode(raw, recipient())).isEqualTo(RAW);
    assertThat(codec().encode(Payload.of(Bytes.EMPTY), recipient())).isEqualTo(Bytes.EMPTY);
  }

  @Test
  void refusesAnotherVmsRecipient() {
    assertRefused(calls().getFirst(), ELSEWHERE);
    assertRefused(Payload.of(RAW), ELSEWHERE);
  }

  @Test
  void refusesWhatTheVmCannotRepresentAndEncodesNoneOfIt() {
    assertRefused(unrepresentable(), recipient());
  }

  private void assertRefused(MessageBody body, AccountId recipient) {
    List<Refusal> refusals = codec().check(body, recipient);

    assertThat(refusals).as("%s to %s", body, recipient).isNotEmpty();
    assertThat(refusals)
        .allSatisfy(
            refusal -> {
              assertThat(refusal.field()).isNotBlank();
              assertThat(refusal.reason()).isNotBlank();
            });
    assertThatIllegalArgumentException().isThrownBy(() -> codec().encode(body, recipient));
  }

  @Test
  void encodesForManyAtOnce() throws InterruptedException, ExecutionException {
    BodyCodec codec = codec();
    List<ContractCall> calls = calls();
    List<Future<Bytes>> encoded = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 400; i++) {
        ContractCall call = calls.get(i % calls.size());
        encoded.add(threads.submit(() -> codec.encode(call, recipient())));
      }
      for (int i = 0; i < encoded.size(); i++) {
        assertThat(encoded.get(i).get())
            .isEqualTo(codec().encode(calls.get(i % calls.size()), recipient()));
      }
    }
  }
}
