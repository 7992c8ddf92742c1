package dev.interlane.codec.json;

import dev.interlane.chain.Inclusion;
import dev.interlane.message.CanonicalEnvelope;
import dev.interlane.receipt.AcceptedUnder;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.receipt.Evidence;
import dev.interlane.receipt.ExecutionProof;
import dev.interlane.receipt.Fee;
import dev.interlane.receipt.ProtocolId;
import dev.interlane.receipt.ReplayScope;
import dev.interlane.receipt.TimelineEntry;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;

/**
 * A receipt with every part under its accessor's name; parts that are not known yet are left out.
 */
final class DeliveryReceiptJson {
  private DeliveryReceiptJson() {}

  static final class Writer extends ValueSerializer<DeliveryReceipt> {
    @Override
    public void serialize(
        DeliveryReceipt receipt, JsonGenerator json, SerializationContext context) {
      json.writeStartObject();
      json.writePOJOProperty("id", receipt.id());
      json.writePOJOProperty("status", receipt.status());
      optional(json, "outcome", receipt.outcomeIfKnown());
      json.writeStringProperty("transport", receipt.transport());
      json.writeNumberProperty("laneSequence", receipt.laneSequence());
      optional(json, "notAfter", receipt.notAfter());
      optional(json, "dispatch", receipt.dispatch());
      optional(json, "delivery", receipt.delivery());
      optional(json, "evidence", receipt.evidence());
      optional(json, "acceptedUnder", receipt.acceptedUnder());
      optional(json, "executionProof", receipt.executionProof());
      json.writePOJOProperty("replayScope", receipt.replayScope());
      json.writePOJOProperty("protocolIds", receipt.protocolIds());
      json.writePOJOProperty("costs", receipt.costs());
      if (receipt.deliveryAttempts().isPresent()) {
        json.writeNumberProperty("deliveryAttempts", receipt.deliveryAttempts().getAsLong());
      }
      json.writePOJOProperty("timeline", receipt.timeline());
      json.writePOJOProperty("envelope", receipt.envelope());
      json.writeEndObject();
    }

    private static void optional(JsonGenerator json, String name, Optional<?> value) {
      value.ifPresent(present -> json.writePOJOProperty(name, present));
    }
  }

  static final class Reader extends ValueDeserializer<DeliveryReceipt> {
    @Override
    public DeliveryReceipt deserialize(JsonParser json, DeserializationContext context) {
      JsonFields fields = JsonFields.read(json, context);
      DeliveryReceipt.Builder receipt =
          DeliveryReceipt.builder()
              .envelope(fields.required("envelope", CanonicalEnvelope.class))
              .status(fields.required("status", DeliveryStatus.class))
              .outcomeIfKnown(fields.optional("outcome", DeliveryOutcome.class))
              .transport(fields.required("transport", String.class))
              .laneSequence(fields.required("laneSequence", Long.class))
              .notAfter(fields.optional("notAfter", Instant.class))
              .dispatch(fields.optional("dispatch", Inclusion.class))
              .delivery(fields.optional("delivery", Inclusion.class))
              .evidence(fields.optional("evidence", Evidence.class))
              .acceptedUnder(fields.optional("acceptedUnder", AcceptedUnder.class))
              .executionProof(fields.optional("executionProof", ExecutionProof.class))
              .replayScope(fields.required("replayScope", ReplayScope.class))
              .protocolIds(fields.list("protocolIds", ProtocolId.class))
              .costs(fields.list("costs", Fee.class))
              .timeline(fields.list("timeline", TimelineEntry.class));
      fields.optional("deliveryAttempts", Long.class).ifPresent(receipt::deliveryAttempts);
      return receipt.build();
    }
  }
}
