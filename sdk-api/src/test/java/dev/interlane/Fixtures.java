package dev.interlane;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.BlockRef;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.chain.Inclusion;
import dev.interlane.chain.TransactionRef;
import dev.interlane.message.BodyKind;
import dev.interlane.message.CanonicalEnvelope;
import dev.interlane.message.Expiry;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.MessageId;
import dev.interlane.message.Ordering;
import dev.interlane.message.Payload;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.math.BigInteger;

/** Values that tests need but do not care about. */
public final class Fixtures {
  public static final ChainId ORIGIN = ChainId.eip155(1);
  public static final ChainId DESTINATION = ChainId.eip155(42161);
  public static final AccountId SENDER = account(ORIGIN, 0xa);
  public static final AccountId RECIPIENT = account(DESTINATION, 0xb);

  private Fixtures() {}

  public static Bytes32 hash(int number) {
    return Bytes32.ofUnsigned(BigInteger.valueOf(number));
  }

  public static EvmAddress address(int number) {
    return EvmAddress.fromWord(hash(number));
  }

  public static AccountId account(ChainId chain, int number) {
    return AccountId.of(chain, address(number));
  }

  public static Inclusion inclusion(ChainId chain, int number) {
    return new Inclusion(
        new TransactionRef(chain, hash(number)), new BlockRef(chain, number, hash(1000 + number)));
  }

  public static MessageEnvelope.Builder envelope() {
    return MessageEnvelope.builder()
        .sender(SENDER)
        .recipient(RECIPIENT)
        .body(Payload.of(Bytes.fromHex("c0ffee")));
  }

  public static CanonicalEnvelope canonical() {
    return CanonicalEnvelope.builder()
        .id(new MessageId(hash(77)))
        .bytes(Bytes.fromHex("01"))
        .sender(SENDER)
        .recipient(RECIPIENT)
        .kind(BodyKind.PAYLOAD)
        .function("")
        .content(Bytes.fromHex("c0ffee"))
        .salt(Bytes32.ZERO)
        .expiry(new Expiry.Never())
        .ordering(Ordering.UNORDERED)
        .finality(Finality.FINAL)
        .build();
  }
}
