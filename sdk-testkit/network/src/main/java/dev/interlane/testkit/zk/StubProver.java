package dev.interlane.testkit.zk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * INSECURE TEST PROVER. A prover service on this machine, whose proofs come from the test; it can
 * be late, give up, lie, talk nonsense and forget. Its protocol is that of {@code
 * docs/spec/prover-service.md}. Thread-safe; close it.
 *
 * <pre>{@code
 * try (StubProver service = StubProver.start((program, input) -> proved)) {
 *   service.isLateBy(3);
 *   ProofProvider provider = HttpProofProvider.of(service.url());
 * }
 * }</pre>
 */
public final class StubProver implements AutoCloseable {
  private static final Pattern RESOURCE = Pattern.compile("/v1/proofs/(0x[0-9a-f]{64})");
  private static final Pattern PROGRAM = Pattern.compile("(?:^|&)program=(0x[0-9a-f]{64})(?:&|$)");
  private static final int MAX_INPUT_BYTES = 1 << 20;

  private final HttpServer server;
  private final Proving proving;
  private final Map<Bytes32, Job> jobs = new ConcurrentSkipListMap<>();
  private final Set<Bytes32> cancelled = new ConcurrentSkipListSet<>();
  private final Set<String> authorizations = new ConcurrentSkipListSet<>();
  private volatile int pollsUntilDone;
  private volatile String failure = "";
  private volatile Reply raw = new Reply(0, "");

  private StubProver(HttpServer server, Proving proving) {
    this.server = server;
    this.proving = proving;
  }

  /** Starts a service on a free port of the loopback interface. */
  public static StubProver start(Proving proving) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      StubProver prover = new StubProver(server, proving);
      server.createContext("/", prover::handle);
      server.start();
      return prover;
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  /** Where it listens. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** From now on a request is answered with a proof after this many polls only. */
  public void isLateBy(int polls) {
    pollsUntilDone = polls;
  }

  /** From now on it gives up on every request, for this reason; it takes heart again at "". */
  public void givesUp(String reason) {
    failure = reason;
  }

  /** From now on it answers everything with this, whatever was asked; status 0 ends it. */
  public void answers(int status, String body) {
    raw = new Reply(status, body);
  }

  /** It loses all its requests, as after a crash. */
  public void forgets() {
    jobs.clear();
  }

  /** The keys under which proofs were asked for and not forgotten, with how often. */
  public Map<Bytes32, Integer> requests() {
    Map<Bytes32, Integer> requests = new TreeMap<>();
    jobs.forEach((key, job) -> requests.put(key, job.requests.get()));
    return requests;
  }

  /** The keys that were cancelled. */
  public Set<Bytes32> cancelled() {
    return new TreeSet<>(cancelled);
  }

  /** What the callers said in the header {@code Authorization}. */
  public Set<String> authorizations() {
    return new TreeSet<>(authorizations);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** Makes what the service delivers; what it makes need not be true. */
  @FunctionalInterface
  public interface Proving {
    /** The output of a program on an input, with a proof of it. */
    Proved prove(Bytes32 programKey, Bytes input);
  }

  /**
   * What the service delivers.
   *
   * @param programKey the program it says has run
   * @param publicValues what it says the program wrote
   * @param proof its proof
   */
  public record Proved(Bytes32 programKey, Bytes publicValues, Bytes proof) {
    private String json() {
      return "{\"state\":\"proved\",\"programKey\":\"%s\",\"publicValues\":\"%s\",\"proof\":\"%s\"}"
          .formatted(programKey, publicValues, proof);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      List<String> said = exchange.getRequestHeaders().get("Authorization");
      authorizations.addAll(said == null ? List.of() : said);
      Reply reply = raw.status == 0 ? reply(exchange) : raw;
      byte[] body = reply.body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(reply.status, body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private Reply reply(HttpExchange exchange) throws IOException {
    Matcher resource = RESOURCE.matcher(exchange.getRequestURI().getPath());
    if (!resource.matches()) {
      return new Reply(400, "");
    }
    Bytes32 key = Bytes32.fromHex(resource.group(1));
    return switch (exchange.getRequestMethod()) {
      case "PUT" -> put(key, exchange);
      case "GET" -> get(key);
      case "DELETE" -> delete(key);
      default -> new Reply(405, "");
    };
  }

  private Reply put(Bytes32 key, HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    Matcher program = PROGRAM.matcher(query == null ? "" : query);
    byte[] input = exchange.getRequestBody().readNBytes(MAX_INPUT_BYTES + 1);
    if (!program.find() || input.length > MAX_INPUT_BYTES) {
      return new Reply(400, "");
    }
    Bytes32 programKey = Bytes32.fromHex(program.group(1));
    Job job =
        jobs.computeIfAbsent(
            key, asked -> new Job(proving.prove(programKey, Bytes.of(input)), pollsUntilDone));
    job.requests.incrementAndGet();
    return get(key);
  }

  private Reply get(Bytes32 key) {
    Job job = jobs.get(key);
    if (job == null) {
      return new Reply(404, "");
    }
    if (!failure.isEmpty()) {
      return new Reply(200, "{\"state\":\"failed\",\"reason\":\"" + failure + "\"}");
    }
    return job.pollsLeft-- > 0
        ? new Reply(200, "{\"state\":\"working\",\"askAgainSeconds\":10}")
        : new Reply(200, job.proved.json());
  }

  private Reply delete(Bytes32 key) {
    cancelled.add(key);
    return jobs.remove(key) == null
        ? new Reply(404, "")
        : new Reply(200, "{\"state\":\"failed\",\"reason\":\"cancelled\"}");
  }

  private record Reply(int status, String body) {}

  /** Worked on by the server's one thread. */
  private static final class Job {
    private final Proved proved;
    private int pollsLeft;
    private final AtomicInteger requests = new AtomicInteger();

    Job(Proved proved, int pollsLeft) {
      this.proved = proved;
      this.pollsLeft = pollsLeft;
    }
  }
}
