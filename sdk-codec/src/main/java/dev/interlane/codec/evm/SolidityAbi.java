package dev.interlane.codec.evm;

import dev.interlane.codec.internal.description.Described;
import dev.interlane.codec.internal.description.Entries;
import dev.interlane.codec.internal.description.Parameters;
import dev.interlane.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A contract's JSON ABI, as the Solidity compiler writes it: its functions, errors and events.
 * Thread-safe.
 *
 * <pre>{@code
 * SolidityAbi abi = SolidityAbi.parse(Files.readString(Path.of("Vault.abi.json")));
 * AbiFunction deposit = abi.function("deposit");
 * }</pre>
 *
 * <p>The whole artifact of a build tool is taken too; its field {@code abi} is read. Tuples are
 * structs with the names of their components. Constructors, {@code receive} and {@code fallback}
 * are no calls of a name, so {@link #leftOut} says that they are there, and so it does of entries
 * with types that no other VM and no neutral type has. Needs jackson-databind.
 *
 * @see <a href="https://docs.soliditylang.org/en/latest/abi-spec.html#json">Contract ABI
 *     specification, JSON</a>
 */
public final class SolidityAbi {
  private static final Pattern SOLIDITY = Pattern.compile("[a-z]+[0-9]*(\\[[0-9]*\\])*");

  private final Entries<AbiFunction> functions = new Entries<>("function");
  private final Entries<AbiError> errors = new Entries<>("error");
  private final Entries<AbiEvent> events = new Entries<>("event");
  private final List<String> leftOut = new ArrayList<>();

  private SolidityAbi() {}

  /**
   * Reads a JSON ABI.
   *
   * @throws IllegalArgumentException if the text is none, with the place in it; entries with types
   *     that cannot be represented are left out instead
   */
  public static SolidityAbi parse(String json) {
    Described whole = Described.parse("JSON ABI", json);
    SolidityAbi abi = new SolidityAbi();
    for (Described entry : (whole.has("abi") ? whole.field("abi") : whole).elements()) {
      abi.add(entry);
    }
    abi.functions.addLeftOut(abi.leftOut);
    abi.errors.addLeftOut(abi.leftOut);
    abi.events.addLeftOut(abi.leftOut);
    return abi;
  }

  /** All functions, in the order of the ABI. */
  public List<AbiFunction> functions() {
    return functions.all();
  }

  /** All errors, in the order of the ABI. */
  public List<AbiError> errors() {
    return errors.all();
  }

  /** All events, in the order of the ABI. */
  public List<AbiEvent> events() {
    return events.all();
  }

  /**
   * The function of this name, or of this canonical signature where several have the name.
   *
   * @throws IllegalArgumentException if there is none or not only one, or it was left out
   */
  public AbiFunction function(String name) {
    return overloaded(functions, name);
  }

  /**
   * The error of this name, or of this canonical signature where several have the name.
   *
   * @throws IllegalArgumentException if there is none or not only one, or it was left out
   */
  public AbiError error(String name) {
    return overloaded(errors, name);
  }

  /**
   * The event of this name, or of this canonical signature where several have the name.
   *
   * @throws IllegalArgumentException if there is none or not only one, or it was left out
   */
  public AbiEvent event(String name) {
    return overloaded(events, name);
  }

  private static <T> T overloaded(Entries<T> entries, String name) {
    return entries.all().stream()
        .filter(each -> each.toString().equals(name))
        .findFirst()
        .orElseGet(() -> entries.get(name));
  }

  /** What of the ABI is not to be had here, each with the reason. */
  public List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  private void add(Described entry) {
    // The specification lets "function" be left out.
    String type = entry.text("type", "function");
    switch (type) {
      case "function" -> {
        String name = entry.field("name").text();
        functions.add(name, () -> new AbiFunction(selected(name, entry), returned(entry)));
      }
      case "error" -> {
        String name = entry.field("name").text();
        errors.add(name, () -> new AbiError(selected(name, entry)));
      }
      case "event" -> {
        String name = entry.field("name").text();
        if (entry.isTrue("anonymous")) {
          leftOut.add("event " + name + ": it is anonymous, so no topic tells it from others");
        } else {
          events.add(name, () -> event(name, entry));
        }
      }
      case "constructor" -> leftOut.add("constructor: it deploys and is not called by name");
      case "receive", "fallback" -> leftOut.add(type + ": it has no name and no arguments");
      default ->
          throw entry
              .field("type")
              .refused("function, error, event, constructor, receive or fallback");
    }
  }

  private static SelectedCodec selected(String name, Described entry) {
    Parameters inputs = new Parameters(fields(entry.list("inputs")));
    return SelectedCodec.of(inputs.of(name), inputs.names());
  }

  private static AbiCodec returned(Described entry) {
    Parameters outputs = new Parameters(fields(entry.list("outputs")));
    return AbiCodec.of(outputs.types()).withNames(outputs.names());
  }

  private static AbiEvent event(String name, Described entry) {
    List<Described> inputs = entry.list("inputs");
    Parameters parameters = new Parameters(fields(inputs));
    boolean[] indexed = new boolean[inputs.size()];
    for (int i = 0; i < indexed.length; i++) {
      indexed[i] = inputs.get(i).isTrue("indexed");
    }
    return new AbiEvent(parameters.of(name), parameters.names(), indexed);
  }

  private static List<ValueType.Field> fields(List<Described> parameters) {
    List<ValueType.Field> fields = new ArrayList<>(parameters.size());
    for (Described parameter : parameters) {
      fields.add(new ValueType.Field(parameter.text("name", ""), type(parameter)));
    }
    return fields;
  }

  private static ValueType type(Described parameter) {
    String text = parameter.field("type").text();
    int brackets = text.indexOf('[');
    String base = brackets < 0 ? text : text.substring(0, brackets);
    if (base.equals("function") || base.startsWith("fixed") || base.startsWith("ufixed")) {
      throw parameter
          .field("type")
          .unrepresentable(
              base
                  + (base.equals("function")
                      ? ": a function pointer is a type of the EVM's own; encode the call by its types, with bytes24 for it"
                      : ": there are no fixed-point types; use an integer and its decimals"));
    }
    String dimensions = brackets < 0 ? "" : text.substring(brackets);
    if (base.equals("tuple")) {
      return arrays(struct(parameter), dimensions, parameter);
    }
    if (!SOLIDITY.matcher(text).matches()) {
      throw parameter.field("type").refused("a Solidity type");
    }
    try {
      return ValueType.parse(text);
    } catch (IllegalArgumentException malformed) {
      throw parameter.field("type").refused("a Solidity type (" + malformed.getMessage() + ")");
    }
  }

  private static ValueType struct(Described parameter) {
    String declared = parameter.text("internalType", "").replaceAll("^struct |\\[.*$", "");
    String name = declared.isEmpty() ? parameter.text("name", "") : declared;
    return new ValueType.Struct(
        name.substring(name.lastIndexOf('.') + 1),
        fields(parameter.field("components").elements()));
  }

  // The parser of types reads brackets behind any type, so it is given one and that is replaced.
  private static ValueType arrays(ValueType element, String dimensions, Described parameter) {
    ValueType shape;
    try {
      shape = ValueType.parse("bool" + dimensions);
    } catch (IllegalArgumentException malformed) {
      throw parameter.field("type").refused("tuple and brackets (" + malformed.getMessage() + ")");
    }
    return replaced(shape, element);
  }

  private static ValueType replaced(ValueType shape, ValueType element) {
    return switch (shape) {
      case ValueType.Array array -> new ValueType.Array(replaced(array.element(), element));
      case ValueType.FixedArray array ->
          new ValueType.FixedArray(replaced(array.element(), element), array.length());
      default -> element;
    };
  }
}
