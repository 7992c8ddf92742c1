package dev.interlane.codec.json;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.Finality;
import dev.interlane.message.Attribute;
import dev.interlane.message.CallRoute;
import dev.interlane.message.ContractCall;
import dev.interlane.message.Expiry;
import dev.interlane.message.MessageBody;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.Ordering;
import dev.interlane.message.Payload;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.FunctionSignature;
import dev.interlane.value.ValueType;
import dev.interlane.value.Values;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;

/**
 * An envelope as an application would write it down: a call by its signature and arguments, a
 * payload by its types and values or its raw bytes.
 */
final class MessageEnvelopeJson {
  private MessageEnvelopeJson() {}

  static final class Writer extends ValueSerializer<MessageEnvelope> {
    @Override
    public void serialize(
        MessageEnvelope envelope, JsonGenerator json, SerializationContext context) {
      json.writeStartObject();
      json.writePOJOProperty("sender", envelope.sender());
      json.writePOJOProperty("recipient", envelope.recipient());
      switch (envelope.body()) {
        case ContractCall call -> {
          json.writeStringProperty("call", call.function().canonical());
          json.writePOJOProperty("arguments", ValueJson.write(call.arguments()));
          json.writePOJOProperty("route", call.route());
        }
        case Payload payload -> {
          if (payload.types().isEmpty()) {
            json.writePOJOProperty("payload", payload.raw());
          } else {
            json.writeStringProperty(
                "types", new FunctionSignature("payload", payload.types()).canonical());
            json.writePOJOProperty("values", ValueJson.write(payload.values()));
          }
        }
      }
      json.writePOJOProperty("expiry", envelope.expiry());
      json.writePOJOProperty("ordering", envelope.ordering());
      json.writePOJOProperty("finality", envelope.finality());
      if (envelope.gasLimit().isPresent()) {
        json.writeNumberProperty("gasLimit", envelope.gasLimit().getAsLong());
      }
      json.writePOJOProperty("attributes", envelope.attributes());
      json.writeEndObject();
    }
  }

  static final class Reader extends ValueDeserializer<MessageEnvelope> {
    @Override
    public MessageEnvelope deserialize(JsonParser json, DeserializationContext context) {
      JsonFields fields = JsonFields.read(json, context);
      try {
        MessageEnvelope.Builder envelope =
            MessageEnvelope.builder()
                .sender(fields.required("sender", AccountId.class))
                .recipient(fields.required("recipient", AccountId.class))
                .body(body(fields))
                .attributes(fields.list("attributes", Attribute.class));
        fields.optional("expiry", Expiry.class).ifPresent(envelope::expiry);
        fields.optional("ordering", Ordering.class).ifPresent(envelope::ordering);
        fields.optional("finality", Finality.class).ifPresent(envelope::finality);
        fields.optional("gasLimit", Long.class).ifPresent(envelope::gasLimit);
        return envelope.build();
      } catch (IllegalArgumentException refused) {
        return context.reportInputMismatch(this, "%s", refused.getMessage());
      }
    }

    private static MessageBody body(JsonFields fields) {
      if (fields.object().has("call")) {
        FunctionSignature function = FunctionSignature.parse(fields.required("call", String.class));
        return new ContractCall(
            function,
            Values.coerce(function, arguments(fields, "arguments", function.parameters())),
            fields.optional("route", CallRoute.class).orElse(CallRoute.CALL_RECIPIENT));
      }
      if (fields.object().has("types")) {
        List<ValueType> types =
            FunctionSignature.parse(fields.required("types", String.class)).parameters();
        return new Payload(
            types, Values.coerce(types, arguments(fields, "values", types)), Bytes.EMPTY);
      }
      return Payload.of(fields.required("payload", Bytes.class));
    }

    private static List<Object> arguments(JsonFields fields, String name, List<ValueType> types) {
      JsonNode array = fields.object().path(name);
      return ValueJson.read(types, array);
    }
  }
}
