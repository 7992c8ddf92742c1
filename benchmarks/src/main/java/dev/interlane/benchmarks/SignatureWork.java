package dev.interlane.benchmarks;

import dev.interlane.chain.EvmAddress;
import dev.interlane.evm.crypto.PrivateKey;
import dev.interlane.evm.crypto.Secp256k1;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.Signature;
import java.math.BigInteger;

/** Signs and recovers and does nothing else, so often as a measured run did. */
final class SignatureWork implements Runnable {
  private final PrivateKey key = PrivateKey.fromHex("0b".repeat(32));
  private final EvmAddress signer = key.address();
  private final Secp256k1.Count count;

  SignatureWork(Secp256k1.Count count) {
    this.count = count;
  }

  /** Each of {@code parts} threads does its part. */
  static SignatureWork part(Secp256k1.Count whole, int parts) {
    return new SignatureWork(new Secp256k1.Count(whole.signs() / parts, whole.recovers() / parts));
  }

  @Override
  public void run() {
    Bytes32 digest = Bytes32.ofUnsigned(BigInteger.TEN);
    Signature signature = Secp256k1.sign(digest, key);
    for (long i = 1; i < count.signs(); i++) {
      signature = Secp256k1.sign(Bytes32.ofUnsigned(BigInteger.valueOf(i)), key);
      digest = Bytes32.ofUnsigned(BigInteger.valueOf(i));
    }
    for (long i = 0; i < count.recovers(); i++) {
      if (!Secp256k1.verify(digest, signature, signer)) {
        throw new IllegalStateException("A signature does not lead back to its signer");
      }
    }
  }
}
