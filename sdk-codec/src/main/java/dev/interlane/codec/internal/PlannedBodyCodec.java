package dev.interlane.codec.internal;

import dev.interlane.chain.AccountId;
import dev.interlane.error.Refusal;
import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageBody;
import dev.interlane.message.Payload;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.BodyCodec;
import dev.interlane.value.FunctionSignature;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Bodies in one dialect: typed values as they are encoded in a list, raw bytes as they are, and
 * calls as the VM frames them. Thread-safe.
 */
public abstract class PlannedBodyCodec implements BodyCodec {
  // An application calls few functions; the bound only guards against one that makes up types.
  private static final int MAX_KEPT_CODECS = 256;

  private final String namespace;
  private final Dialect dialect;
  private final ConcurrentMap<List<ValueType>, PlanCodec> codecs = new ConcurrentHashMap<>();

  protected PlannedBodyCodec(String namespace, Dialect dialect) {
    this.namespace = namespace;
    this.dialect = dialect;
  }

  /** Why a call of this name cannot be framed for this recipient; null when it can. */
  protected abstract @Nullable Refusal refusedCall(FunctionSignature function, AccountId recipient);

  /** The bytes of a call that was not refused. */
  protected abstract Bytes encodeCall(
      FunctionSignature function, PlanCodec parameters, List<Value> arguments, AccountId recipient);

  @Override
  public final String namespace() {
    return namespace;
  }

  @Override
  public final List<Refusal> check(MessageBody body, AccountId recipient) {
    if (!recipient.chain().namespace().equals(namespace)) {
      return List.of(
          new Refusal(
              "recipient",
              "expected an account of a " + namespace + " chain, got " + recipient,
              ""));
    }
    try {
      Refusal refusal =
          switch (body) {
            case ContractCall call -> {
              Refusal refused = refusedCall(call.function(), recipient);
              yield refused != null
                  ? refused
                  : misfit(codec(call.function().parameters()), call.arguments(), recipient);
            }
            case Payload payload -> misfit(codec(payload.types()), payload.values(), recipient);
          };
      return refusal == null ? List.of() : List.of(refusal);
    } catch (UnrepresentableTypeException unrepresentable) {
      return List.of(new Refusal("body", String.valueOf(unrepresentable.getMessage()), ""));
    }
  }

  private static @Nullable Refusal misfit(
      PlanCodec codec, List<Value> values, AccountId recipient) {
    String misfit = codec.misfit(values);
    return misfit == null
        ? null
        : new Refusal(
            "body", "value " + misfit, "Give the account's address on " + recipient.chain());
  }

  @Override
  public final Bytes encode(MessageBody body, AccountId recipient) {
    List<Refusal> refusals = check(body, recipient);
    if (!refusals.isEmpty()) {
      throw new IllegalArgumentException(
          "The body cannot be encoded for " + recipient + ": " + refusals.get(0));
    }
    return switch (body) {
      case ContractCall call ->
          encodeCall(
              call.function(), codec(call.function().parameters()), call.arguments(), recipient);
      case Payload payload ->
          payload.types().isEmpty()
              ? payload.raw()
              : codec(payload.types()).encodeValues(payload.values());
    };
  }

  private PlanCodec codec(List<ValueType> types) {
    @Nullable PlanCodec kept = codecs.get(types);
    if (kept != null) {
      return kept;
    }
    if (codecs.size() >= MAX_KEPT_CODECS) {
      codecs.clear();
    }
    PlanCodec made = PlanCodec.of(dialect, types);
    codecs.put(types, made);
    return made;
  }
}
