package dev.interlane.zk.sp1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.evm.bn254.Bn254;
import dev.interlane.evm.groth16.Groth16Proof;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.zk.proof.ProofClaim;
import dev.interlane.zk.proof.ProofVerdict;
import dev.interlane.zk.proof.ProofVerdict.Reason;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Sp1VerifierTest {
  private static final String V4 = "fibonacci-v4.0.0-rc.3";
  private static final String V6 = "receiveMultiPacket_1-v6.1.0";
  private static final Map<Bytes32, Sp1Verifier> VERIFIERS = new HashMap<>();

  static Stream<Sp1Vectors.Case> cases() {
    return Sp1Vectors.cases().stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithTheContractsExceptForTrailingBytes(Sp1Vectors.Case given) {
    ProofVerdict verdict = accepting(given.programKey()).verify(given.claim());

    assertThat(verdict instanceof ProofVerdict.Proven).as("%s", verdict).isEqualTo(given.isValid());
    if (verdict instanceof ProofVerdict.Refused refused) {
      assertThat(refused.reason()).as("%s", refused).isEqualTo(expected(given.id()));
    }
  }

  private static Reason expected(String id) {
    return switch (id.substring(id.indexOf('/') + 1)) {
      case "selector" -> Reason.UNKNOWN_VERSION;
      case "exit-code-one" -> Reason.PROGRAM_FAILED;
      case "vk-root" -> Reason.FOREIGN_KEYS;
      case "truncated",
          "trailing-bytes",
          "a-x-plus-field-modulus",
          "a-not-on-curve",
          "b-not-on-curve",
          "b-swapped-c0-c1",
          "vkey-plus-scalar-modulus" ->
          Reason.MALFORMED;
      default -> Reason.INVALID;
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {V4, V6})
  void saysWhatIsProvenAndByWhichKey(String id) {
    Sp1Vectors.Case given = Sp1Vectors.named(id);

    ProofVerdict verdict = accepting(given.programKey()).verify(given.claim());

    assertThat(verdict)
        .isEqualTo(
            new ProofVerdict.Proven(
                new ProofClaim.Statement(given.programKey(), given.publicValues()),
                "SP1 " + given.version() + " Groth16, key " + given.proof().slice(0, 4)));
  }

  @ParameterizedTest
  @ValueSource(strings = {V4, V6})
  void refusesAProofWithAnyBitFlipped(String id) {
    Sp1Vectors.Case given = Sp1Vectors.named(id);
    Sp1Verifier verifier = accepting(given.programKey());
    for (int bit = 0; bit < 8 * given.proof().length(); bit++) {
      ProofClaim claim = given.claim(given.publicValues(), flip(given.proof(), bit));

      assertThat(verifier.verify(claim)).as("bit %d", bit).isInstanceOf(ProofVerdict.Refused.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {V4, V6})
  void refusesPublicValuesWithAnyBitFlipped(String id) {
    Sp1Vectors.Case given = Sp1Vectors.named(id);
    Sp1Verifier verifier = accepting(given.programKey());
    int step = given.publicValues().length() > 100 ? 29 : 1;
    for (int bit = 0; bit < 8 * given.publicValues().length(); bit += step) {
      ProofClaim claim = given.claim(flip(given.publicValues(), bit), given.proof());

      assertThat(verifier.verify(claim))
          .as("bit %d", bit)
          .isInstanceOfSatisfying(
              ProofVerdict.Refused.class,
              refused -> assertThat(refused.reason()).isEqualTo(Reason.INVALID));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {V4, V6})
  void refusesAProofOfAnyOtherLength(String id) {
    Sp1Vectors.Case given = Sp1Vectors.named(id);
    Sp1Verifier verifier = accepting(given.programKey());
    for (int length = 0; length < given.proof().length(); length++) {
      assertThat(
              reason(verifier, given.claim(given.publicValues(), given.proof().slice(0, length))))
          .isEqualTo(Reason.MALFORMED);
    }
    for (int more : new int[] {1, 31, 32, 96}) {
      Bytes longer = Bytes.concat(given.proof(), Bytes.of(new byte[more]));
      assertThat(reason(verifier, given.claim(given.publicValues(), longer)))
          .isEqualTo(Reason.MALFORMED);
    }
  }

  @Test
  void refusesAnotherProgramAndAnotherVersion() {
    Sp1Vectors.Case given = Sp1Vectors.named(V6);
    Sp1Verifier otherProgram = accepting(Bytes32.ZERO);
    Sp1Verifier otherVersion =
        Sp1Verifier.of(List.of(Sp1Version.V6_0_0), Set.of(given.programKey()));

    assertThat(reason(otherProgram, given.claim())).isEqualTo(Reason.UNKNOWN_PROGRAM);
    assertThat(reason(otherVersion, given.claim())).isEqualTo(Reason.UNKNOWN_VERSION);
  }

  @Test
  void refusesAProofUnderTheSelectorOfAnotherVersion() {
    Sp1Vectors.Case given = Sp1Vectors.named(V6);
    Bytes other = Bytes.concat(Sp1Version.V6_0_0.selector(), given.proof().slice(4));
    Bytes otherRooted =
        Bytes.concat(
            Sp1Version.V6_0_0.selector(),
            Bytes32.ZERO.toBytes(),
            ((Sp1Layout.WithKeyRoot) Sp1Version.V6_0_0.layout()).keyRoot().toBytes(),
            given.proof().slice(68));

    assertThat(reason(accepting(given.programKey()), given.claim(given.publicValues(), other)))
        .isEqualTo(Reason.FOREIGN_KEYS);
    assertThat(
            reason(accepting(given.programKey()), given.claim(given.publicValues(), otherRooted)))
        .isEqualTo(Reason.INVALID);
  }

  @Test
  void looksAtNoMoreThanItsBound() {
    Sp1Vectors.Case given = Sp1Vectors.named(V6);
    Bytes most = Bytes.of(new byte[Sp1Verifier.MAX_PUBLIC_VALUES_BYTES]);
    Bytes more = Bytes.of(new byte[Sp1Verifier.MAX_PUBLIC_VALUES_BYTES + 1]);
    Sp1Verifier verifier = accepting(given.programKey());

    assertThat(reason(verifier, given.claim(most, given.proof()))).isEqualTo(Reason.INVALID);
    assertThat(reason(verifier, given.claim(more, given.proof()))).isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void answersEveryInputWithAVerdict() {
    long seed = Long.getLong("interlane.seed", System.nanoTime());
    Random random = new Random(seed);
    Sp1Verifier verifier = accepting(Bytes32.ZERO);
    for (int round = 0; round < 500; round++) {
      Bytes selector = Sp1Version.ALL.get(random.nextInt(4)).selector();
      byte[] rest = new byte[random.nextInt(400)];
      random.nextBytes(rest);
      Bytes proof = Bytes.concat(selector, Bytes.of(rest));
      ProofClaim claim = ProofClaim.of(new ProofClaim.Statement(Bytes32.ZERO, Bytes.EMPTY), proof);

      assertThat(verifier.verify(claim))
          .as("seed %d round %d", seed, round)
          .isInstanceOf(ProofVerdict.Refused.class);
    }
  }

  @Test
  void anotherProofOfTheSameStatementIsTheSameStatement() {
    Sp1Vectors.Case given = Sp1Vectors.named(V4);
    Groth16Proof proof = Groth16Proof.decode(given.proof().slice(4));
    BigInteger scale = BigInteger.valueOf(3);
    Groth16Proof scaled =
        Groth16Proof.of(
            proof.a().times(scale), proof.b().times(scale.modInverse(Bn254.ORDER)), proof.c());
    ProofClaim other =
        given.claim(given.publicValues(), Bytes.concat(given.proof().slice(0, 4), scaled.encode()));
    Sp1Verifier verifier = accepting(given.programKey());

    assertThat(other.proof()).isNotEqualTo(given.proof());
    assertThat(verifier.verify(other)).isEqualTo(verifier.verify(given.claim()));
    assertThat(other.statement()).isEqualTo(given.claim().statement());
    assertThat(given.claim()).isNotEqualTo(given.claim());
  }

  @Test
  void statesTheKeysThatTheContractsState() {
    for (Sp1Version version : Sp1Version.ALL) {
      var key = Sp1Vectors.keys().get(version.name());
      List<String> numbers = new ArrayList<>();
      key.get("alphaG1").forEach(number -> numbers.add(number.asString()));
      for (String name : List.of("betaG2", "gammaG2", "deltaG2")) {
        for (String coordinate : List.of("x", "y")) {
          numbers.add(key.get(name).get(coordinate).get(1).asString());
          numbers.add(key.get(name).get(coordinate).get(0).asString());
        }
      }
      key.get("ic").forEach(point -> point.forEach(number -> numbers.add(number.asString())));
      Bytes bytes =
          Bytes.concat(
              numbers.stream()
                  .map(number -> Bytes32.ofUnsigned(new BigInteger(number)).toBytes())
                  .toArray(Bytes[]::new));

      assertThat(version.key().encode()).as(version.name()).isEqualTo(bytes);
      assertThat(version.selector().toHex()).isEqualTo(key.get("selector").asString());
      switch (version.layout()) {
        case Sp1Layout.Bare bare -> assertThat(key.get("vkRoot").isNull()).isTrue();
        case Sp1Layout.WithKeyRoot rooted ->
            assertThat(rooted.keyRoot().toHex()).isEqualTo(key.get("vkRoot").asString());
      }
    }
  }

  @Test
  void layoutsAreThoseOfTheContracts() {
    Sp1Layout rooted = new Sp1Layout.WithKeyRoot(Bytes32.ZERO);

    assertThat(new Sp1Layout.Bare().proofBytes()).isEqualTo(260);
    assertThat(new Sp1Layout.Bare().inputCount()).isEqualTo(2);
    assertThat(rooted.proofBytes()).isEqualTo(356);
    assertThat(rooted.inputCount()).isEqualTo(5);
    assertThat(accepting(Bytes32.ZERO).system()).isEqualTo("SP1 Groth16");
  }

  @Test
  void takesAVersionOfOnesOwn() {
    Bytes32 hash = Bytes32.fromHex("cafe0001" + "00".repeat(28));
    Sp1Version own =
        Sp1Version.of("own", hash, Sp1Version.V6_1_0.layout(), Sp1Version.V6_1_0.key());
    Sp1Vectors.Case given = Sp1Vectors.named(V6);
    Bytes proof = Bytes.concat(own.selector(), given.proof().slice(4));

    ProofVerdict verdict =
        Sp1Verifier.of(List.of(own), Set.of(given.programKey()))
            .verify(given.claim(given.publicValues(), proof));

    assertThat(own.name()).isEqualTo("own");
    assertThat(own.selector()).isEqualTo(Bytes.fromHex("cafe0001"));
    assertThat(verdict)
        .isInstanceOfSatisfying(
            ProofVerdict.Proven.class,
            proven -> assertThat(proven.verifier()).contains("own", "0xcafe0001"));
  }

  @Test
  void tellsAShortProofFromAnUnknownSelector() {
    ProofClaim.Statement statement = new ProofClaim.Statement(Bytes32.ZERO, Bytes.EMPTY);
    Sp1Verifier verifier = accepting(Bytes32.ZERO);

    assertThat(reason(verifier, ProofClaim.of(statement, Bytes.fromHex("deadbe"))))
        .isEqualTo(Reason.MALFORMED);
    assertThat(reason(verifier, ProofClaim.of(statement, Bytes.fromHex("deadbeef"))))
        .isEqualTo(Reason.UNKNOWN_VERSION);
  }

  @Test
  void refusesToBeMadeWithoutAVersionOrAProgram() {
    assertThatThrownBy(() -> Sp1Verifier.of(List.of(), Set.of(Bytes32.ZERO)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Sp1Verifier.of(Sp1Version.ALL, Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                Sp1Verifier.of(List.of(Sp1Version.V5_0_0, Sp1Version.V5_0_0), Set.of(Bytes32.ZERO)))
        .hasMessageContaining("0xa4594c59");
    assertThatThrownBy(
            () ->
                Sp1Version.of("mixed", Bytes32.ZERO, new Sp1Layout.Bare(), Sp1Version.V6_0_0.key()))
        .hasMessageContaining("another version");
  }

  private static Sp1Verifier accepting(Bytes32 programKey) {
    return VERIFIERS.computeIfAbsent(
        programKey, key -> Sp1Verifier.of(Sp1Version.ALL, Set.of(key)));
  }

  private static @Nullable Reason reason(Sp1Verifier verifier, ProofClaim claim) {
    return verifier.verify(claim) instanceof ProofVerdict.Refused refused ? refused.reason() : null;
  }

  private static Bytes flip(Bytes bytes, int bit) {
    byte[] flipped = bytes.toArray();
    flipped[bit / 8] ^= (byte) (0x80 >> bit % 8);
    return Bytes.of(flipped);
  }
}
