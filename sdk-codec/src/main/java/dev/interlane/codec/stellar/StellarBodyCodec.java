package dev.interlane.codec.stellar;

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
 * Bodies for Stellar: a call becomes the recipient's invocation in XDR, typed values SCVals, raw
 * bytes stay as they are. Found by {@link java.util.ServiceLoader}. Thread-safe.
 */
public final class StellarBodyCodec extends PlannedBodyCodec {
  /** A codec without state but the plans it has worked out. */
  public StellarBodyCodec() {
    super("stellar", ScValDialect.INSTANCE);
  }

  @Override
  protected @Nullable Refusal refusedCall(FunctionSignature function, AccountId recipient) {
    try {
      ContractInvocation.head(recipient.address(), function);
      return null;
    } catch (IllegalArgumentException wrong) {
      return new Refusal("recipient", String.valueOf(wrong.getMessage()), "");
    }
  }

  @Override
  protected Bytes encodeCall(
      FunctionSignature function,
      PlanCodec parameters,
      List<Value> arguments,
      AccountId recipient) {
    return parameters.encodeBetween(
        ContractInvocation.head(recipient.address(), function), arguments, Bytes.EMPTY);
  }
}
