package dev.interlane.evm.rpc;

import org.jspecify.annotations.Nullable;

/** What a node said to a request: a result, which may be null, or an error of its own. */
sealed interface NodeAnswer {
  /** The result. */
  record Result(JsonAnswer json) implements NodeAnswer {}

  /**
   * The node's error.
   *
   * @param code JSON-RPC's or the node's own code
   * @param text the node's words, made short and printable
   * @param data the JSON of {@code error.data}; null if there is none
   */
  record Failure(int code, String text, @Nullable String data) implements NodeAnswer {
    private static final int METHOD_NOT_FOUND = -32601;

    /** Whether the node does not know the method at all. */
    boolean isUnknownMethod() {
      return code == METHOD_NOT_FOUND
          || (text.contains("method")
              && text.matches(".*(not found|not supported|not available|does not exist).*"));
    }

    @Override
    public String toString() {
      return "error " + code + ": " + text;
    }
  }
}
