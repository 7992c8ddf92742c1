package dev.interlane.publisher;

import dev.interlane.client.ReceiptFeed;
import dev.interlane.codec.json.InterlaneJsonModule;
import dev.interlane.primitive.Bytes;
import dev.interlane.receipt.DeliveryReceipt;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * A receipt on its way out.
 *
 * @param key names this outcome for ever: message id, {@code -}, position. It is the same whenever
 *     the outcome is handed out again, so that the other side can tell what it has had
 * @param receipt as of now; when it is handed out again it may know more
 * @param body the receipt as JSON in UTF-8: {@code {"type": "interlane.receipt", "key": ...,
 *     "position": ..., "receipt": {...}}}, the receipt in the form of {@link InterlaneJsonModule}
 */
public record Publication(String key, DeliveryReceipt receipt, Bytes body) {
  /** What the body says it is. */
  public static final String TYPE = "interlane.receipt";

  private static final ObjectMapper JSON =
      JsonMapper.builder().addModule(new InterlaneJsonModule()).build();

  static Publication of(ReceiptFeed.Entry entry) {
    String key = entry.receipt().id() + "-" + entry.position();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", TYPE);
    body.put("key", key);
    body.put("position", entry.position());
    body.put("receipt", entry.receipt());
    return new Publication(key, entry.receipt(), Bytes.of(JSON.writeValueAsBytes(body)));
  }
}
