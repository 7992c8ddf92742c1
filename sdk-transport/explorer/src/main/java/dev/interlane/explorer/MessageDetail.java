package dev.interlane.explorer;

import dev.interlane.client.Explanation;
import dev.interlane.receipt.Moment;
import dev.interlane.receipt.TimelineEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** A message as its panel needs it: the receipt, its timeline in words, and the explanation. */
final class MessageDetail {
  private MessageDetail() {}

  static Map<String, Object> of(ExplorerMessage message) {
    ObjectNode receipt = Json.MAPPER.valueToTree(message.receipt());
    // The panel tells it in words; the evidence would be in it a second time.
    receipt.remove("timeline");
    List<TimelineEntry> timeline = message.receipt().timeline();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("receipt", receipt);
    fields.put("timeline", timeline.stream().map(MessageDetail::line).toList());
    fields.put("explanation", explanation(message.explanation()));
    return fields;
  }

  private static Map<String, Object> line(TimelineEntry entry) {
    Moment moment = Moment.of(entry.event());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("at", entry.at().toEpochMilli());
    fields.put("side", moment.side());
    fields.put("mood", moment.mood());
    fields.put("text", moment.text());
    return fields;
  }

  private static Map<String, Object> explanation(Explanation said) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("where", said.where());
    fields.put("why", said.why());
    fields.put("actor", said.actor());
    fields.put("next", said.next());
    fields.put("choices", said.choices());
    return fields;
  }
}
