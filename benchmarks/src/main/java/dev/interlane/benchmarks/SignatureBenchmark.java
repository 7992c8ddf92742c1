package dev.interlane.benchmarks;

import dev.interlane.chain.EvmAddress;
import dev.interlane.evm.crypto.PrivateKey;
import dev.interlane.evm.crypto.Secp256k1;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.Signature;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What every transaction and every checkpoint costs at least: signing, and recovering the signer.
 * Once with libsecp256k1, once with the pure-Java fallback.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public abstract class SignatureBenchmark {
  private final String implementation;
  private final PrivateKey key = PrivateKey.fromHex("0a".repeat(32));
  private final EvmAddress signer = key.address();

  private Bytes32 digest = Bytes32.ZERO;
  private Signature signature = Secp256k1.sign(digest, key);

  SignatureBenchmark(String implementation) {
    this.implementation = implementation;
  }

  @Setup
  public void check() {
    if (!Secp256k1.implementation().equals(implementation)) {
      throw new IllegalStateException(
          "Expected " + implementation + ", running on " + Secp256k1.implementation());
    }
    digest = Keccak256.hash(Bytes.fromUtf8("message"));
    signature = Secp256k1.sign(digest, key);
  }

  @Benchmark
  public Signature sign() {
    return Secp256k1.sign(digest, key);
  }

  @Benchmark
  public Optional<EvmAddress> recover() {
    return Secp256k1.recover(digest, signature);
  }

  @Benchmark
  public boolean verify() {
    return Secp256k1.verify(digest, signature, signer);
  }

  /** With the library. */
  @Fork(1)
  public static class Native extends SignatureBenchmark {
    public Native() {
      super("libsecp256k1");
    }
  }

  /** Where the library cannot be unpacked, which is how it is kept from loading here. */
  @Fork(value = 1, jvmArgsAppend = "-Dfr.acinq.secp256k1.tmpdir=/dev/null/none")
  public static class PureJava extends SignatureBenchmark {
    public PureJava() {
      super("pure Java");
    }
  }
}
