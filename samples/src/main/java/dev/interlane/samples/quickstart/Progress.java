package dev.interlane.samples.quickstart;

import dev.interlane.client.MessagingClient;
import dev.interlane.receipt.Moment;
import dev.interlane.samples.Paint;
import java.io.PrintWriter;

/**
 * Says on the error stream, as it happens, how far the message is, so that nobody stares at a
 * silent screen.
 */
final class Progress {
  private Progress() {}

  static void show(MessagingClient client, PrintWriter err, Paint paint) {
    client.listen(
        (id, entry) -> {
          err.println(paint.quiet("... " + Moment.of(entry.event()).text()));
          err.flush();
        });
  }
}
