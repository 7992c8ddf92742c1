package dev.interlane.spi;

/**
 * Opens the journal of a client that was given none. Found by {@link java.util.ServiceLoader}; the
 * SQLite journal is one.
 */
public interface JournalProvider {
  /** The journal's name, such as {@code sqlite}. */
  String name();

  /**
   * Opens the journal of this application at its documented place, making it if there is none.
   *
   * @throws dev.interlane.error.JournalUnavailableException if it belongs to another live owner or
   *     cannot be opened
   */
  Journal open(String appId);
}
