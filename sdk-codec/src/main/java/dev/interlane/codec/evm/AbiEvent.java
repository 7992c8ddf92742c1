package dev.interlane.codec.evm;

import dev.interlane.codec.ValueCodec;
import dev.interlane.codec.bind.AddressForm;
import dev.interlane.codec.bind.RecordBinding;
import dev.interlane.codec.internal.TaggedCodec;
import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.value.FunctionSignature;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import dev.interlane.value.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A contract event: the topics and the data of its logs. Make it once, as a constant. Thread-safe.
 *
 * <pre>{@code
 * static final AbiEvent DISPATCH = AbiEvent.parse("Dispatch(address indexed,uint32 indexed,bytes32 indexed,bytes)");
 *
 * List<Value> values = DISPATCH.decode(topics, data);
 * }</pre>
 *
 * <p>The first topic is the Keccak-256 hash of the canonical signature. Each indexed parameter is a
 * topic of its own: its word, or, if its type takes more than a word or a length of its own, the
 * hash of its content, from which it cannot be read back. The other parameters are encoded into the
 * data as {@link AbiCodec} does.
 */
public final class AbiEvent {
  private static final int MAX_INDEXED = 3;
  private static final Pattern INDEXED = Pattern.compile(" +indexed(?![a-zA-Z0-9_$])");

  private final FunctionSignature signature;
  private final List<String> names;
  private final Bytes32 topic0;
  private final boolean[] indexed;
  private final AbiTuple plan;
  private final List<ValueType> decodedTypes;
  private final AbiCodec indexedWords;
  private final AbiCodec data;

  AbiEvent(FunctionSignature signature, List<String> names, boolean[] indexed) {
    this.signature = signature;
    this.names = TaggedCodec.requireNames(names, signature.parameters());
    this.topic0 = Selectors.hash(signature);
    this.indexed = indexed;
    requireFewIndexed();
    this.plan = AbiPlan.ofAll(signature.parameters());
    List<ValueType> decoded = new ArrayList<>();
    List<ValueType> inTopics = new ArrayList<>();
    List<ValueType> inData = new ArrayList<>();
    for (int i = 0; i < indexed.length; i++) {
      ValueType type = signature.parameters().get(i);
      if (indexed[i]) {
        ValueType word = isWord(i) ? type : new ValueType.FixedBytes(Bytes32.LENGTH_BYTES);
        inTopics.add(word);
        decoded.add(word);
      } else {
        inData.add(type);
        decoded.add(type);
      }
    }
    this.decodedTypes = List.copyOf(decoded);
    this.indexedWords = AbiCodec.of(inTopics);
    this.data = AbiCodec.of(inData);
  }

  /**
   * Parses {@code Name(type indexed, type)}; parameter names are allowed and dropped.
   *
   * @throws IllegalArgumentException if the text does not parse, or more than three parameters are
   *     indexed
   * @throws UnrepresentableTypeException if the EVM lacks one of the types
   */
  public static AbiEvent parse(String text) {
    List<String> parameters = parameterTexts(text);
    boolean[] indexed = new boolean[parameters.size()];
    for (int i = 0; i < indexed.length; i++) {
      String parameter = parameters.get(i);
      indexed[i] = INDEXED.matcher(parameter).find(parameter.lastIndexOf(')') + 1);
    }
    return new AbiEvent(
        FunctionSignature.parse(INDEXED.matcher(text).replaceAll("")), List.of(), indexed);
  }

  private void requireFewIndexed() {
    int count = 0;
    for (boolean each : indexed) {
      count += each ? 1 : 0;
    }
    if (count > MAX_INDEXED) {
      throw new IllegalArgumentException(
          "An event has at most 3 indexed parameters, " + signature + " has " + count);
    }
  }

  /** The name and the types of all parameters. */
  public FunctionSignature signature() {
    return signature;
  }

  /** The names of the parameters, where the JSON ABI gave them; else none. */
  public List<String> names() {
    return names;
  }

  /** The first topic of every log of this event. */
  public Bytes32 topic0() {
    return topic0;
  }

  /** Whether the first topic is this event's; the rest may still be malformed. */
  public boolean matches(List<Bytes32> topics) {
    return !topics.isEmpty() && topics.get(0).equals(topic0);
  }

  /**
   * The log of this event with these Java values, one per parameter in declared order.
   *
   * @throws IllegalArgumentException if there are more or fewer than parameters, or one does not
   *     fit
   */
  public Log encode(Object... values) {
    List<Value> all = Values.coerce(signature, Arrays.asList(values));
    List<Bytes32> topics = new ArrayList<>(1 + MAX_INDEXED);
    topics.add(topic0);
    List<Value> inData = new ArrayList<>(all.size());
    for (int i = 0; i < indexed.length; i++) {
      if (indexed[i]) {
        topics.add(topic(i, all.get(i)));
      } else {
        inData.add(all.get(i));
      }
    }
    return new Log(topics, data.encodeValues(inData));
  }

  /**
   * The topic that one indexed parameter has for this Java value, to search logs by.
   *
   * @param parameter its position among all parameters, from zero
   * @throws IllegalArgumentException if the parameter is not indexed, or the value does not fit
   */
  public Bytes32 topicOf(int parameter, Object value) {
    if (parameter < 0 || parameter >= indexed.length || !indexed[parameter]) {
      throw new IllegalArgumentException(signature + " has no indexed parameter " + parameter);
    }
    List<ValueType> type = List.of(signature.parameters().get(parameter));
    return topic(parameter, Values.coerce(type, Arrays.asList(value)).get(0));
  }

  /**
   * The values of a log, one per parameter in declared order. An indexed parameter of more than a
   * word is the {@link Value.Blob} of its 32-byte hash.
   *
   * @throws CodecException if the log is of another event, has another number of topics, or is not
   *     canonical. Offsets count from the second topic on for topics, from the first byte for data
   */
  public List<Value> decode(List<Bytes32> topics, Bytes logData) {
    if (!matches(topics)) {
      throw CodecException.at(
          DecodeReason.WRONG_TAG,
          0,
          "topic 0",
          "expected "
              + topic0
              + " of "
              + signature
              + ", got "
              + (topics.isEmpty() ? "no topic" : topics.get(0)));
    }
    List<Value> fromTopics = decodeTopics(topics.subList(1, topics.size()));
    List<Value> fromData = data.decode(logData);
    Value[] values = new Value[indexed.length];
    int nextTopic = 0;
    int nextData = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = indexed[i] ? fromTopics.get(nextTopic++) : fromData.get(nextData++);
    }
    return List.of(values);
  }

  /** The canonical signature, without saying which parameters are indexed. */
  @Override
  public String toString() {
    return signature.canonical();
  }

  /**
   * This event for objects of a Java type, which is checked here, once. An indexed parameter of
   * more than a word is the {@code Bytes32} of its hash.
   *
   * @param type a record with one component per parameter, as {@link ValueCodec#bind} takes it
   * @throws IllegalArgumentException if the type does not fit; the message has every place
   */
  public <T extends Record> BoundEvent<T> bind(Class<T> type) {
    return new BoundEvent<>(this, RecordBinding.of(type, decodedTypes, names, AddressForm.EVM));
  }

  private List<Value> decodeTopics(List<Bytes32> topics) {
    Bytes joined =
        Bytes.generate(
            topics.size() * Bytes32.LENGTH_BYTES,
            target -> {
              for (int i = 0; i < topics.size(); i++) {
                topics.get(i).copyTo(target, i * Bytes32.LENGTH_BYTES);
              }
            });
    return indexedWords.decode(joined);
  }

  private Bytes32 topic(int parameter, Value value) {
    AbiPlan type = plan.component(parameter);
    long measured =
        type instanceof AbiBytes bytes ? bytes.contentLength(value) : type.measureInPlace(value);
    if (measured < 0 || measured > AbiCodec.MAX_BYTES) {
      String misfit = type.misfit(value);
      throw new IllegalArgumentException(
          "Parameter "
              + (parameter + 1)
              + " of "
              + signature
              + (misfit == null ? " is too large for a topic" : misfit));
    }
    byte[] content = new byte[(int) measured];
    if (type instanceof AbiBytes bytes) {
      bytes.writeContent(value, content, 0);
    } else {
      type.writeInPlace(value, content, 0);
    }
    return type instanceof AbiWord ? Bytes32.copyOf(content, 0) : Keccak256.hash(Bytes.of(content));
  }

  private boolean isWord(int parameter) {
    return plan.component(parameter) instanceof AbiWord;
  }

  /** The texts between the commas of the outermost parentheses. */
  private static List<String> parameterTexts(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(' && ++depth == 1) {
        from = i + 1;
      } else if ((c == ')' && depth-- == 1) || (c == ',' && depth == 1)) {
        parts.add(text.substring(from, i));
        from = i + 1;
      }
    }
    return parts.size() == 1 && parts.get(0).isBlank() ? List.of() : parts;
  }

  /**
   * What a contract emits: up to four topics, and data.
   *
   * @param topics the topics, the event's own first
   * @param data the encoded parameters that are not indexed
   */
  public record Log(List<Bytes32> topics, Bytes data) {
    public Log {
      topics = List.copyOf(topics);
    }
  }
}
