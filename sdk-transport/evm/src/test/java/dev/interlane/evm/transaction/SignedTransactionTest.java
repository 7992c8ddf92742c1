package dev.interlane.evm.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.rlp.Rlp;
import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.Signature;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;

class SignedTransactionTest {
  private static final String KEY =
      "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
  private static final InMemorySigner SIGNER = InMemorySigner.fromHex(KEY);
  private static final EvmAddress RECIPIENT =
      EvmAddress.parse("0x70997970c51812dc3a010c7d01b50e0d17dc79c8");

  @Test
  void signsTheSameBytesAsWeb3j() {
    long seed = Long.getLong("interlane.seed", System.nanoTime());
    System.out.println(
        "SignedTransactionTest: seed " + seed + ", repeat it with -Dinterlane.seed=" + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 30; i++) {
      long chainId = 1L + random.nextInt(100_000);
      byte[] data = new byte[random.nextInt(300)];
      random.nextBytes(data);
      BigInteger tip = new BigInteger(40, random);
      BigInteger fee = tip.add(new BigInteger(random.nextInt(60), random));
      BigInteger value = new BigInteger(random.nextInt(200), random);
      long nonce = random.nextInt(400);
      RawTransaction theirs =
          RawTransaction.createTransaction(
              chainId,
              BigInteger.valueOf(nonce),
              BigInteger.valueOf(21_000 + nonce),
              RECIPIENT.toString(),
              value,
              Bytes.of(data).toHex(),
              tip,
              fee);

      SignedTransaction ours =
          Eip1559Transaction.builder()
              .chain(ChainId.eip155(chainId))
              .accountNonce(nonce)
              .maxPriorityFeePerGasWei(tip)
              .maxFeePerGasWei(fee)
              .gasLimit(21_000 + nonce)
              .to(RECIPIENT)
              .valueWei(value)
              .data(Bytes.of(data))
              .build()
              .sign(SIGNER);

      assertThat(ours.raw())
          .isEqualTo(Bytes.of(TransactionEncoder.signMessage(theirs, Credentials.create(KEY))));
      assertThat(ours.sender()).isEqualTo(SIGNER.address());
      assertThat(SignedTransaction.decode(ours.raw())).isEqualTo(ours);
    }
  }

  @Test
  void readsBackEveryField() {
    Eip1559Transaction transaction =
        plain()
            .to(Optional.empty())
            .valueWei(BigInteger.TWO.pow(255))
            .addAccessList(
                new Eip1559Transaction.AccessedAccount(
                    RECIPIENT, List.of(Bytes32.ZERO, Bytes32.fromHex("11".repeat(32)))))
            .addAccessList(new Eip1559Transaction.AccessedAccount(EvmAddress.ZERO, List.of()))
            .build();

    SignedTransaction decoded = SignedTransaction.decode(transaction.sign(SIGNER).raw());

    assertThat(decoded.transaction()).isEqualTo(transaction);
    assertThat(decoded.sender()).isEqualTo(SIGNER.address());
    assertThat(decoded.hash()).isEqualTo(transaction.sign(SIGNER).hash());
  }

  @Test
  void refusesEveryTruncation() {
    Bytes raw = plain().build().sign(SIGNER).raw();

    for (int length = 0; length < raw.length(); length++) {
      Bytes cut = raw.slice(0, length);
      assertThatThrownBy(() -> SignedTransaction.decode(cut)).isInstanceOf(CodecException.class);
    }
  }

  @Test
  void aFlippedBitNeverKeepsTheSender() {
    Bytes raw = plain().build().sign(SIGNER).raw();

    for (int bit = 0; bit < 8 * raw.length(); bit++) {
      byte[] flipped = raw.toArray();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      try {
        assertThat(SignedTransaction.decode(Bytes.of(flipped)).sender())
            .as("bit %d", bit)
            .isNotEqualTo(SIGNER.address());
      } catch (CodecException refused) {
        assertThat(refused.reason()).isNotNull();
      }
    }
  }

  @Test
  void refusesTrailingBytesAndFields() {
    SignedTransaction signed = plain().build().sign(SIGNER);

    assertRefused(Bytes.concat(signed.raw(), Bytes.of((byte) 0)), DecodeReason.TRAILING);
    List<Bytes> fields = fieldsOf(signed);
    fields.add(Rlp.number(0));
    assertRefused(rawOf(fields), DecodeReason.TRAILING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"f86c80", "01c0", "03c0", "7fc0"})
  void refusesOtherTypes(String raw) {
    assertRefused(Bytes.fromHex(raw), DecodeReason.WRONG_TAG);
  }

  @Test
  void refusesTheMalleableTwin() {
    SignedTransaction signed = plain().build().sign(SIGNER);
    BigInteger order =
        new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
    Signature twin =
        new Signature(
            signed.signature().r(),
            Bytes32.ofUnsigned(order.subtract(signed.signature().s().toUnsigned())),
            1 - signed.signature().yParity());

    assertThatThrownBy(() -> SignedTransaction.of(signed.transaction(), twin))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lower half");
    List<Bytes> fields = fieldsOf(signed);
    fields.set(9, Rlp.number(twin.yParity()));
    fields.set(11, Rlp.number(twin.s().toUnsigned()));
    assertRefused(rawOf(fields), DecodeReason.INT_RANGE);
  }

  @Test
  void refusesFieldsOutOfRange() {
    SignedTransaction signed = plain().build().sign(SIGNER);

    assertRefused(rawWith(signed, 0, Rlp.number(BigInteger.TEN.pow(32))), DecodeReason.INT_RANGE);
    assertRefused(rawWith(signed, 1, Rlp.number(BigInteger.TWO.pow(63))), DecodeReason.INT_RANGE);
    assertRefused(rawWith(signed, 2, Rlp.number(BigInteger.TWO.pow(250))), DecodeReason.INT_RANGE);
    assertRefused(rawWith(signed, 5, Rlp.bytes(Bytes.of(new byte[19]))), DecodeReason.INT_RANGE);
    assertRefused(rawWith(signed, 6, Rlp.bytes(Bytes.of(new byte[33]))), DecodeReason.INT_RANGE);
    assertRefused(rawWith(signed, 8, Rlp.bytes(Bytes.EMPTY)), DecodeReason.WRONG_KIND);
    assertRefused(rawWith(signed, 9, Rlp.number(27)), DecodeReason.INT_RANGE);
    assertRefused(rawWith(signed, 10, Rlp.number(0)), DecodeReason.INT_RANGE);
  }

  @Test
  void refusesNonsenseAtTheDoor() {
    assertThatThrownBy(() -> plain().maxPriorityFeePerGasWei(BigInteger.TEN.pow(12)).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maxPriorityFeePerGasWei must not exceed");
    assertThatThrownBy(() -> plain().gasLimit(-1).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gasLimit");
    assertThatThrownBy(() -> plain().accountNonce(-1).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("accountNonce");
    assertThatThrownBy(() -> plain().valueWei(BigInteger.TWO.pow(256)).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("valueWei");
    assertThatThrownBy(() -> plain().chain(ChainId.parse("solana:mainnet")).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("eip155");
  }

  private static Eip1559Transaction.Builder plain() {
    return Eip1559Transaction.builder()
        .chain(ChainId.eip155(31_337))
        .accountNonce(7)
        .maxPriorityFeePerGasWei(BigInteger.valueOf(1_000_000_000))
        .maxFeePerGasWei(BigInteger.valueOf(3_000_000_000L))
        .gasLimit(100_000)
        .to(RECIPIENT)
        .data(Bytes.fromHex("a9059cbb"));
  }

  private static List<Bytes> fieldsOf(SignedTransaction signed) {
    List<Bytes> fields = new ArrayList<>(signed.transaction().encodedFields());
    fields.add(Rlp.number(signed.signature().yParity()));
    fields.add(Rlp.number(signed.signature().r().toUnsigned()));
    fields.add(Rlp.number(signed.signature().s().toUnsigned()));
    return fields;
  }

  private static Bytes rawWith(SignedTransaction signed, int index, Bytes encoded) {
    List<Bytes> fields = fieldsOf(signed);
    fields.set(index, encoded);
    return rawOf(fields);
  }

  private static Bytes rawOf(List<Bytes> fields) {
    return Bytes.concat(Bytes.of((byte) 2), Rlp.list(fields));
  }

  private static void assertRefused(Bytes raw, DecodeReason reason) {
    CodecException refusal =
        catchThrowableOfType(CodecException.class, () -> SignedTransaction.decode(raw));
    assertThat(refusal.reason()).isEqualTo(reason);
  }
}
