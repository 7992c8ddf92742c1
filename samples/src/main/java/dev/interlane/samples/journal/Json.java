package dev.interlane.samples.journal;

import dev.interlane.client.Explanation;
import dev.interlane.client.MessagePage;
import dev.interlane.client.MessageSummary;
import dev.interlane.client.RetryReport;
import dev.interlane.codec.json.InterlaneJsonModule;
import dev.interlane.receipt.DeliveryReceipt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What commands print for other programs. Amounts in wei are decimal text. */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new InterlaneJsonModule())
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private Json() {}

  static String of(DeliveryReceipt receipt) {
    return MAPPER.writeValueAsString(receipt);
  }

  static String of(MessagePage page) {
    List<Map<String, Object>> messages = new ArrayList<>();
    page.messages().forEach(message -> messages.add(fields(message)));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("messages", messages);
    page.next().ifPresent(next -> fields.put("next", next));
    return MAPPER.writeValueAsString(fields);
  }

  static String of(Explanation said) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", said.id());
    fields.put("standing", said.standing());
    fields.put("where", said.where());
    fields.put("why", said.why());
    fields.put("actor", said.actor());
    fields.put("next", said.next());
    fields.put("choices", said.choices());
    fields.put("paid", said.paid());
    fields.put("outstanding", said.outstanding());
    return MAPPER.writeValueAsString(fields);
  }

  static String of(RetryReport report) {
    Map<String, String> refused = new LinkedHashMap<>();
    report.refused().forEach((id, why) -> refused.put(id.toString(), why));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("resumed", report.resumed());
    fields.put("refused", refused);
    report.next().ifPresent(next -> fields.put("next", next));
    return MAPPER.writeValueAsString(fields);
  }

  private static Map<String, Object> fields(MessageSummary message) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", message.id());
    fields.put("standing", message.standing());
    fields.put("sender", message.sender());
    fields.put("recipient", message.recipient());
    fields.put("transport", message.transport());
    fields.put("laneSequence", message.laneSequence());
    message.idempotencyKey().ifPresent(key -> fields.put("idempotencyKey", key));
    fields.put("acceptedAt", message.acceptedAt().toString());
    fields.put("attempts", message.attempts());
    fields.put("reason", message.reason());
    message.actor().ifPresent(actor -> fields.put("actor", actor));
    return fields;
  }
}
