package dev.interlane.explorer;

import dev.interlane.primitive.Bytes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer to a browser, for any web framework to pass on. Immutable.
 *
 * @param status the HTTP status
 * @param headers all that must be sent, the content type among them
 * @param body the content
 */
public record ExplorerResponse(int status, Map<String, String> headers, Bytes body) {
  public ExplorerResponse {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }
}
