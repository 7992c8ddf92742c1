package dev.interlane.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.Inclusion;
import dev.interlane.chain.TransactionRef;
import dev.interlane.client.MessageStanding;
import dev.interlane.client.MessageSummary;
import dev.interlane.message.MessageId;
import dev.interlane.receipt.DeliveryEvent;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserTest {
  private static final String PICTURE = "document.querySelector('#picture')";
  private static final String DETAIL = "document.querySelector('#detail')";
  private static final int MESSAGES = 300;

  /** WCAG 2.2, 1.4.3, for text of any size. */
  private static final double READABLE_CONTRAST = 4.5;

  private final SampleJournal sample = SampleJournal.random(MESSAGES, 1);

  @TempDir Path folder = Path.of("");
  private Browser browser;

  @BeforeAll
  void start() throws IOException {
    browser = Browser.open();
  }

  @AfterAll
  void stop() throws IOException {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void showsEveryMessageAndKeepsToItself() throws IOException {
    URI page = open(sample.run().build());

    assertThat(drawn("shown")).isEqualTo(MESSAGES);
    assertThat(drawn("visible")).isEqualTo(MESSAGES);
    assertThat(browser.number("document.querySelectorAll('.row').length")).isBetween(5, 60);
    assertThat(browser.number("document.querySelector('.row').getAttribute('aria-setsize')"))
        .isEqualTo(MESSAGES);
    assertThat(chip(MessageStanding.PARKED)).isEqualTo(count(MessageStanding.PARKED));
    assertThat(chip(MessageStanding.EXECUTED)).isEqualTo(count(MessageStanding.EXECUTED));
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests())
        .allSatisfy(asked -> assertThat(asked).isIn(page.toString(), "about:blank", "data:,"));
  }

  @Test
  void drawsTenThousandMessages() throws IOException {
    open(SampleJournal.random(10_000, 2).run().build());

    assertThat(drawn("visible")).isEqualTo(10_000);
    assertThat(drawn("drawn")).isPositive().isLessThan(10_000);
    System.out.println("BrowserTest: 10,000 messages in view, " + frames());

    browser.press("+", "+", "+", "+", "+", "+");

    assertThat(drawn("visible")).isPositive().isLessThan(2_000);
    System.out.println("BrowserTest: zoomed in, " + frames());
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void opensAMessageFromTheList() throws IOException {
    open(sample.run().build());

    browser.click(".row");

    MessageSummary first = oldest();
    browser.await(DETAIL + ".dataset.message === '" + first.id() + "'");
    String detail = browser.text(DETAIL + ".textContent");
    assertThat(detail)
        .contains("accepted and journaled")
        .contains(first.sender().toString())
        .contains(first.idempotencyKey().orElseThrow());
    assertThat(browser.text("document.querySelector('.hex').textContent")).startsWith("00000  ");
    assertThat(browser.text("location.hash")).isEqualTo("#" + first.id());
  }

  @Test
  void opensAMessageFromThePicture() throws IOException {
    SampleJournal one = new SampleJournal();
    MessageId id = one.accept(1);
    one.dispatch(id);
    one.prove(id);
    one.deliver(id);
    open(one.run().build());
    int middle =
        browser.number("(b => b.y + b.height / 2)(" + PICTURE + ".getBoundingClientRect())");
    int left = browser.number(PICTURE + ".getBoundingClientRect().x");
    int right = browser.number(PICTURE + ".getBoundingClientRect().right");

    for (int x = left + 4; x < right && browser.ask(DETAIL + ".hidden").asBoolean(); x += 10) {
      browser.click(x, middle);
    }

    browser.await(DETAIL + ".dataset.message === '" + id + "'");
    assertThat(browser.text(DETAIL + ".textContent"))
        .contains("1 signed of 2, 1 needed")
        .contains("1 signature over the message id")
        .contains(SampleJournal.hash("delivery " + id).toHex());
  }

  @Test
  void findsByIdKeyAndTransaction() throws IOException {
    open(sample.run().build());
    MessageSummary wanted = any(MessageStanding.EXECUTED);

    for (String text :
        List.of(
            wanted.id().toString(),
            wanted.idempotencyKey().orElseThrow() + " " + wanted.id().toString().substring(0, 12),
            SampleJournal.hash("dispatch " + wanted.id()).toHex(),
            SampleJournal.hash("protocol " + wanted.id()).toHex())) {
      browser.click("#clear");
      browser.press("/");
      browser.type(text);

      assertThat(drawn("shown")).as(text).isOne();
      assertThat(browser.text("document.querySelector('.row').id")).isEqualTo("row-" + wanted.id());
    }
  }

  @Test
  void filtersByStatusLaneAndTransport() throws IOException {
    open(sample.run().build());

    browser.click("[data-standing=PARKED]");

    assertThat(drawn("shown")).isEqualTo(count(MessageStanding.PARKED));
    assertThat(browser.text("document.querySelector('[data-standing=PARKED]').ariaPressed"))
        .isEqualTo("true");

    choose("transport", "relay");
    int parkedByRelay = drawn("shown");
    assertThat(parkedByRelay).isBetween(1, count(MessageStanding.PARKED) - 1);

    choose("lane", browser.text("document.querySelector('#lane').options[1].value"));
    assertThat(drawn("shown")).isLessThan(parkedByRelay);

    browser.click("#clear");
    assertThat(drawn("shown")).isEqualTo(MESSAGES);
  }

  @Test
  void worksByKeys() throws IOException {
    open(sample.run().build());

    browser.press("j", "j", "k", Browser.ARROW_DOWN);
    assertThat(browser.text("document.querySelector('[aria-selected=true]').ariaPosInSet"))
        .isEqualTo("2");

    browser.press(Browser.ENTER);
    browser.await("!" + DETAIL + ".hidden");
    browser.press(Browser.ESCAPE);
    assertThat(browser.ask(DETAIL + ".hidden").asBoolean()).isTrue();

    browser.press("/");
    browser.type("relay");
    int found = drawn("shown");
    assertThat(found).isBetween(1, MESSAGES - 1);
    browser.press(Browser.ENTER);
    browser.await("!" + DETAIL + ".hidden");
    browser.press(Browser.ESCAPE, Browser.ESCAPE);
    assertThat(drawn("shown")).isEqualTo(MESSAGES);

    browser.press("?");
    assertThat(browser.ask("document.querySelector('#help').open").asBoolean()).isTrue();
    browser.press(Browser.ESCAPE);
    assertThat(browser.ask("document.querySelector('#help').open").asBoolean()).isFalse();
  }

  @Test
  void isDarkOrLightAsTheSystemIs() throws IOException {
    String ground = "getComputedStyle(document.body).backgroundColor";
    open(sample.run().build());

    browser.prefer("prefers-color-scheme", "dark");
    String dark = browser.text(ground);
    browser.prefer("prefers-color-scheme", "light");
    String light = browser.text(ground);
    browser.press("t");

    assertThat(light).isNotEqualTo(dark);
    assertThat(browser.text(ground)).isEqualTo(dark);
  }

  @Test
  void canBeReadInBothThemes() throws IOException {
    open(sample.run().build());

    for (String theme : List.of("dark", "light")) {
      browser.prefer("prefers-color-scheme", theme);
      for (MessageStanding standing : MessageStanding.values()) {
        assertThat(browser.ask(contrast("var(--" + standing + ")")).asDouble())
            .as("%s on %s", standing, theme)
            .isGreaterThanOrEqualTo(READABLE_CONTRAST);
      }
      assertThat(browser.ask(contrast("var(--quiet)")).asDouble())
          .isGreaterThanOrEqualTo(READABLE_CONTRAST);
    }
  }

  /** The contrast of a colour on a panel, as WCAG 2.2 computes it. */
  private static String contrast(String colour) {
    return """
        (() => {
          const probe = document.createElement('i');
          document.body.append(probe);
          const light = (colour) => {
            probe.style.color = colour;
            const [r, g, b] = getComputedStyle(probe).color.match(/[\\d.]+/g).map((each) => each / 255)
                .map((each) => each <= 0.03928 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
          };
          const [one, other] = [light('%s'), light('var(--panel)')];
          probe.remove();
          return Math.max(one, other) / Math.min(one, other);
        })()
        """
        .formatted(colour)
        .strip();
  }

  @Test
  void namesEverythingForThoseWhoListen() throws IOException {
    open(sample.run().build());
    browser.click(".row");

    assertThat(
            browser.text(
                "[...document.querySelectorAll('button, select, input, canvas[role], [role=listbox]')]"
                    + ".filter(e => !e.ariaLabel && !e.textContent.trim()).map(e => e.outerHTML).join()"))
        .isEmpty();
    assertThat(
            browser.text("document.querySelector('#list').getAttribute('aria-activedescendant')"))
        .isEqualTo("row-" + oldest().id());
  }

  @Test
  void whatStrangersWriteStaysText() throws IOException {
    String payload = "<img src=x onerror=window.pwned=1></script><script>window.pwned=1</script>";
    SampleJournal stranger = new SampleJournal();
    MessageId id = stranger.accept(1, payload);
    stranger.tell(
        id,
        new DeliveryEvent.DeliveryReverted(
            new Inclusion(
                new TransactionRef(SampleJournal.DESTINATION, SampleJournal.hash("reverted")),
                new BlockRef(SampleJournal.DESTINATION, 1, SampleJournal.hash("block"))),
            payload));
    stranger.park(id, payload);
    open(
        stranger
            .run()
            .title(payload)
            .subtitle(payload)
            .addMarks(
                new ExplorerMark(
                    SampleJournal.START,
                    ExplorerMark.Kind.FAULT,
                    Optional.empty(),
                    Optional.empty(),
                    payload))
            .build());

    browser.click(".row");
    browser.await("!" + DETAIL + ".hidden");

    assertThat(browser.text("document.querySelector('#title').textContent")).isEqualTo(payload);
    assertThat(browser.text(DETAIL + ".textContent")).contains("delivery failed: " + payload);
    assertThat(browser.number("document.querySelectorAll('img').length")).isZero();
    assertThat(browser.text("typeof window.pwned")).isEqualTo("undefined");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void runsNoOtherScript() throws IOException {
    open(sample.run().build());

    for (String attempt :
        List.of(
            "document.body.innerHTML = '<img src=x onerror=window.pwned=1>'",
            "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.pwned=1'}))",
            "document.createElement('script').src = 'data:text/javascript,window.pwned=1'",
            "setTimeout('window.pwned=1')")) {
      assertThat(
              browser.text(
                  "(() => { try { "
                      + attempt
                      + "; return 'done'; } catch (e) { return e.name; } })()"))
          .as(attempt)
          .isIn("TypeError", "EvalError");
    }
    browser.awaitFrame();

    assertThat(browser.text("typeof window.pwned")).isEqualTo("undefined");
  }

  @Test
  void followsAJournalAsMessagesMove() throws IOException {
    SampleJournal live = new SampleJournal();
    MessageId id = live.accept(1);
    try (ExplorerServer server = ExplorerServer.start(Explorer.of(live.source(), "treasury"), 0)) {
      browser.open(server.address());
      browser.await(PICTURE + ".dataset.shown === '1'");
      browser.click(".row");
      browser.await("!" + DETAIL + ".hidden");
      assertThat(chip(MessageStanding.ACCEPTED)).isOne();

      live.dispatch(id);
      live.prove(id);
      live.accept(2);

      browser.await(PICTURE + ".dataset.shown === '2'");
      assertThat(chip(MessageStanding.PROVEN)).isOne();
      browser.await(DETAIL + ".textContent.includes('1 of 2 validators signed')");

      live.deliver(id);
      live.execute(id);

      browser.await("document.querySelector('.row').textContent.includes('executed')");
      assertThat(browser.complaints()).isEmpty();
      assertThat(browser.requests())
          .allSatisfy(
              asked -> {
                if (!asked.equals("about:blank") && !asked.equals("data:,")) {
                  assertThat(asked).startsWith(server.address().toString());
                }
              });
    }
  }

  @Test
  void saysWhenTheServerIsGoneAndComesBackByItself() throws IOException {
    SampleJournal live = new SampleJournal();
    live.accept(1);
    int port;
    try (ExplorerServer server = ExplorerServer.start(Explorer.of(live.source(), "shop"), 0)) {
      port = server.address().getPort();
      browser.open(server.address());
    }
    browser.await("document.querySelector('#live').dataset.state === 'lost'");
    SampleJournal other = new SampleJournal();
    MessageId id = other.accept(7);

    try (ExplorerServer server = ExplorerServer.start(Explorer.of(other.source(), "shop"), port)) {
      browser.await("document.querySelector('.row')?.id === 'row-" + id + "'");
      assertThat(drawn("shown")).isOne();
      assertThat(server.address()).hasPort(port);
    }
  }

  /** Measured for people, not asserted: panning by a bit, frame after frame. */
  private String frames() throws IOException {
    return browser.text(
        """
        new Promise((done) => {
          const took = [];
          const key = (k) => document.dispatchEvent(new KeyboardEvent('keydown', {key: k}));
          let last = performance.now();
          const frame = (now) => {
            took.push(now - last);
            last = now;
            if (took.length === 60) {
              took.sort((a, b) => a - b);
              done(`frame ${took[30].toFixed(1)} ms median, ${took[56].toFixed(1)} ms at 95 %`);
            } else {
              key(took.length % 2 ? 'ArrowLeft' : 'ArrowRight');
              requestAnimationFrame(frame);
            }
          };
          requestAnimationFrame(frame);
        })
        """
            .strip());
  }

  private URI open(ExplorerRun run) throws IOException {
    Path file = Files.write(folder.resolve("run.html"), ExplorerPage.of(run).html().toArray());
    browser.open(file.toUri());
    browser.awaitFrame();
    return file.toUri();
  }

  private int drawn(String what) throws IOException {
    browser.awaitFrame();
    return browser.number(PICTURE + ".dataset." + what);
  }

  private void choose(String select, String value) throws IOException {
    browser.ask(
        "(() => { const s = document.querySelector('#"
            + select
            + "'); s.value = '"
            + value
            + "'; s.dispatchEvent(new Event('change')); })()");
  }

  private int chip(MessageStanding standing) throws IOException {
    return browser.number(
        "document.querySelector('[data-standing=" + standing + "] b').textContent");
  }

  private int count(MessageStanding standing) {
    return (int) summaries().stream().filter(each -> each.standing() == standing).count();
  }

  private MessageSummary any(MessageStanding standing) {
    return summaries().stream()
        .filter(each -> each.standing() == standing)
        .findFirst()
        .orElseThrow();
  }

  private MessageSummary oldest() {
    return summaries().stream()
        .min(Comparator.comparing(MessageSummary::acceptedAt).thenComparing(MessageSummary::id))
        .orElseThrow();
  }

  private List<MessageSummary> summaries() {
    return sample.run().build().messages().stream().map(ExplorerMessage::summary).toList();
  }
}
