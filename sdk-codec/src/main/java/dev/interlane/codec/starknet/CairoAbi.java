package dev.interlane.codec.starknet;

import dev.interlane.codec.ValueCodec;
import dev.interlane.codec.internal.PlanCodec;
import dev.interlane.codec.internal.TaggedValues;
import dev.interlane.codec.internal.description.Described;
import dev.interlane.codec.internal.description.Entries;
import dev.interlane.codec.internal.description.Parameters;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.ValueType;
import java.util.ArrayList;
import java.util.List;

/**
 * A Starknet contract's ABI, as the Cairo compiler writes it since version 1: its functions, those
 * of its interfaces included, and what they return. Thread-safe.
 *
 * <pre>{@code
 * CairoAbi abi = CairoAbi.parse(Files.readString(Path.of("vault.contract_class.json")));
 * StarknetFunction transfer = abi.function("transfer");
 * }</pre>
 *
 * <p>The whole contract class is taken too; its field {@code abi} is read. {@code ByteArray} is
 * string, {@code ContractAddress} address, {@code ClassHash} and {@code EthAddress} felt; {@code
 * Array} and {@code Span} are arrays. Events, constructors and handlers of L1 messages are left
 * out. Needs jackson-databind.
 *
 * @see <a href="https://docs.starknet.io/architecture-and-concepts/smart-contracts/contract-abi/">
 *     Contract ABI</a>
 */
public final class CairoAbi {
  private final Entries<StarknetFunction> functions = new Entries<>("function");
  private final Entries<ValueCodec> returned = new Entries<>("function");
  private final List<String> leftOut = new ArrayList<>();
  private final CairoTypes types;

  private CairoAbi(CairoTypes types) {
    this.types = types;
  }

  /**
   * Reads an ABI.
   *
   * @throws IllegalArgumentException if the text is none, with the place in it; functions with
   *     types that cannot be represented are left out instead
   */
  public static CairoAbi parse(String json) {
    Described whole = Described.parse("Cairo ABI", json);
    List<Described> entries = (whole.has("abi") ? whole.field("abi") : whole).elements();
    CairoAbi abi = new CairoAbi(new CairoTypes(entries));
    entries.forEach(abi::add);
    abi.functions.addLeftOut(abi.leftOut);
    return abi;
  }

  /** All functions, in the order of the ABI. */
  public List<StarknetFunction> functions() {
    return functions.all();
  }

  /**
   * The function of this name.
   *
   * @throws IllegalArgumentException if there is none, if interfaces have it in several forms, or
   *     it was left out
   */
  public StarknetFunction function(String name) {
    return functions.get(name);
  }

  /**
   * The elements that the function returns.
   *
   * @throws IllegalArgumentException as {@link #function}
   */
  public ValueCodec returned(String name) {
    return returned.get(name);
  }

  /** What of the ABI is not to be had here, each with the reason. */
  public List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  private void add(Described entry) {
    switch (entry.field("type").text()) {
      case "function" -> addFunction(entry);
      case "interface" -> {
        for (Described item : entry.field("items").elements()) {
          addFunction(item);
        }
      }
      case "constructor" -> leftOut.add("constructor: it deploys and is not called by name");
      case "l1_handler" ->
          leftOut.add("l1_handler " + entry.field("name").text() + ": only L1 messages call it");
      case "event" ->
          leftOut.add("event " + entry.field("name").text() + ": keys and data are not read");
      case "struct", "enum", "impl" -> {
        // Definitions are read where they are used; an impl only names its interface.
      }
      default ->
          throw entry
              .field("type")
              .refused("function, interface, struct, enum, impl, event, constructor or l1_handler");
    }
  }

  private void addFunction(Described entry) {
    if (!entry.field("type").text().equals("function")) {
      throw entry.field("type").refused("function");
    }
    String name = entry.field("name").text();
    functions.add(name, () -> function(name, entry));
    returned.add(name, () -> returned(name, entry));
  }

  private StarknetFunction function(String name, Described entry) {
    types.restart();
    Parameters inputs = new Parameters(types.fields(entry.list("inputs")));
    return StarknetFunction.of(inputs.of(name)).withNames(inputs.names());
  }

  private ValueCodec returned(String name, Described entry) {
    types.restart();
    List<ValueType.Field> fields = new ArrayList<>();
    for (Described output : entry.list("outputs")) {
      fields.add(new ValueType.Field(output.text("name", ""), types.type(output.field("type"))));
    }
    Parameters outputs = new Parameters(fields);
    return new TaggedValues(
        outputs.of(name),
        outputs.names(),
        Bytes.EMPTY,
        PlanCodec.of(CairoDialect.INSTANCE, outputs.types()));
  }
}
