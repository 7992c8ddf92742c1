package dev.interlane.codec.evm;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.error.Refusal;
import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageBody;
import dev.interlane.message.Payload;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.BodyCodec;
import dev.interlane.value.FunctionSignature;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Bodies for EVM chains: a call becomes calldata, typed values their ABI encoding, raw bytes stay
 * as they are. Found by {@link java.util.ServiceLoader}. Thread-safe.
 */
public final class EvmBodyCodec implements BodyCodec {
  // An application calls few functions; the bound only guards against one that makes up names.
  private static final int MAX_KEPT_FUNCTIONS = 256;

  private final ConcurrentMap<FunctionSignature, AbiFunction> functions = new ConcurrentHashMap<>();

  /** A codec without state but the plans it has worked out. */
  public EvmBodyCodec() {}

  @Override
  public String namespace() {
    return ChainId.EIP155;
  }

  @Override
  public List<Refusal> check(MessageBody body, AccountId recipient) {
    if (!recipient.chain().isEvm()) {
      return List.of(
          new Refusal("recipient", "expected an account of an eip155 chain, got " + recipient, ""));
    }
    try {
      String misfit =
          switch (body) {
            case ContractCall call ->
                function(call.function()).parameters().misfit(call.arguments());
            case Payload payload -> AbiCodec.of(payload.types()).misfit(payload.values());
          };
      return misfit == null
          ? List.of()
          : List.of(
              new Refusal(
                  "body", "value " + misfit, "Give the account's address on " + recipient.chain()));
    } catch (UnrepresentableTypeException unrepresentable) {
      return List.of(new Refusal("body", String.valueOf(unrepresentable.getMessage()), ""));
    }
  }

  @Override
  public Bytes encode(MessageBody body, AccountId recipient) {
    List<Refusal> refusals = check(body, recipient);
    if (!refusals.isEmpty()) {
      throw new IllegalArgumentException(
          "The body cannot be encoded for " + recipient + ": " + refusals.get(0));
    }
    return switch (body) {
      case ContractCall call -> function(call.function()).encodeCallValues(call.arguments());
      case Payload payload ->
          payload.types().isEmpty()
              ? payload.raw()
              : AbiCodec.of(payload.types()).encodeValues(payload.values());
    };
  }

  private AbiFunction function(FunctionSignature signature) {
    @Nullable AbiFunction kept = functions.get(signature);
    if (kept != null) {
      return kept;
    }
    if (functions.size() >= MAX_KEPT_FUNCTIONS) {
      functions.clear();
    }
    AbiFunction made = AbiFunction.of(signature);
    functions.put(signature, made);
    return made;
  }
}
