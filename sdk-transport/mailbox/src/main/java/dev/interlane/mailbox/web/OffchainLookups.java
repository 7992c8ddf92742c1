package dev.interlane.mailbox.web;

import dev.interlane.primitive.Bytes;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the gateways that contracts name (ERC-3668), one after the other until one answers.
 * Contracts are strangers, and so are the gateways: they are asked within the reach of a {@link
 * StrangersWeb}, and what they say is judged by the contract alone.
 *
 * <p>In a URL {@code {sender}} stands for the contract's address and {@code {data}} for what is
 * asked, both in lower-case hex. With {@code {data}} it is a GET, without a POST of {@code
 * {"sender","data"}} as JSON, unsigned; the answer is {@code {"data":"0x.."}}. Thread-safe; {@link
 * #close} ends its connections.
 */
public final class OffchainLookups implements AutoCloseable {
  /** How many gateways of one contract are asked; each may take the time of an exchange. */
  public static final int MAX_GATEWAYS = 4;

  /** The most an answer may hold: what a transaction can carry as metadata. */
  public static final int MAX_ANSWER_BYTES = 100_000;

  /** The answer in hex, and a little JSON around it. */
  private static final int MAX_BODY_BYTES = 2 * MAX_ANSWER_BYTES + 1_024;

  private static final int MAX_URL_CHARS = 8_192;
  private static final String SENDER = "{sender}";
  private static final String DATA = "{data}";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final StrangersWeb web;

  private OffchainLookups(StrangersWeb web) {
    this.web = web;
  }

  /** Asks gateways at public addresses over https. */
  public static OffchainLookups open() {
    return new OffchainLookups(StrangersWeb.of(Reach.PUBLIC));
  }

  /** Asks gateways as far as this web reaches, and closes it. */
  public static OffchainLookups over(StrangersWeb web) {
    return new OffchainLookups(web);
  }

  /** What came of a lookup. Immutable. */
  public sealed interface Answer {
    /**
     * A gateway answered.
     *
     * @param gateway the URL's template, as {@link OffchainLookups#shown} shows it
     * @param data what it said
     */
    record Found(String gateway, Bytes data) implements Answer {}

    /**
     * None did.
     *
     * @param reasons why, gateway by gateway
     */
    record Nothing(String reasons) implements Answer {}
  }

  /** Asks once around. */
  public Answer ask(OffchainLookup lookup) {
    if (lookup.urls().isEmpty()) {
      return new Answer.Nothing("the contract names no gateway");
    }
    List<String> reasons = new ArrayList<>();
    for (String template : lookup.urls().subList(0, Math.min(MAX_GATEWAYS, lookup.urls().size()))) {
      try {
        return new Answer.Found(shown(template), ask(template, lookup));
      } catch (IOException failed) {
        reasons.add(shown(template) + ": " + failed.getMessage());
      }
    }
    if (lookup.urls().size() > MAX_GATEWAYS) {
      reasons.add((lookup.urls().size() - MAX_GATEWAYS) + " more were not asked");
    }
    return new Answer.Nothing(String.join("; ", reasons));
  }

  private Bytes ask(String template, OffchainLookup lookup) throws IOException {
    String sender = lookup.sender().toString().toLowerCase(Locale.ROOT);
    String data = lookup.callData().toHex();
    URI url = url(template, sender, data);
    Optional<Bytes> body =
        template.contains(DATA)
            ? web.get(url, MAX_BODY_BYTES)
            : web.post(url, question(sender, data), MAX_BODY_BYTES);
    return data(body.orElseThrow(() -> new IOException("it has no such answer (404)")));
  }

  /** Measured before it is made: a template may have any number of places, for data of any size. */
  private static URI url(String template, String sender, String data) throws IOException {
    long chars =
        template.length() + growth(template, SENDER, sender) + growth(template, DATA, data);
    if (chars > MAX_URL_CHARS) {
      throw new IOException("its URL has " + chars + " characters, at most 8192 are asked");
    }
    try {
      return URI.create(template.replace(SENDER, sender).replace(DATA, data));
    } catch (IllegalArgumentException malformed) {
      throw new IOException("not a URL", malformed);
    }
  }

  /** By how many characters a text becomes longer with the value in all its places. */
  private static long growth(String template, String place, String value) {
    long places = 0;
    for (int at = template.indexOf(place); at >= 0; at = template.indexOf(place, at + 1)) {
      places++;
    }
    return places * (value.length() - place.length());
  }

  private static Bytes question(String sender, String data) {
    return Bytes.of(
        JSON.writeValueAsBytes(JSON.createObjectNode().put("sender", sender).put("data", data)));
  }

  private static Bytes data(Bytes body) throws IOException {
    JsonNode data;
    try {
      data = JSON.readTree(body.toArray()).path("data");
    } catch (JacksonException malformed) {
      throw new IOException("its answer is not JSON", malformed);
    }
    if (!data.isString()) {
      throw new IOException("its answer has no text \"data\"");
    }
    Bytes answer;
    try {
      answer = Bytes.fromHex(data.stringValue());
    } catch (IllegalArgumentException notHex) {
      throw new IOException("its \"data\" is not hex", notHex);
    }
    if (answer.length() > MAX_ANSWER_BYTES) {
      throw new IOException(
          "its answer has "
              + answer.length()
              + " bytes, at most "
              + MAX_ANSWER_BYTES
              + " are taken");
    }
    return answer;
  }

  /** A stranger's text, fit for a line: printable, and of a length. */
  public static String shown(String template) {
    String line = template.replaceAll("[^\\x21-\\x7e]", "?");
    return line.length() > 100 ? line.substring(0, 100) + "..." : line;
  }

  @Override
  public void close() {
    web.close();
  }
}
