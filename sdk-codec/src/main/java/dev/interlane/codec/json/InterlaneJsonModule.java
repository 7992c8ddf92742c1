package dev.interlane.codec.json;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.InteroperableAddress;
import dev.interlane.message.CanonicalEnvelope;
import dev.interlane.message.Expiry;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.MessageId;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.receipt.BlockHashSource;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.receipt.Evidence;
import dev.interlane.receipt.ExecutionProof;
import dev.interlane.receipt.Fee;
import java.math.BigInteger;
import java.util.Locale;
import java.util.function.Function;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/**
 * Teaches Jackson the API's types, both ways. Found by {@code findAndAddModules()}, or added by
 * hand:
 *
 * <pre>{@code
 * JsonMapper mapper = JsonMapper.builder().addModule(new InterlaneJsonModule()).build();
 * String json = mapper.writeValueAsString(receipt);
 * }</pre>
 *
 * <p>What is read is checked as strictly as anything from outside: a wrong checksum, a canonical
 * envelope whose id differs, an unknown case are refused with Jackson's exceptions.
 */
public final class InterlaneJsonModule extends SimpleModule {
  private static final long serialVersionUID = 1L;

  /** The module with everything in it. */
  public InterlaneJsonModule() {
    super("interlane");
    text(Bytes.class, Bytes::fromHex);
    text(Bytes32.class, Bytes32::fromHex);
    text(ChainId.class, ChainId::parse);
    text(AccountId.class, AccountId::parse);
    text(EvmAddress.class, EvmAddress::parse);
    text(InteroperableAddress.class, InteroperableAddress::parse);
    text(MessageId.class, MessageId::parse);
    cases(BlockHashSource.class);
    cases(DeliveryEvent.class);
    cases(DeliveryOutcome.class);
    cases(DeliveryStatus.class);
    cases(Evidence.class);
    cases(ExecutionProof.class);
    cases(Expiry.class);
    setMixInAnnotation(Fee.class, FeeJson.class);
    addSerializer(CanonicalEnvelope.class, new CanonicalEnvelopeJson.Writer());
    addDeserializer(CanonicalEnvelope.class, new CanonicalEnvelopeJson.Reader());
    addSerializer(MessageEnvelope.class, new MessageEnvelopeJson.Writer());
    addDeserializer(MessageEnvelope.class, new MessageEnvelopeJson.Reader());
    addSerializer(DeliveryReceipt.class, new DeliveryReceiptJson.Writer());
    addDeserializer(DeliveryReceipt.class, new DeliveryReceiptJson.Reader());
  }

  private <T> void text(Class<T> type, Function<String, T> parse) {
    addSerializer(type, ToStringSerializer.instance);
    addDeserializer(type, new TextReader<>(type, parse));
  }

  private void cases(Class<?> sealed) {
    setMixInAnnotation(sealed, Tagged.class);
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      String name = permitted.getSimpleName();
      registerSubtypes(
          new NamedType(
              permitted, name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1)));
    }
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  interface Tagged {}

  interface FeeJson {
    @JsonFormat(shape = JsonFormat.Shape.STRING)
    BigInteger amount();
  }
}
