package dev.interlane.codec.starknet;

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
 * Bodies for Starknet: a call becomes selector and calldata, typed values Cairo Serde, raw bytes
 * stay as they are. Found by {@link java.util.ServiceLoader}. Thread-safe.
 */
public final class StarknetBodyCodec extends PlannedBodyCodec {
  /** A codec without state but the plans it has worked out. */
  public StarknetBodyCodec() {
    super("starknet", CairoDialect.INSTANCE);
  }

  @Override
  protected @Nullable Refusal refusedCall(FunctionSignature function, AccountId recipient) {
    return null;
  }

  @Override
  protected Bytes encodeCall(
      FunctionSignature function,
      PlanCodec parameters,
      List<Value> arguments,
      AccountId recipient) {
    return parameters.encodeBetween(
        StarknetFunction.selectorOf(function.name()).toBytes(), arguments, Bytes.EMPTY);
  }
}
