package dev.interlane.explorer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Chromium without a screen, driven by ChromeDriver over the W3C WebDriver protocol. In CI it must
 * be there, elsewhere tests are skipped with the reason.
 */
final class Browser implements AutoCloseable {
  static final String ENTER = "\uE007";
  static final String ESCAPE = "\uE00C";
  static final String ARROW_DOWN = "\uE015";

  private static final int MAX_LINES_BEFORE_PORT = 50;
  private static final Pattern PORT = Pattern.compile("started successfully on port (\\d+)");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Process driver;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String session;

  private Browser(Process driver, String base) throws IOException {
    this.driver = driver;
    JsonNode opened =
        post(
            base + "/session",
            Map.of(
                "capabilities",
                Map.of(
                    "alwaysMatch",
                    Map.of(
                        "goog:chromeOptions",
                        Map.of(
                            "args",
                            // Containers have no user namespaces for its sandbox; the pages are
                            // our own.
                            List.of(
                                "--headless=new",
                                "--no-sandbox",
                                "--disable-dev-shm-usage",
                                "--window-size=1400,900")),
                        "goog:loggingPrefs",
                        Map.of("browser", "ALL", "performance", "ALL"),
                        "timeouts",
                        Map.of("script", 60_000)))));
    this.session = base + "/session/" + opened.path("sessionId").asString();
  }

  static Browser open() throws IOException {
    if (!isInstalled("chromedriver")
        || Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
            .noneMatch(Browser::isInstalled)) {
      String reason =
          "The page is tested in Chromium, and chromium or chromedriver is not on the PATH (Debian:"
              + " apt-get install chromium chromium-driver)";
      if ("true".equals(System.getenv("CI"))) {
        fail(reason);
      }
      abort(reason);
    }
    Process driver =
        new ProcessBuilder("chromedriver", "--port=0").redirectErrorStream(true).start();
    try {
      return new Browser(driver, "http://127.0.0.1:" + port(driver));
    } catch (IOException | RuntimeException failed) {
      driver.destroy();
      throw failed;
    }
  }

  private static boolean isInstalled(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static String port(Process driver) throws IOException {
    BufferedReader said = driver.inputReader(UTF_8);
    for (int i = 0; i < MAX_LINES_BEFORE_PORT; i++) {
      Matcher port = PORT.matcher(String.valueOf(said.readLine()));
      if (port.find()) {
        return port.group(1);
      }
    }
    throw new IllegalStateException("chromedriver does not say its port");
  }

  /** Opens a page and waits until its script is done; what was logged before is forgotten. */
  void open(URI page) throws IOException {
    logs("browser");
    logs("performance");
    // The same page with another hash would not be loaded again.
    post(session + "/url", Map.of("url", "about:blank"));
    post(session + "/url", Map.of("url", page.toString()));
    await("document.documentElement.dataset.ready === 'yes'");
  }

  /** Evaluates an expression in the page. */
  JsonNode ask(String expression) throws IOException {
    return post(
        session + "/execute/sync", Map.of("script", "return " + expression, "args", List.of()));
  }

  String text(String expression) throws IOException {
    return ask(expression).asString();
  }

  int number(String expression) throws IOException {
    return ask("Number(" + expression + ")").asInt();
  }

  /** Waits in the page, frame by frame, until an expression is true; at most the script timeout. */
  void await(String condition) throws IOException {
    post(
        session + "/execute/async",
        Map.of(
            "script",
            "const done = arguments[0];"
                + "const look = () => ("
                + condition
                + ") ? done() : setTimeout(look, 20); look();",
            "args",
            List.of()));
  }

  /** Lets the page draw what changed. */
  void awaitFrame() throws IOException {
    post(
        session + "/execute/async",
        Map.of(
            "script",
            "requestAnimationFrame(() => requestAnimationFrame(() => arguments[0]()))",
            "args",
            List.of()));
  }

  /** Presses keys one after the other, wherever the focus is. */
  void press(String... keys) throws IOException {
    List<Map<String, Object>> actions = new ArrayList<>();
    for (String key : keys) {
      actions.add(Map.of("type", "keyDown", "value", key));
      actions.add(Map.of("type", "keyUp", "value", key));
    }
    act(Map.of("type", "key", "id", "keyboard", "actions", actions));
    awaitFrame();
  }

  /** Types text, wherever the focus is. */
  void type(String text) throws IOException {
    press(text.codePoints().mapToObj(Character::toString).toArray(String[]::new));
  }

  void click(int x, int y) throws IOException {
    act(
        Map.of(
            "type",
            "pointer",
            "id",
            "mouse",
            "actions",
            List.of(
                Map.of("type", "pointerMove", "duration", 0, "x", x, "y", y),
                Map.of("type", "pointerDown", "button", 0),
                Map.of("type", "pointerUp", "button", 0))));
    awaitFrame();
  }

  /** Clicks into the middle of the first element. */
  void click(String selector) throws IOException {
    JsonNode box =
        ask(
            "(() => { const box = document.querySelector('"
                + selector
                + "').getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; })()");
    click(box.get(0).asInt(), box.get(1).asInt());
  }

  private void act(Map<String, Object> device) throws IOException {
    post(session + "/actions", Map.of("actions", List.of(device)));
  }

  /** What people have set up in their system, such as {@code prefers-color-scheme: dark}. */
  void prefer(String feature, String value) throws IOException {
    post(
        session + "/goog/cdp/execute",
        Map.of(
            "cmd",
            "Emulation.setEmulatedMedia",
            "params",
            Map.of("features", List.of(Map.of("name", feature, "value", value)))));
    awaitFrame();
  }

  /** Warnings and errors on the console since the page was opened. */
  List<String> complaints() throws IOException {
    return logs("browser").stream().map(line -> line.path("message").asString()).toList();
  }

  /** The addresses the page asked for since it was opened, its own among them. */
  List<String> requests() throws IOException {
    List<String> addresses = new ArrayList<>();
    for (JsonNode line : logs("performance")) {
      JsonNode message = JSON.readTree(line.path("message").asString()).path("message");
      if (message.path("method").asString().equals("Network.requestWillBeSent")) {
        addresses.add(message.path("params").path("request").path("url").asString());
      }
    }
    return addresses;
  }

  void screenshot(Path file) throws IOException {
    Files.write(file, Base64.getDecoder().decode(get(session + "/screenshot").asString()));
  }

  private List<JsonNode> logs(String kind) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    post(session + "/se/log", Map.of("type", kind)).forEach(lines::add);
    return lines;
  }

  private JsonNode post(String address, Object body) throws IOException {
    return send(
        HttpRequest.newBuilder(URI.create(address))
            .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
            .build());
  }

  private JsonNode get(String address) throws IOException {
    return send(HttpRequest.newBuilder(URI.create(address)).build());
  }

  private JsonNode send(HttpRequest request) throws IOException {
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      JsonNode value = JSON.readTree(answer.body()).path("value");
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(
            value.path("error").asString() + ": " + value.path("message").asString());
      }
      return value;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", interrupted);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      send(HttpRequest.newBuilder(URI.create(session)).DELETE().build());
    } finally {
      driver.destroy();
    }
  }
}
