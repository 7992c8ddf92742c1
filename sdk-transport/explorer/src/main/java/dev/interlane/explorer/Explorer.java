package dev.interlane.explorer;

import dev.interlane.client.MessagePage;
import dev.interlane.client.MessageSummary;
import dev.interlane.error.MessagingException;
import dev.interlane.error.UnknownMessageException;
import dev.interlane.message.MessageId;
import dev.interlane.primitive.Bytes;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Serves the page of a live journal: answers what a browser asks, changes nothing. A backend mounts
 * it below a path of its own, behind its own authentication: whoever reaches it sees every message.
 *
 * <pre>{@code
 * Explorer explorer = Explorer.of(ExplorerSource.of(client), "treasury");
 * // GET /ops/explorer/**
 * ExplorerResponse answer = explorer.answer(pathBelowTheMount, rawQuery);
 * }</pre>
 *
 * <p>The page asks for what moved once a second while somebody looks at it. Without a framework
 * {@link ExplorerServer} serves it on the loopback interface. Thread-safe.
 */
public final class Explorer {
  private static final int LIST_MESSAGES = 500;

  private final ExplorerSource source;
  private final String title;
  private final String name = HexFormat.of().toHexDigits(new SecureRandom().nextLong());

  private Explorer(ExplorerSource source, String title) {
    this.source = source;
    this.title = title;
  }

  /**
   * Serves this source.
   *
   * @param title the page's heading
   */
  public static Explorer of(ExplorerSource source, String title) {
    return new Explorer(source, title);
  }

  /**
   * Answers a GET request. May read the journal; never throws for what a browser sends.
   *
   * @param path the rest of the path after where this is mounted, with or without the first slash:
   *     nothing for the page, {@code changes} and {@code message} for what its script asks
   * @param query the query as it was sent, without question mark; empty if there was none
   */
  public ExplorerResponse answer(String path, String query) {
    try {
      return switch (path.startsWith("/") ? path.substring(1) : path) {
        case "" -> page();
        case "changes" -> json(200, changes(value(query, "after")));
        case "message" -> message(value(query, "id"));
        default -> refusal(404, "There is nothing at this path");
      };
    } catch (UnknownMessageException unknown) {
      return refusal(404, String.valueOf(unknown.getMessage()));
    } catch (MessagingException unavailable) {
      return refusal(503, String.valueOf(unavailable.getMessage()));
    }
  }

  private ExplorerResponse page() {
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("title", title);
    head.put("subtitle", "");
    head.put("live", true);
    head.put("blocks", Map.of());
    head.put("marks", List.of());
    PageParts.Connection connection = PageParts.Connection.OWN_SERVER;
    byte[] html = PageParts.page(connection, List.of(PageParts.Segment.of("run", head)));
    Map<String, String> headers = headers("text/html; charset=utf-8");
    // A header can forbid frames, which the page's own policy cannot.
    headers.put(
        "Content-Security-Policy", PageParts.policy(connection) + "; frame-ancestors 'none'");
    return new ExplorerResponse(200, headers, Bytes.of(html));
  }

  private Map<String, Object> changes(Optional<String> after) {
    Optional<Place> known = after.flatMap(text -> Place.parse(text, name));
    if (known.isEmpty()) {
      // What moves while the list is read comes again by the log.
      return list(new Place(name, source.moves().newest(), 0, Optional.empty()), true);
    }
    return known.get().listing().isPresent() ? list(known.get(), false) : moved(known.get());
  }

  /** Messages by id, until all are there; then the log goes on from where it was. */
  private Map<String, Object> list(Place from, boolean reset) {
    int room = Math.min(LIST_MESSAGES, ExplorerRun.MAX_MESSAGES - from.listed());
    MessagePage page = source.operator().list(source.filter(), from.listing(), Math.max(1, room));
    List<Map<String, Object>> rows = new ArrayList<>();
    for (MessageSummary message : page.messages()) {
      row(message.id()).ifPresent(rows::add);
    }
    int listed = from.listed() + page.messages().size();
    boolean full = page.next().isPresent() && listed >= ExplorerRun.MAX_MESSAGES;
    Place next = new Place(name, from.position(), listed, full ? Optional.empty() : page.next());
    Map<String, Object> fields = answer(next, rows, next.listing().isPresent());
    fields.put("reset", reset);
    fields.put("full", full);
    return fields;
  }

  private Map<String, Object> moved(Place from) {
    Moves.Part part = source.moves().after(from.position());
    List<Map<String, Object>> rows = new ArrayList<>();
    part.messages().forEach(id -> row(id).ifPresent(rows::add));
    return answer(
        new Place(name, part.position(), from.listed(), Optional.empty()), rows, !part.isLast());
  }

  private static Map<String, Object> answer(
      Place next, List<Map<String, Object>> rows, boolean more) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("place", next.toString());
    fields.put("messages", rows);
    fields.put("more", more);
    return fields;
  }

  /** Empty for what does not fit, is another application's, or was forgotten meanwhile. */
  private Optional<Map<String, Object>> row(MessageId id) {
    try {
      MessageSummary summary = source.operator().summary(id);
      return source.filter().fits(summary)
          ? Optional.of(
              MessageRow.of(summary, source.operator().show(id), block -> Optional.empty()))
          : Optional.empty();
    } catch (UnknownMessageException notHere) {
      return Optional.empty();
    }
  }

  /** The parameters in use need no decoding. */
  private static Optional<String> value(String query, String name) {
    for (String part : query.split("&", -1)) {
      if (part.startsWith(name + "=")) {
        return Optional.of(part.substring(name.length() + 1));
      }
    }
    return Optional.empty();
  }

  private ExplorerResponse message(Optional<String> text) {
    MessageId id;
    try {
      id = MessageId.parse(text.orElse(""));
    } catch (IllegalArgumentException malformed) {
      return refusal(400, "Expected id=0x and 64 hexadecimal digits");
    }
    return json(200, MessageDetail.of(ExplorerMessage.of(source.operator(), id)));
  }

  private static ExplorerResponse refusal(int status, String why) {
    return json(status, Map.of("error", why));
  }

  private static ExplorerResponse json(int status, Object value) {
    return new ExplorerResponse(status, headers("application/json"), Bytes.of(Json.bytes(value)));
  }

  private static Map<String, String> headers(String contentType) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", contentType);
    headers.put("Cache-Control", "no-store");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    return headers;
  }
}
