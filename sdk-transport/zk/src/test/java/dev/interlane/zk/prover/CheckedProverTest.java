package dev.interlane.zk.prover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.evm.groth16.PublicInputs;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.testkit.zk.StubProver;
import dev.interlane.testkit.zk.TrapdoorProver;
import dev.interlane.zk.proof.ProofVerifier;
import dev.interlane.zk.prover.ProofAttempt.Failed;
import dev.interlane.zk.prover.ProofAttempt.Pending;
import dev.interlane.zk.prover.ProofAttempt.Ready;
import dev.interlane.zk.prover.ProofAttempt.Reason;
import dev.interlane.zk.sp1.PublicValues;
import dev.interlane.zk.sp1.Sp1Layout;
import dev.interlane.zk.sp1.Sp1Verifier;
import dev.interlane.zk.sp1.Sp1Version;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A prover service that is late, failing, lying or gone, seen through HTTP. */
class CheckedProverTest {
  private static final Bytes32 PROGRAM = Bytes32.fromHex("00".repeat(31) + "07");
  private static final Bytes32 OTHER_PROGRAM = Bytes32.fromHex("00".repeat(31) + "08");
  private static final Bytes32 KEY = Bytes32.fromHex("ab".repeat(32));
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final TrapdoorProver TRAPDOOR = TrapdoorProver.of(11, 2);
  private static final Sp1Version VERSION =
      Sp1Version.of(
          TrapdoorProver.WARNING,
          Bytes32.fromHex("7e57" + "00".repeat(30)),
          new Sp1Layout.Bare(),
          TRAPDOOR.verifyingKey());
  private static final ProofVerifier VERIFIER =
      Sp1Verifier.of(List.of(VERSION), Set.of(PROGRAM, OTHER_PROGRAM));
  private static final ProofRequest REQUEST =
      new ProofRequest(KEY, PROGRAM, Bytes.fromUtf8("input"), START.plus(Duration.ofMinutes(10)));

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private StubProver service = StubProver.start(CheckedProverTest::prove);
  private final HttpProofProvider provider = HttpProofProvider.of(service.url());
  private final CheckedProver prover = CheckedProver.of(provider, VERIFIER, now::get);

  @AfterEach
  void close() {
    provider.close();
    service.close();
  }

  @Test
  void givesAProofThatHolds() {
    assertThat(prover.look(REQUEST))
        .isInstanceOfSatisfying(
            Ready.class,
            ready -> {
              assertThat(ready.proven().statement().publicValues().toUtf8())
                  .isEqualTo("ran on input");
              assertThat(ready.proven().verifier()).contains("INSECURE TEST PROVER");
            });
  }

  @Test
  void waitsForALateProverWithoutAskingTwice() {
    service.isLateBy(2);

    assertThat(prover.look(REQUEST)).isInstanceOf(Pending.class);
    assertThat(((Pending) prover.look(REQUEST)).askAgainAfter()).isEqualTo(Duration.ofSeconds(10));
    assertThat(prover.look(REQUEST)).isInstanceOf(Ready.class);
    assertThat(service.requests()).containsEntry(KEY, 1).hasSize(1);
  }

  @Test
  void asksAgainAfterTheProverForgot() {
    service.isLateBy(1);
    assertThat(prover.look(REQUEST)).isInstanceOf(Pending.class);

    service.forgets();
    service.isLateBy(0);

    assertThat(prover.look(REQUEST)).isInstanceOf(Ready.class);
  }

  @Test
  void cancelsWhatIsOverdue() {
    service.isLateBy(1000);
    assertThat(prover.look(REQUEST)).isInstanceOf(Pending.class);

    now.set(REQUEST.deadline());

    assertThat(reason(prover.look(REQUEST))).isEqualTo(Reason.OVERDUE);
    assertThat(service.cancelled()).containsExactly(KEY);
    assertThat(reason(prover.look(REQUEST))).isEqualTo(Reason.OVERDUE);
    assertThat(service.requests()).isEmpty();
  }

  @Test
  void takesAProofThatIsThereHoweverLate() {
    assertThat(prover.look(REQUEST)).isInstanceOf(Ready.class);

    now.set(REQUEST.deadline().plusSeconds(1));

    assertThat(prover.look(REQUEST)).isInstanceOf(Ready.class);
  }

  @Test
  void cancelsWhatIsNoLongerWanted() {
    service.isLateBy(1000);
    assertThat(prover.look(REQUEST)).isInstanceOf(Pending.class);

    prover.cancel(REQUEST);

    assertThat(service.cancelled()).containsExactly(KEY);
  }

  @Test
  void saysWhenTheProverGaveUp() {
    service.givesUp("out of memory");

    assertThat(prover.look(REQUEST))
        .isEqualTo(new Failed(Reason.GAVE_UP, "prover 127.0.0.1 gave up: out of memory"));
  }

  @Test
  void refusesFalseProofs() {
    Bytes32 someProgram = OTHER_PROGRAM;
    StubProver.Proved honest = prove(PROGRAM, Bytes.fromUtf8("input"));

    // Other values, another program's proof, a proof in another form, no proof at all.
    lies(new StubProver.Proved(PROGRAM, Bytes.fromUtf8("more money"), honest.proof()));
    lies(prove(someProgram, Bytes.fromUtf8("input")));
    lies(new StubProver.Proved(someProgram, honest.publicValues(), honest.proof()));
    lies(
        new StubProver.Proved(
            PROGRAM, honest.publicValues(), Bytes.concat(honest.proof(), Bytes.of((byte) 0))));
    lies(new StubProver.Proved(PROGRAM, honest.publicValues(), Bytes.EMPTY));
  }

  private void lies(StubProver.Proved lie) {
    service.close();
    service = StubProver.start((program, input) -> lie);
    try (HttpProofProvider lying = HttpProofProvider.of(service.url())) {
      ProofAttempt attempt = CheckedProver.of(lying, VERIFIER, now::get).look(REQUEST);

      assertThat(reason(attempt)).as("%s", attempt).isEqualTo(Reason.FALSE_PROOF);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{}",
        "{\"state\":\"done\"}",
        "{\"state\":\"working\"}",
        "{\"state\":\"working\",\"askAgainSeconds\":-1}",
        "{\"state\":\"working\",\"askAgainSeconds\":1e99}",
        "{\"state\":\"working\",\"askAgainSeconds\":1,\"proof\":\"0x\"}",
        "{\"state\":\"working\",\"askAgainSeconds\":1} {}",
        "{\"state\":\"working\",\"state\":\"failed\",\"askAgainSeconds\":1}",
        "{\"state\":\"proved\",\"programKey\":\"0x07\",\"publicValues\":\"0x\",\"proof\":\"0x\"}",
        "{\"state\":\"proved\",\"programKey\":7,\"publicValues\":\"0x\",\"proof\":\"0x\"}",
        "{\"state\":\"failed\",\"reason\":null}"
      })
  void takesNonsenseForNoAnswer(String body) {
    service.answers(200, body);

    assertThat(prover.look(REQUEST))
        .isInstanceOfSatisfying(
            Pending.class, pending -> assertThat(pending.why()).startsWith("prover 127.0.0.1: "));
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 401, 429, 500, 503})
  void takesARefusalForNoAnswer(int status) {
    service.answers(status, "secret words");

    assertThat(prover.look(REQUEST))
        .isInstanceOfSatisfying(
            Pending.class,
            pending ->
                assertThat(pending.why()).contains("status " + status).doesNotContain("secret"));
  }

  @Test
  void readsNoMoreThanItsBound() {
    service.answers(200, " ".repeat(ProofAnswer.MAX_BYTES) + "{}");

    assertThat(((Pending) prover.look(REQUEST)).why()).contains("larger than");
  }

  @Test
  void nestedNonsenseDoesNotOverflowTheStack() {
    service.answers(200, "[".repeat(1_000_000));

    assertThat(prover.look(REQUEST)).isInstanceOf(Pending.class);
  }

  @Test
  void waitsForAProverThatIsGone() {
    service.close();

    assertThat(prover.look(REQUEST)).isInstanceOf(Pending.class);
    prover.cancel(REQUEST);
    now.set(REQUEST.deadline());
    assertThat(reason(prover.look(REQUEST))).isEqualTo(Reason.OVERDUE);
  }

  @Test
  void waitsForAProverThatDoesNotAnswer() {
    CountDownLatch released = new CountDownLatch(1);
    service.close();
    service =
        StubProver.start(
            (program, input) -> {
              await(released);
              return prove(program, input);
            });
    try (HttpProofProvider impatient =
        HttpProofProvider.of(service.url()).withCallTimeout(Duration.ofMillis(200))) {
      ProofAttempt attempt = CheckedProver.of(impatient, VERIFIER, now::get).look(REQUEST);

      assertThat(attempt)
          .isInstanceOfSatisfying(
              Pending.class, pending -> assertThat(pending.why()).contains("did not answer"));
    } finally {
      released.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void showsItsTokenToTheServiceOnly() {
    service.isLateBy(1);
    try (HttpProofProvider known = provider.withToken("s3cret")) {
      ProofAttempt attempt = CheckedProver.of(known, VERIFIER, now::get).look(REQUEST);

      assertThat(service.authorizations()).containsExactly("Bearer s3cret");
      assertThat(attempt).asString().doesNotContain("s3cret");
      assertThat(known.name()).doesNotContain("s3cret");
    }
  }

  @Test
  void asksNeitherTooOftenNorTooSeldom() {
    service.answers(200, "{\"state\":\"working\",\"askAgainSeconds\":0}");
    assertThat(((Pending) prover.look(REQUEST)).askAgainAfter()).isEqualTo(Duration.ofSeconds(1));

    service.answers(200, "{\"state\":\"working\",\"askAgainSeconds\":86400}");
    assertThat(((Pending) prover.look(REQUEST)).askAgainAfter()).isEqualTo(Duration.ofMinutes(5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://prover.example.org/",
        "https://user:secret@prover.example.org/",
        "https://prover.example.org/?a=b",
        "ftp://prover.example.org/",
        "prover.example.org"
      })
  void refusesUrlsThatAreNotAService(String url) {
    assertThatThrownBy(() -> HttpProofProvider.of(URI.create(url)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
  }

  private static StubProver.Proved prove(Bytes32 program, Bytes input) {
    Bytes values = Bytes.concat(Bytes.fromUtf8("ran on "), input);
    PublicInputs inputs = PublicInputs.of(program, new PublicValues(values).digest());
    Bytes proof = Bytes.concat(VERSION.selector(), TRAPDOOR.prove(inputs).encode());
    return new StubProver.Proved(program, values, proof);
  }

  private static Reason reason(ProofAttempt attempt) {
    assertThat(attempt).isInstanceOf(Failed.class);
    return ((Failed) attempt).reason();
  }
}
