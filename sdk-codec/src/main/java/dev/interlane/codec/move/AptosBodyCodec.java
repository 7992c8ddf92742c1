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
 * Bodies for Aptos: a call becomes an entry function's call, typed values BCS, raw bytes stay as
 * they are. Found by {@link java.util.ServiceLoader}. Thread-safe.
 *
 * <p>The module is named with the function, {@code module::function}, or with the recipient, {@code
 * aptos:1:0xaddress%3A%3Amodule}.
 */
public final class AptosBodyCodec extends PlannedBodyCodec {
  /** A codec without state but the plans it has worked out. */
  public AptosBodyCodec() {
    super("aptos", BcsDialect.INSTANCE);
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
