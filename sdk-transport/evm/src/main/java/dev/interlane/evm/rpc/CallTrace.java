package dev.interlane.evm.rpc;

import java.util.List;
import java.util.Optional;

/**
 * What geth's {@code callTracer} says of a failed call: a tree of calls, each with the error that
 * ended it.
 */
final class CallTrace {
  /** Deeper than the EVM's calls can usefully be: its gas shrinks by a 64th with each. */
  private static final int MAX_DEPTH = 1024;

  private static final String REVERTED = "execution reverted";

  private CallTrace() {}

  /** The error of the innermost failure, if it is no revert. */
  static Optional<String> haltOf(JsonAnswer trace) {
    JsonAnswer call = trace;
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      Optional<JsonAnswer> inner = lastFailure(call);
      if (inner.isEmpty()) {
        break;
      }
      call = inner.get();
    }
    Optional<String> error = error(call).filter(text -> !text.startsWith(REVERTED));
    Optional<JsonAnswer> contract = call.optionalField("to");
    return contract.isEmpty() ? error : error.map(text -> text + " in " + contract.get().address());
  }

  private static Optional<JsonAnswer> lastFailure(JsonAnswer call) {
    List<JsonAnswer> calls =
        call.optionalField("calls").map(JsonAnswer::elements).orElse(List.of());
    return calls.isEmpty()
        ? Optional.empty()
        : Optional.of(calls.getLast()).filter(last -> error(last).isPresent());
  }

  private static Optional<String> error(JsonAnswer call) {
    return call.optionalField("error").map(JsonAnswer::text);
  }
}
