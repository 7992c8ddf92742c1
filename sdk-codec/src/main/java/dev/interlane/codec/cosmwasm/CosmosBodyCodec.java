package dev.interlane.codec.cosmwasm;

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
 * Bodies for CosmWasm: a call becomes an {@link ExecuteMessage}, typed values JSON, raw bytes stay
 * as they are. A call whose one parameter is a struct names its arguments by the struct's fields.
 * Found by {@link java.util.ServiceLoader}. Thread-safe.
 */
public final class CosmosBodyCodec extends PlannedBodyCodec {
  private static final Bytes END = Bytes.fromUtf8("}");

  /** A codec without state but the plans it has worked out. */
  public CosmosBodyCodec() {
    super("cosmos", JsonDialect.INSTANCE);
  }

  @Override
  protected @Nullable Refusal refusedCall(FunctionSignature function, AccountId recipient) {
    return JsonText.measure(function.name()) < 0
        ? new Refusal("body", "the function's name has an unpaired surrogate", "")
        : null;
  }

  @Override
  protected Bytes encodeCall(
      FunctionSignature function,
      PlanCodec parameters,
      List<Value> arguments,
      AccountId recipient) {
    return parameters.encodeBetween(JsonChoicePlan.before(function.name()), arguments, END);
  }
}
