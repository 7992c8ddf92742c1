package dev.interlane.codec.move;

import dev.interlane.chain.AccountId;
import dev.interlane.error.Refusal;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.FunctionSignature;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls whose function is known only when they are made, without type arguments. */
final class MoveCalls {
  private MoveCalls() {}

  static @Nullable Refusal refused(FunctionSignature function, AccountId recipient) {
    String problem = MoveTarget.problem(function, recipient);
    return problem == null
        ? null
        : new Refusal(
            "body",
            problem,
            "Name the function module::function, or the recipient 0xaddress%3A%3Amodule");
  }

  static Bytes encode(MoveTarget target, List<Bytes> arguments) {
    List<Bytes> parts = new ArrayList<>();
    parts.add(target.encoded());
    parts.add(MoveTarget.count(0));
    parts.add(MoveTarget.count(arguments.size()));
    for (Bytes argument : arguments) {
      parts.add(MoveTarget.count(argument.length()));
      parts.add(argument);
    }
    return Bytes.concat(parts.toArray(Bytes[]::new));
  }
}
