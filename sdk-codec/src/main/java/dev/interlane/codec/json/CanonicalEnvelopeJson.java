package dev.interlane.codec.json;

import dev.interlane.codec.envelope.CanonicalEnvelopeCodec;
import dev.interlane.error.CodecException;
import dev.interlane.message.CanonicalEnvelope;
import dev.interlane.message.MessageId;
import dev.interlane.primitive.Bytes;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;

/**
 * A canonical envelope as its fields for people and its bytes for programs; only the bytes are read
 * back.
 */
final class CanonicalEnvelopeJson {
  private CanonicalEnvelopeJson() {}

  static final class Writer extends ValueSerializer<CanonicalEnvelope> {
    @Override
    public void serialize(
        CanonicalEnvelope envelope, JsonGenerator json, SerializationContext context) {
      json.writeStartObject();
      json.writePOJOProperty("id", envelope.id());
      json.writePOJOProperty("sender", envelope.sender());
      json.writePOJOProperty("recipient", envelope.recipient());
      json.writePOJOProperty("kind", envelope.kind());
      json.writeStringProperty("function", envelope.function());
      json.writePOJOProperty("content", envelope.content());
      json.writePOJOProperty("salt", envelope.salt());
      json.writePOJOProperty("expiry", envelope.expiry());
      json.writePOJOProperty("ordering", envelope.ordering());
      json.writePOJOProperty("finality", envelope.finality());
      if (envelope.gasLimit().isPresent()) {
        json.writeNumberProperty("gasLimit", envelope.gasLimit().getAsLong());
      }
      json.writePOJOProperty("attributes", envelope.attributes());
      json.writePOJOProperty("bytes", envelope.bytes());
      json.writeEndObject();
    }
  }

  static final class Reader extends ValueDeserializer<CanonicalEnvelope> {
    private static final CanonicalEnvelopeCodec CODEC = new CanonicalEnvelopeCodec();

    @Override
    public CanonicalEnvelope deserialize(JsonParser json, DeserializationContext context) {
      JsonFields fields = JsonFields.read(json, context);
      CanonicalEnvelope envelope;
      try {
        envelope = CODEC.decode(fields.required("bytes", Bytes.class));
      } catch (CodecException refused) {
        return context.reportInputMismatch(this, "bytes: %s", refused.getMessage());
      }
      MessageId id = fields.required("id", MessageId.class);
      if (!envelope.id().equals(id)) {
        return context.reportInputMismatch(
            this, "id: the bytes are of message %s, not %s", envelope.id(), id);
      }
      return envelope;
    }
  }
}
