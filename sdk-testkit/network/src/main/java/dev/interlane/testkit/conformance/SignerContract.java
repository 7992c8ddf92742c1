package dev.interlane.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.ChainId;
import dev.interlane.evm.crypto.Secp256k1;
import dev.interlane.evm.transaction.Eip1559Transaction;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.Signature;
import dev.interlane.spi.Signer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What everything that signs relies on in a {@link Signer}. Every signer has a test that extends
 * this one.
 *
 * <pre>{@code
 * class MySignerTest extends SignerContract {
 *   @Override
 *   protected Signer signer() {
 *     return MySigner.connect(serviceUrl, keyName);
 *   }
 * }
 * }</pre>
 */
public abstract class SignerContract {
  /** Half the order of secp256k1: above it a signature is malleable, and nodes refuse it. */
  private static final BigInteger HALF_ORDER =
      new BigInteger("7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0", 16);

  private static final int DIGESTS = 64;

  /** For the test that extends it. */
  protected SignerContract() {}

  /** The signer to test; asked for several times, always of one key. */
  protected abstract Signer signer();

  /** The key's 64 hex digits, where the test knows them: no text of the signer may show them. */
  protected Optional<String> keyHex() {
    return Optional.empty();
  }

  @Test
  void hasOneAddress() {
    assertThat(signer().address()).isEqualTo(signer().address());
  }

  @Test
  void signsWhateverDigestAsItIs() {
    Signer signer = signer();
    for (Bytes32 digest : digests()) {
      Signature signature = signer.sign(digest);

      assertThat(Secp256k1.recover(digest, signature))
          .as("the signer of %s", digest)
          .contains(signer.address());
      assertThat(signature.s().toUnsigned())
          .as("s of %s", digest)
          .isBetween(BigInteger.ONE, HALF_ORDER);
      assertThat(signature.r().toUnsigned().signum()).isPositive();
    }
  }

  @Test
  void signsTransactionsThatAreItsOwn() {
    Eip1559Transaction transaction =
        Eip1559Transaction.builder()
            .chain(ChainId.eip155(1))
            .accountNonce(7)
            .maxFeePerGasWei(BigInteger.TEN)
            .maxPriorityFeePerGasWei(BigInteger.ONE)
            .gasLimit(21_000)
            .to(signer().address())
            .valueWei(BigInteger.ONE)
            .build();

    Bytes raw = transaction.sign(signer()).raw();

    assertThat(raw.length()).isGreaterThan(100);
    assertThat(transaction.sign(signer()).hash())
        .isEqualTo(Keccak256.hash(transaction.sign(signer()).raw()));
  }

  @Test
  void signsForManyAtOnce() throws InterruptedException, ExecutionException {
    Signer signer = signer();
    List<Bytes32> digests = digests();
    List<Future<Signature>> signatures = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      digests.forEach(digest -> signatures.add(threads.submit(() -> signer.sign(digest))));
      for (int i = 0; i < digests.size(); i++) {
        assertThat(Secp256k1.recover(digests.get(i), signatures.get(i).get()))
            .contains(signer.address());
      }
    }
  }

  @Test
  void neverShowsTheKey() {
    String key = keyHex().map(hex -> hex.toLowerCase(Locale.ROOT)).orElse("no key is known");
    String text = signer().toString().toLowerCase(Locale.ROOT);

    assertThat(text).doesNotContain(key);
    assertThat(String.valueOf(signer().sign(Bytes32.ZERO))).doesNotContain(key);
  }

  /** The two extremes, and enough between them that both parities and high values of s occur. */
  private static List<Bytes32> digests() {
    List<Bytes32> digests = new ArrayList<>();
    digests.add(Bytes32.ZERO);
    digests.add(Bytes32.fromHex("ff".repeat(32)));
    for (int i = 0; i < DIGESTS; i++) {
      digests.add(Keccak256.hash(Bytes.fromUtf8("digest " + i)));
    }
    return digests;
  }
}
