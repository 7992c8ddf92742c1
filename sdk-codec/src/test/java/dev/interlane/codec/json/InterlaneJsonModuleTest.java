package dev.interlane.codec.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.BlockRef;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.Finality;
import dev.interlane.chain.Inclusion;
import dev.interlane.chain.TransactionRef;
import dev.interlane.codec.envelope.CanonicalEnvelopeCodec;
import dev.interlane.message.CanonicalEnvelope;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.MessageId;
import dev.interlane.message.Ordering;
import dev.interlane.message.Payload;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.receipt.AcceptedUnder;
import dev.interlane.receipt.Actor;
import dev.interlane.receipt.DeliveredBy;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.receipt.Evidence;
import dev.interlane.receipt.Fee;
import dev.interlane.receipt.ProtocolId;
import dev.interlane.receipt.ReplayScope;
import dev.interlane.receipt.TimelineEntry;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class InterlaneJsonModuleTest {
  private static final AccountId SENDER =
      AccountId.parse("eip155:1:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed");
  private static final AccountId RECIPIENT =
      AccountId.parse("eip155:42161:0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359");
  private static final Bytes32 HASH = Bytes32.leftPad(Bytes.fromHex("0xbeef"));

  private final JsonMapper mapper = JsonMapper.builder().findAndAddModules().build();

  @Test
  void writesIdsAndBytesAsTheirText() {
    assertThat(
            mapper.writeValueAsString(
                List.of(Bytes.fromHex("0xc0ffee"), ChainId.eip155(1), SENDER)))
        .isEqualTo("[\"0xc0ffee\",\"eip155:1\",\"" + SENDER + "\"]");
    assertThat(mapper.readValue("\"eip155:1\"", ChainId.class)).isEqualTo(ChainId.eip155(1));
    assertThat(mapper.readValue("\"\"", Bytes.class)).isEqualTo(Bytes.EMPTY);
  }

  @Test
  void refusesAWrongChecksumWithTheParsersWords() {
    assertThatThrownBy(
            () ->
                mapper.readValue(
                    "\"eip155:1:0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed\"", AccountId.class))
        .isInstanceOf(JacksonException.class)
        .hasMessageContaining("EIP-55");
  }

  @Test
  void readsBackAReceiptWithEverythingInIt() {
    DeliveryReceipt receipt = receipt();

    String json = mapper.writeValueAsString(receipt);

    assertThat(mapper.readValue(json, DeliveryReceipt.class)).isEqualTo(receipt);
    assertThat(json)
        .contains("\"type\":\"executed\"", "\"type\":\"quorum\"", "\"amount\":\"21000\"");
  }

  @Test
  void readsBackEveryCaseOfEventOutcomeAndStatus() {
    for (DeliveryEvent event :
        List.of(
            new DeliveryEvent.Accepted(),
            new DeliveryEvent.DispatchIncluded(inclusion(SENDER.chain()), List.of()),
            new DeliveryEvent.DispatchReorged(inclusion(SENDER.chain()).block()),
            new DeliveryEvent.AttemptFailed("deliver", "reverted", 2, Instant.EPOCH),
            new DeliveryEvent.Parked("no funds", "fund it", Actor.OPERATOR),
            new DeliveryEvent.Concluded(new DeliveryOutcome.Undelivered("gave up")))) {
      String json = mapper.writerFor(DeliveryEvent.class).writeValueAsString(event);
      assertThat(mapper.readValue(json, DeliveryEvent.class)).as(json).isEqualTo(event);
    }
    DeliveryStatus parked = new DeliveryStatus.Parked("a", "b", Actor.OPERATOR);
    assertThat(
            mapper.readValue(
                mapper.writerFor(DeliveryStatus.class).writeValueAsString(parked),
                DeliveryStatus.class))
        .isEqualTo(parked);
  }

  @Test
  void refusesAnEnvelopeWhoseIdIsAnothers() {
    CanonicalEnvelope envelope = sealed();
    String json =
        mapper
            .writeValueAsString(envelope)
            .replace(envelope.id().toString(), new MessageId(HASH).toString());

    assertThatThrownBy(() -> mapper.readValue(json, CanonicalEnvelope.class))
        .isInstanceOf(JacksonException.class)
        .hasMessageContaining("the bytes are of message " + envelope.id());
  }

  @Test
  void readsAnEnvelopeAsSomebodyWouldWriteIt() {
    MessageEnvelope envelope =
        mapper.readValue(
            """
            {"sender": "%s", "recipient": "%s",
             "call": "deposit(address,uint256,bytes,(bool,int8)[])",
             "arguments": ["0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359", "1000000000000000000000", "0xc0ffee", [[true, -5]]],
             "expiry": {"type": "within", "duration": "PT2H"}, "ordering": "ORDERED"}
            """
                .formatted(SENDER, RECIPIENT),
            MessageEnvelope.class);

    assertThat(envelope.ordering()).isEqualTo(Ordering.ORDERED);
    assertThat(envelope)
        .isEqualTo(
            MessageEnvelope.builder()
                .sender(SENDER)
                .recipient(RECIPIENT)
                .body(
                    ContractCall.of(
                        "deposit(address,uint256,bytes,(bool,int8)[])",
                        "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
                        new BigInteger("1000000000000000000000"),
                        Bytes.fromHex("0xc0ffee"),
                        List.of(List.of(true, -5))))
                .expiresAfter(Duration.ofHours(2))
                .ordering(Ordering.ORDERED)
                .build());
    assertThat(mapper.readValue(mapper.writeValueAsString(envelope), MessageEnvelope.class))
        .isEqualTo(envelope);
  }

  @Test
  void refusesAnEnvelopeWithAWrongArgument() {
    assertThatThrownBy(
            () ->
                mapper.readValue(
                    """
                    {"sender": "%s", "recipient": "%s", "call": "deposit(uint8)", "arguments": ["256"]}
                    """
                        .formatted(SENDER, RECIPIENT),
                    MessageEnvelope.class))
        .isInstanceOf(JacksonException.class)
        .hasMessageContaining("256")
        .hasMessageContaining("deposit(uint8)");
  }

  private static CanonicalEnvelope sealed() {
    MessageEnvelope envelope =
        MessageEnvelope.builder()
            .sender(SENDER)
            .recipient(RECIPIENT)
            .body(Payload.of(Bytes.fromHex("0x01")))
            .build();
    return new CanonicalEnvelopeCodec().seal(envelope, Bytes.fromHex("0x01"), HASH);
  }

  private static Inclusion inclusion(ChainId chain) {
    return new Inclusion(new TransactionRef(chain, HASH), new BlockRef(chain, 7, HASH));
  }

  private static DeliveryReceipt receipt() {
    Inclusion delivery = inclusion(RECIPIENT.chain());
    return DeliveryReceipt.builder()
        .envelope(sealed())
        .laneSequence(3)
        .transport("validator")
        .notAfter(Instant.ofEpochSecond(1_900_000_000))
        .status(new DeliveryStatus.Delivered(delivery, DeliveredBy.SELF, RECIPIENT, Finality.FINAL))
        .outcomeIfKnown(new DeliveryOutcome.Executed(delivery, "depth 64"))
        .dispatch(inclusion(SENDER.chain()))
        .delivery(delivery)
        .evidence(
            new Evidence.Quorum(
                "hyperlane/v3",
                List.of(SENDER),
                List.of(SENDER, RECIPIENT),
                1,
                "signatures",
                "1 of 2",
                Bytes.fromHex("0x02")))
        .acceptedUnder(
            new AcceptedUnder(delivery.block(), AcceptedUnder.Match.AS_PROVEN, "1 of 2 sign"))
        .addProtocolIds(new ProtocolId("message", "hyperlane/v3", SENDER.chain(), HASH.toHex()))
        .addCosts(
            new Fee(SENDER.chain(), Fee.NATIVE, BigInteger.valueOf(21_000), SENDER, "origin gas"))
        .replayScope(ReplayScope.MESSAGE_ID)
        .deliveryAttempts(1)
        .addTimeline(new TimelineEntry(Instant.ofEpochSecond(5), new DeliveryEvent.Accepted()))
        .build();
  }
}
