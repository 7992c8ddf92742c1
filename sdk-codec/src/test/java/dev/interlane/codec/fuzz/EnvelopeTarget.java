package dev.interlane.codec.fuzz;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.Finality;
import dev.interlane.codec.envelope.CanonicalEnvelopeCodec;
import dev.interlane.message.Attribute;
import dev.interlane.message.BodyKind;
import dev.interlane.message.CallRoute;
import dev.interlane.message.CanonicalEnvelope;
import dev.interlane.message.ContractCall;
import dev.interlane.message.Expiry;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.Ordering;
import dev.interlane.message.Payload;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Canonical envelopes. */
final class EnvelopeTarget implements FuzzTarget {
  private static final AccountId EVM =
      AccountId.parse("eip155:1:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed");
  private static final AccountId SOLANA =
      AccountId.parse(
          "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA");

  private static final List<Finality> FINALITIES = List.of(Finality.values());

  private final CanonicalEnvelopeCodec codec = new CanonicalEnvelopeCodec();

  @Override
  public void check(Bytes input) {
    Strictness.check(input, () -> "envelope", codec::decode, this::sealedAgain);
  }

  /**
   * The bytes from the fields alone, where those are an envelope that an application could make. A
   * function is carried as text for people, which need not parse.
   */
  private Bytes sealedAgain(CanonicalEnvelope envelope) {
    boolean made =
        envelope.kind() == BodyKind.PAYLOAD
            && envelope.function().isEmpty()
            && !envelope.origin().equals(envelope.destination());
    if (!made) {
      return envelope.bytes();
    }
    MessageEnvelope.Builder again =
        MessageEnvelope.builder()
            .sender(envelope.sender())
            .recipient(envelope.recipient())
            .body(Payload.of(envelope.content()))
            .expiry(envelope.expiry())
            .ordering(envelope.ordering())
            .finality(envelope.finality())
            .addAllAttributes(envelope.attributes());
    envelope.gasLimit().ifPresent(again::gasLimit);
    return codec.seal(again.build(), envelope.content(), envelope.salt()).bytes();
  }

  @Override
  public Bytes seed(Random random) {
    Bytes content = Bytes.generate(random.nextInt(40), random::nextBytes);
    MessageEnvelope.Builder envelope =
        MessageEnvelope.builder()
            .sender(SOLANA)
            .recipient(EVM)
            .ordering(random.nextBoolean() ? Ordering.ORDERED : Ordering.UNORDERED)
            .finality(FINALITIES.get(random.nextInt(3)))
            .expiry(expiry(random));
    if (random.nextBoolean()) {
      envelope.body(Payload.of(content));
    } else {
      envelope.body(
          ContractCall.of("deposit(uint256)", 5)
              .by(random.nextBoolean() ? CallRoute.SENDER_ACCOUNT : CallRoute.CALL_RECIPIENT));
    }
    if (random.nextBoolean()) {
      envelope.gasLimit(1 + random.nextInt(1 << 30));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      envelope.addAttributes(
          new Attribute(Bytes.generate(Attribute.KEY_BYTES, random::nextBytes), content));
    }
    Bytes32 salt = Bytes32.of(Bytes.generate(Bytes32.LENGTH_BYTES, random::nextBytes));
    return codec.seal(envelope.build(), content, salt).bytes();
  }

  private static Expiry expiry(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> new Expiry.Never();
      case 1 -> new Expiry.At(Instant.ofEpochSecond(1_900_000_000L + random.nextInt(1_000)));
      default -> new Expiry.Within(Duration.ofSeconds(1 + random.nextInt(100_000)));
    };
  }
}
