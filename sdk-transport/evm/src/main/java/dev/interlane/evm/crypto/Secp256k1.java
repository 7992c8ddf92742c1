package dev.interlane.evm.crypto;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.Signature;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ECDSA over secp256k1 as Ethereum uses it. Signatures are deterministic (RFC 6979 with SHA-256)
 * and have the lower s (EIP-2), so the same key and digest give the same bytes everywhere.
 *
 * <p>Runs on libsecp256k1 when that loads, else on pure Java, which is decided once and logged.
 * Thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6979">RFC 6979</a>
 * @see <a href="https://eips.ethereum.org/EIPS/eip-2">EIP-2</a>
 */
public final class Secp256k1 {
  private static final Logger LOG = LoggerFactory.getLogger(Secp256k1.class);
  private static final Curve CURVE = fastest();
  private static final LongAdder SIGNS = new LongAdder();
  private static final LongAdder RECOVERS = new LongAdder();

  private Secp256k1() {}

  /** Which implementation runs: {@code libsecp256k1} or {@code pure Java}. */
  public static String implementation() {
    return CURVE.name();
  }

  /**
   * How often this process has signed and recovered so far. They cost more than most of what
   * happens around them, so measurements and metrics tell them apart.
   */
  public static Count count() {
    return new Count(SIGNS.sum(), RECOVERS.sum());
  }

  /** Signs a digest as it is. */
  public static Signature sign(Bytes32 digest, PrivateKey key) {
    SIGNS.increment();
    return CURVE.sign(digest, key.secret());
  }

  /**
   * The account whose key made this signature of this digest.
   *
   * @return empty if there is none: r or s is out of range, s is in the upper half (the malleable
   *     twin, which contracts refuse as well), or r is on no point of the curve
   */
  public static Optional<EvmAddress> recover(Bytes32 digest, Signature signature) {
    RECOVERS.increment();
    return recover(CURVE, digest, signature);
  }

  /** Whether {@code signer}'s key made this signature of this digest. */
  public static boolean verify(Bytes32 digest, Signature signature, EvmAddress signer) {
    return recover(digest, signature).filter(signer::equals).isPresent();
  }

  static EvmAddress address(byte[] secret) {
    return address(CURVE, secret);
  }

  static EvmAddress address(Curve curve, byte[] secret) {
    return toAddress(curve.publicKey(secret));
  }

  static Optional<EvmAddress> recover(Curve curve, Bytes32 digest, Signature signature) {
    return isInRange(signature)
        ? Optional.ofNullable(curve.recover(digest, signature)).map(Secp256k1::toAddress)
        : Optional.empty();
  }

  private static boolean isInRange(Signature signature) {
    return !signature.r().isZero()
        && !signature.s().isZero()
        && signature.r().toUnsigned().compareTo(Curve.ORDER) < 0
        && signature.s().toUnsigned().compareTo(Curve.HALF_ORDER) <= 0;
  }

  private static EvmAddress toAddress(byte[] publicKey) {
    Bytes32 hash = Keccak256.hash(Bytes.of(publicKey));
    return EvmAddress.of(hash.toBytes().slice(Bytes32.LENGTH_BYTES - EvmAddress.LENGTH_BYTES));
  }

  private static Curve fastest() {
    try {
      return NativeCurve.load();
    } catch (RuntimeException | LinkageError unavailable) {
      LOG.warn(
          "libsecp256k1 does not load ({}): using pure Java, about three times as slow."
              + " Is secp256k1-kmp-jni-jvm on the class path, and built for this platform?",
          unavailable.toString());
      return new JavaCurve();
    }
  }

  /**
   * What was done so far.
   *
   * @param signs signatures made
   * @param recovers signers recovered, {@link #verify} included
   */
  public record Count(long signs, long recovers) {
    /** What was done since an earlier count. */
    public Count since(Count earlier) {
      return new Count(signs - earlier.signs, recovers - earlier.recovers);
    }
  }
}
