package dev.interlane.testkit;

import dev.interlane.evm.crypto.PrivateKey;
import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.Signer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The keys of one network, all from its seed. */
final class Keys {
  private final long seed;

  Keys(long seed) {
    this.seed = seed;
  }

  /** The key that plays this role. */
  Signer signer(String role) {
    return InMemorySigner.of(PrivateKey.of(secret(role)));
  }

  /** As many keys as asked for. */
  List<Signer> signers(String role, int count) {
    List<Signer> signers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      signers.add(signer(role + " " + i));
    }
    return List.copyOf(signers);
  }

  private Bytes32 secret(String role) {
    Bytes32 seedWord = Bytes32.ofUnsigned(new BigInteger(Long.toUnsignedString(seed)));
    return Keccak256.hash(Bytes.fromUtf8("interlane testkit " + role), seedWord.toBytes());
  }
}
