package dev.interlane.mailbox.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.evm.crypto.PrivateKey;
import dev.interlane.evm.crypto.Secp256k1;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.Signature;
import java.math.BigInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CheckpointTest {
  @Test
  void anyOtherStatementHasAnotherDigest() {
    Bytes32 other = Bytes32.leftPad(Bytes.fromHex("0x99"));
    Checkpoint signed = checkpoint();

    assertThat(
            Stream.of(
                new Checkpoint(
                    signed.origin() + 1,
                    signed.hook(),
                    signed.root(),
                    signed.index(),
                    signed.messageId()),
                new Checkpoint(
                    signed.origin(), other, signed.root(), signed.index(), signed.messageId()),
                new Checkpoint(
                    signed.origin(), signed.hook(), other, signed.index(), signed.messageId()),
                new Checkpoint(
                    signed.origin(),
                    signed.hook(),
                    signed.root(),
                    signed.index() + 1,
                    signed.messageId()),
                new Checkpoint(
                    signed.origin(), signed.hook(), signed.root(), signed.index(), other)))
        .map(Checkpoint::digest)
        .doesNotContain(signed.digest())
        .doesNotHaveDuplicates();
  }

  @Test
  void aMalleableTwinHasNoSigner() {
    BigInteger order =
        new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
    Checkpoint checkpoint = checkpoint();
    PrivateKey key = PrivateKey.fromHex("01".repeat(32));
    Signature low = Secp256k1.sign(checkpoint.digest(), key);
    Signature high =
        new Signature(
            low.r(), Bytes32.ofUnsigned(order.subtract(low.s().toUnsigned())), 1 - low.yParity());

    assertThat(new SignedCheckpoint(checkpoint, low).signer()).contains(key.address());
    assertThat(new SignedCheckpoint(checkpoint, high).signer()).isEmpty();
  }

  private static Checkpoint checkpoint() {
    return new Checkpoint(1_000, word(1), word(2), 3, word(4));
  }

  private static Bytes32 word(int number) {
    return Bytes32.ofUnsigned(BigInteger.valueOf(number));
  }
}
