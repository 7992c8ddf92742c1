package dev.interlane.vectors.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.interlane.chain.AccountId;
import dev.interlane.codec.envelope.CanonicalEnvelopeCodec;
import dev.interlane.codec.envelope.EnvelopeCore;
import dev.interlane.codec.envelope.EnvelopeTerms;
import dev.interlane.codec.envelope.Erc7786Message;
import dev.interlane.codec.json.InterlaneJsonModule;
import dev.interlane.error.CodecException;
import dev.interlane.mailbox.HyperlaneEnvelope;
import dev.interlane.mailbox.HyperlaneMessage;
import dev.interlane.message.Attribute;
import dev.interlane.message.BodyKind;
import dev.interlane.message.CanonicalEnvelope;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.Outbound;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every form of an envelope gives the envelope back, whatever it holds, or is refused by name. The
 * seed is printed with each failure and taken back with {@code -Dinterlane.seed}.
 */
class EnvelopeFormsTest {
  private static final int ROUNDS = 2_000;
  private static final Set<String> WITH_ERC7930 = Set.of("eip155", "solana", "starknet");

  private final long seed = Long.getLong("interlane.seed", System.nanoTime());
  private final RandomEnvelopes random = new RandomEnvelopes(seed);
  private final CanonicalEnvelopeCodec codec = new CanonicalEnvelopeCodec();

  private void forEach(Consumer<CanonicalEnvelope> check) {
    for (int i = 0; i < ROUNDS; i++) {
      CanonicalEnvelope envelope = random.next();
      try {
        check.accept(envelope);
      } catch (AssertionError | RuntimeException failed) {
        throw new AssertionError("seed " + seed + ", envelope " + envelope, failed);
      }
    }
  }

  private static boolean hasErc7930(AccountId account) {
    return WITH_ERC7930.contains(account.chain().namespace());
  }

  @Test
  void theEnvelopesAreOfEveryKindAndVm() {
    Set<BodyKind> kinds = EnumSet.noneOf(BodyKind.class);
    Set<String> destinations = new TreeSet<>();
    forEach(
        envelope -> {
          kinds.add(envelope.kind());
          destinations.add(envelope.destination().namespace());
        });

    assertThat(kinds).containsExactlyInAnyOrder(BodyKind.values());
    assertThat(destinations)
        .containsExactly(
            "aptos", "cosmos", "eip155", "polkadot", "solana", "starknet", "stellar", "sui");
  }

  @Test
  void protobufAndJsonGiveTheEnvelopeBack() {
    JsonMapper json = JsonMapper.builder().addModule(new InterlaneJsonModule()).build();
    forEach(
        envelope -> {
          assertThat(codec.decode(envelope.bytes())).isEqualTo(envelope);
          assertThat(codec.seal(EnvelopeCore.of(envelope), EnvelopeTerms.of(envelope)))
              .isEqualTo(envelope);
          assertThat(json.readValue(json.writeValueAsString(envelope), CanonicalEnvelope.class))
              .isEqualTo(envelope);
        });
  }

  @Test
  void erc7786GivesTheEnvelopeBackOrNamesTheChainThatHasNoKey() {
    forEach(
        envelope -> {
          for (AccountId account : List.of(envelope.sender(), envelope.recipient())) {
            if (!hasErc7930(account)) {
              assertThatIllegalArgumentException()
                  .isThrownBy(() -> Erc7786Message.of(envelope))
                  .withMessageContaining("no chain type to ");
              return;
            }
          }
          Erc7786Message message = Erc7786Message.of(envelope);

          assertThat(message.toEnvelope()).isEqualTo(envelope);
          assertThat(Erc7786Message.decodeSend(message.sender(), message.encodeSend()))
              .isEqualTo(message);
          assertThat(Erc7786Message.decodeSent(message.encodeSent(Bytes32.ZERO, BigInteger.TWO)))
              .isEqualTo(message);
        });
  }

  @Test
  void hyperlaneWithTheRemainderGivesTheEnvelopeBack() {
    forEach(
        envelope -> {
          Outbound outbound =
              new Outbound(envelope, Optional.of(Instant.ofEpochSecond(1_900_000_000)), 7);
          if (envelope.kind() == BodyKind.SENDER_ACCOUNT) {
            assertThatIllegalArgumentException()
                .isThrownBy(() -> HyperlaneEnvelope.of(outbound, 5, 10, 20))
                .withMessageMatching("(?s).*(sender's account|no chain type to).*");
          } else if (!hasErc7930(envelope.sender()) || !hasErc7930(envelope.recipient())) {
            assertThatIllegalArgumentException()
                .isThrownBy(() -> HyperlaneEnvelope.of(outbound, 5, 10, 20))
                .withMessageContaining("no chain type to ");
          } else {
            HyperlaneEnvelope split = HyperlaneEnvelope.of(outbound, 5, 10, 20);
            HyperlaneMessage arrived = HyperlaneMessage.decode(split.message().bytes());

            assertThat(new HyperlaneEnvelope(arrived, split.remainder()).join())
                .isEqualTo(envelope);
          }
        });
  }

  @Test
  void aRemainderJoinsNoOtherMessage() {
    CanonicalEnvelope envelope = evmPayload();
    Outbound outbound = new Outbound(envelope, Optional.empty(), 0);
    HyperlaneEnvelope split = HyperlaneEnvelope.of(outbound, 5, 10, 20);
    byte[] bent = split.message().bytes().toArray();
    for (int offset = 9; offset < bent.length; offset++) {
      if (offset >= 41 && offset < 45) {
        // A domain: the remainder holds the chain.
        continue;
      }
      bent[offset] ^= 1;
      HyperlaneMessage other = HyperlaneMessage.decode(Bytes.of(bent));

      assertThatThrownBy(() -> new HyperlaneEnvelope(other, split.remainder()).join())
          .as("offset %d", offset)
          .isInstanceOf(CodecException.class);
      bent[offset] ^= 1;
    }
  }

  @Test
  void anyChangedBitOfTheTermsIsRefusedOrAnotherEnvelope() {
    CanonicalEnvelope envelope = evmPayload();
    Erc7786Message message = Erc7786Message.of(envelope);
    Bytes terms = message.attributes().getLast();
    for (int bit = 0; bit < terms.length() * 8; bit++) {
      byte[] flipped = terms.toArray();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      Erc7786Message other = with(message, Bytes.of(flipped));

      Throwable refusal = catchThrowable(other::toEnvelope);
      if (refusal == null) {
        assertThat(other.toEnvelope().id()).as("bit %d", bit).isNotEqualTo(envelope.id());
      } else {
        assertThat(refusal).as("bit %d", bit).isInstanceOf(CodecException.class);
      }
    }
  }

  @Test
  void refusesMessagesWithoutTermsOrWithTwo() {
    Erc7786Message message = Erc7786Message.of(evmPayload());
    Bytes terms = message.attributes().getLast();
    List<Bytes> twice = new ArrayList<>(List.of(terms));
    twice.addAll(message.attributes());

    for (List<Bytes> attributes :
        List.of(List.<Bytes>of(), message.attributes().subList(0, 1), twice)) {
      assertThatThrownBy(
              () ->
                  new Erc7786Message(
                          message.sender(), message.recipient(), message.payload(), attributes)
                      .toEnvelope())
          .isInstanceOf(CodecException.class)
          .hasMessageContaining("interlaneTerms");
    }
    CanonicalEnvelope holds =
        codec.seal(
            new EnvelopeCore(
                AccountId.parse("eip155:1:0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045"),
                AccountId.parse("eip155:10:0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045"),
                Bytes.EMPTY,
                List.of(new Attribute(terms.slice(0, 4), terms.slice(4)))),
            EnvelopeTerms.of(evmPayload()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Erc7786Message.of(holds))
        .withMessageContaining("is taken");
  }

  @Test
  void refusesSpellingsThatErc7930DoesNotKeep() {
    CanonicalEnvelope lower =
        codec.seal(
            new EnvelopeCore(
                AccountId.parse("starknet:SN_MAIN:0x03" + "ab".repeat(31)),
                AccountId.parse("eip155:10:0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045"),
                Bytes.EMPTY,
                List.of()),
            EnvelopeTerms.of(evmPayload()));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Erc7786Message.of(lower))
        .withMessageContaining("Spell it so");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HyperlaneEnvelope.of(new Outbound(lower, Optional.empty(), 0), 5, 10, 20))
        .withMessageContaining("Spell it so");
  }

  private static Erc7786Message with(Erc7786Message message, Bytes last) {
    List<Bytes> attributes = new ArrayList<>(message.attributes());
    attributes.set(attributes.size() - 1, last);
    return new Erc7786Message(message.sender(), message.recipient(), message.payload(), attributes);
  }

  private CanonicalEnvelope evmPayload() {
    RandomEnvelopes fixed = new RandomEnvelopes(1);
    CanonicalEnvelope envelope = fixed.next();
    while (envelope.kind() != BodyKind.PAYLOAD
        || !envelope.origin().isEvm()
        || !envelope.destination().isEvm()
        || envelope.attributes().isEmpty()
        || envelope.content().isEmpty()) {
      envelope = fixed.next();
    }
    return envelope;
  }
}
