package dev.interlane.pipeline;

import dev.interlane.spi.Journal;
import dev.interlane.spi.JournalProvider;
import java.util.List;
import java.util.ServiceLoader;

/** The journal of a client that was given none. */
final class JournalChoice {
  private JournalChoice() {}

  /** Opens the one durable journal on the class path. */
  static Journal find(String appId) {
    List<JournalProvider> providers =
        ServiceLoader.load(JournalProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    if (providers.size() == 1) {
      return providers.getFirst().open(appId);
    }
    if (providers.isEmpty()) {
      throw new IllegalStateException(
          "No journal was given and none is on the class path. Add the artifact"
              + " dev.interlane:interlane-journal, which keeps messages in"
              + " interlane-journal/<appId> of the working directory, or say"
              + " journal(new InMemoryJournal()) where messages may be lost");
    }
    throw new IllegalStateException(
        "No journal was given and there are several on the class path: "
            + providers.stream().map(JournalProvider::name).sorted().toList()
            + ". Choose one with journal(...)");
  }
}
