package dev.interlane.codec.move;

import dev.interlane.chain.AccountId;
import dev.interlane.codec.internal.PlanCodec;
import dev.interlane.codec.internal.PlannedBodyCodec;
import dev.interlane.error.Refusal;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.FunctionSignature;
import dev.interlane.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bodies for Sui: a call becomes the package, module, function, no type arguments and the pure
 * arguments, laid out as {@link EntryFunction} says; typed values become BCS, raw bytes stay as
 * they are. Sui's transactions refer to arguments by number, so whoever submits the call takes the
 * pure ones from here and adds the objects. Found by {@link java.util.ServiceLoader}. Thread-safe.
 *
 * <p>The module is named with the function, {@code module::function}, or with the recipient, {@code
 * sui:1:0xaddress%3A%3Amodule}.
 */
public final class SuiBodyCodec extends PlannedBodyCodec {
  /** A codec without state but the plans it has worked out. */
  public SuiBodyCodec() {
    super("sui", BcsDialect.INSTANCE);
  }

  @Override
  protected @Nullable Refusal refusedCall(FunctionSignature function, AccountId recipient) {
    return MoveCalls.refused(function, recipient);
  }

  @Override
  protected Bytes encodeCall(
      FunctionSignature function,
      PlanCodec parameters,
      List<Value> arguments,
      AccountId recipient) {
    return MoveCalls.encode(MoveTarget.of(function, recipient), parameters.encodeEach(arguments));
  }
}
