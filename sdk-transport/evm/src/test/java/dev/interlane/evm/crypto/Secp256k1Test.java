package dev.interlane.evm.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.Signature;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Sign;

/** Every vector runs on both implementations. */
class Secp256k1Test {
  private static final Curve JAVA = new JavaCurve();

  static Stream<Curve> curves() {
    return Stream.of(JAVA, NativeCurve.load());
  }

  @ParameterizedTest
  @MethodSource("curves")
  void signsTheKnownRfc6979Vectors(Curve curve) {
    // The secp256k1 vectors that Bitcoin libraries share: SHA-256 of the text, low s.
    assertSigns(
        curve,
        BigInteger.ONE,
        "Satoshi Nakamoto",
        "934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8",
        "2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5");
    assertSigns(
        curve,
        BigInteger.ONE,
        "All those moments will be lost in time, like tears in rain. Time to die...",
        "8600dbd41e348fe5c9465ab92d23e3db8b98b873beecd930736488696438cb6b",
        "547fe64427496db33bf66019dacbf0039c04199abb0122918601db38a72cfc21");
    assertSigns(
        curve,
        Curve.ORDER.subtract(BigInteger.ONE),
        "Satoshi Nakamoto",
        "fd567d121db66e382991534ada77a6bd3106f0a1098c231e47993447cd6af2d0",
        "6b39cd0eb1bc8603e159ef5c20a5c8ad685a45b06ce9bebed3f153d10d93bed5");
  }

  @ParameterizedTest
  @MethodSource("curves")
  void signsAndRecoversLikeAnIndependentImplementation(Curve curve) {
    long seed = seed("signsAndRecoversLikeAnIndependentImplementation");
    Random random = new Random(seed);
    for (int i = 0; i < 50; i++) {
      byte[] secret = randomWord(random).toArray();
      Bytes32 digest = randomWord(random);
      ECKeyPair pair = ECKeyPair.create(secret);
      Sign.SignatureData expected = Sign.signMessage(digest.toArray(), pair, false);

      Signature signature = curve.sign(digest, secret);

      assertThat(signature.toRsv())
          .as("seed %d, run %d", seed, i)
          .isEqualTo(
              Bytes.concat(
                  Bytes.of(expected.getR()), Bytes.of(expected.getS()), Bytes.of(expected.getV())));
      assertThat(Secp256k1.recover(curve, digest, signature))
          .as("seed %d, run %d", seed, i)
          .contains(Secp256k1.address(curve, secret));
    }
  }

  @ParameterizedTest
  @MethodSource("curves")
  void signsDigestsAboveTheGroupOrderTheSameWay(Curve curve) {
    byte[] secret = word(BigInteger.valueOf(7)).toArray();
    Bytes32 digest = Bytes32.fromHex("ff".repeat(32));

    Signature signature = curve.sign(digest, secret);

    assertThat(signature).isEqualTo(JAVA.sign(digest, secret));
    assertThat(Secp256k1.recover(curve, digest, signature))
        .contains(Secp256k1.address(curve, secret));
  }

  @ParameterizedTest
  @MethodSource("curves")
  void refusesTheMalleableTwin(Curve curve) {
    byte[] secret = word(BigInteger.TEN).toArray();
    Bytes32 digest = Bytes32.fromHex("11".repeat(32));
    Signature signature = curve.sign(digest, secret);
    Signature twin =
        new Signature(
            signature.r(),
            word(Curve.ORDER.subtract(signature.s().toUnsigned())),
            1 - signature.yParity());

    assertThat(signature.s().toUnsigned()).isLessThanOrEqualTo(Curve.HALF_ORDER);
    assertThat(Secp256k1.recover(curve, digest, twin)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("curves")
  void recoversNobodyFromNonsense(Curve curve) {
    Bytes32 digest = Bytes32.fromHex("22".repeat(32));
    Bytes32 one = word(BigInteger.ONE);
    Bytes32 order = word(Curve.ORDER);
    // x = 5 is on no point of the curve.
    Bytes32 nowhere = word(BigInteger.valueOf(5));

    for (int parity = 0; parity < 2; parity++) {
      assertThat(Secp256k1.recover(curve, digest, new Signature(nowhere, one, parity))).isEmpty();
      assertThat(Secp256k1.recover(curve, digest, new Signature(Bytes32.ZERO, one, parity)))
          .isEmpty();
      assertThat(Secp256k1.recover(curve, digest, new Signature(one, Bytes32.ZERO, parity)))
          .isEmpty();
      assertThat(Secp256k1.recover(curve, digest, new Signature(order, one, parity))).isEmpty();
      assertThat(Secp256k1.recover(curve, digest, new Signature(one, order, parity))).isEmpty();
    }
    // z = s = 1 and R = G give Q = G - G, the point at infinity.
    Bytes32 generatorX =
        Bytes32.fromHex("79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798");
    assertThat(Secp256k1.recover(curve, one, new Signature(generatorX, one, 0))).isEmpty();
  }

  @Test
  void bothImplementationsAgreeOnArbitraryInput() {
    long seed = seed("bothImplementationsAgreeOnArbitraryInput");
    Random random = new Random(seed);
    Curve library = NativeCurve.load();
    for (int i = 0; i < 200; i++) {
      Bytes32 digest = randomWord(random);
      Signature arbitrary =
          new Signature(
              randomWord(random),
              word(randomWord(random).toUnsigned().shiftRight(1)),
              random.nextInt(2));

      assertThat(Secp256k1.recover(library, digest, arbitrary))
          .as("seed %d, run %d", seed, i)
          .isEqualTo(Secp256k1.recover(JAVA, digest, arbitrary));
    }
  }

  @Test
  void verifiesOnlyTheSignersOwnSignature() {
    PrivateKey key = PrivateKey.fromHex("0x" + "01".repeat(32));
    PrivateKey other = PrivateKey.fromHex("0x" + "02".repeat(32));
    Bytes32 digest = Bytes32.fromHex("33".repeat(32));

    Signature signature = Secp256k1.sign(digest, key);

    assertThat(Secp256k1.verify(digest, signature, key.address())).isTrue();
    assertThat(Secp256k1.verify(digest, signature, other.address())).isFalse();
    assertThat(Secp256k1.verify(Bytes32.ZERO, signature, key.address())).isFalse();
  }

  @Test
  void countsWhatItDoes() {
    PrivateKey key = PrivateKey.fromHex("0x" + "03".repeat(32));
    Bytes32 digest = Bytes32.fromHex("44".repeat(32));
    Secp256k1.Count before = Secp256k1.count();

    Signature signature = Secp256k1.sign(digest, key);
    Secp256k1.verify(digest, signature, key.address());
    Secp256k1.recover(digest, signature);

    assertThat(Secp256k1.count().since(before)).isEqualTo(new Secp256k1.Count(1, 2));
  }

  @Test
  void runsOnTheNativeLibraryHere() {
    assertThat(Secp256k1.implementation()).isEqualTo("libsecp256k1");
  }

  @Test
  void fallsBackToPureJavaWhereTheLibraryIsMissing() throws Exception {
    try (WithoutLibrary loader = new WithoutLibrary()) {
      Class<?> isolated = loader.loadClass(Secp256k1.class.getName());
      Class<?> isolatedKey = loader.loadClass(PrivateKey.class.getName());
      Object key = isolatedKey.getMethod("fromHex", String.class).invoke(null, "05".repeat(32));
      Bytes32 digest = Bytes32.fromHex("44".repeat(32));

      Object signature =
          isolated.getMethod("sign", Bytes32.class, isolatedKey).invoke(null, digest, key);

      assertThat(isolated).isNotSameAs(Secp256k1.class);
      assertThat(isolated.getMethod("implementation").invoke(null)).isEqualTo("pure Java");
      assertThat(signature).isEqualTo(Secp256k1.sign(digest, PrivateKey.fromHex("05".repeat(32))));
      assertThat(signature).isInstanceOf(Signature.class);
      assertThat(key.toString())
          .isEqualTo("private key of " + PrivateKey.fromHex("05".repeat(32)).address());
    }
  }

  private static void assertSigns(Curve curve, BigInteger key, String text, String r, String s) {
    Bytes32 digest = sha256(text);
    byte[] secret = word(key).toArray();

    Signature signature = curve.sign(digest, secret);

    assertThat(signature.r()).isEqualTo(Bytes32.fromHex(r));
    assertThat(signature.s()).isEqualTo(Bytes32.fromHex(s));
    EvmAddress signer = Secp256k1.address(curve, secret);
    assertThat(Secp256k1.recover(curve, digest, signature)).contains(signer);
  }

  private static Bytes32 sha256(String text) {
    try {
      return Bytes32.copyOf(
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)), 0);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Printed, and taken back by {@code -Dinterlane.seed=...}. */
  private static long seed(String test) {
    long seed = Long.getLong("interlane.seed", System.nanoTime());
    System.out.println(test + ": seed " + seed + ", repeat it with -Dinterlane.seed=" + seed);
    return seed;
  }

  private static Bytes32 randomWord(Random random) {
    byte[] word = new byte[32];
    random.nextBytes(word);
    // Below the group order for sure.
    word[0] &= 0x7f;
    return Bytes32.copyOf(word, 0);
  }

  private static Bytes32 word(BigInteger number) {
    return Bytes32.ofUnsigned(number);
  }

  /** Our crypto package once more, in a world where libsecp256k1's classes do not exist. */
  private static final class WithoutLibrary extends ClassLoader implements AutoCloseable {
    WithoutLibrary() {
      super(Secp256k1Test.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("fr.acinq.")) {
        throw new ClassNotFoundException(name);
      }
      if (!name.startsWith("dev.interlane.evm.crypto.")) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : define(name);
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      String path = name.replace('.', '/') + ".class";
      try (InputStream file = getParent().getResourceAsStream(path)) {
        if (file == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] content = file.readAllBytes();
        return defineClass(name, content, 0, content.length);
      } catch (IOException unreadable) {
        throw new ClassNotFoundException(name, unreadable);
      }
    }

    @Override
    public void close() {}
  }
}
