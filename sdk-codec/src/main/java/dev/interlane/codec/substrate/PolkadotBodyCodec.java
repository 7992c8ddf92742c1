package dev.interlane.codec.substrate;

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
 * Bodies for Substrate: a call becomes an ink message of its name, typed values SCALE, raw bytes
 * stay as they are. Found by {@link java.util.ServiceLoader}. Thread-safe.
 */
public final class PolkadotBodyCodec extends PlannedBodyCodec {
  /** A codec without state but the plans it has worked out. */
  public PolkadotBodyCodec() {
    super("polkadot", ScaleDialect.INSTANCE);
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
    return parameters.encodeBetween(InkMessage.selectorOf(function.name()), arguments, Bytes.EMPTY);
  }
}
