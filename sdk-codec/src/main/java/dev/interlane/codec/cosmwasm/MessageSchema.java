package dev.interlane.codec.cosmwasm;

import dev.interlane.codec.internal.description.Described;
import dev.interlane.codec.internal.description.Entries;
import dev.interlane.value.FunctionSignature;
import dev.interlane.value.ValueType;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages of a CosmWasm contract by their JSON schema, as {@code cosmwasm-schema} writes it:
 * the file of the whole contract, of which {@code execute} is read, or the schema of one message
 * enum. Thread-safe.
 *
 * <pre>{@code
 * MessageSchema schema = MessageSchema.parse(Files.readString(Path.of("schema/cw20-base.json")));
 * ExecuteMessage transfer = schema.message("transfer");
 * }</pre>
 *
 * <p>{@code Uint64}, {@code Uint128} and their like are integers, {@code Binary} is bytes, {@code
 * Addr} address, {@code Decimal} string; fields that may be null are options, and are always sent.
 * Integers of 64 bits that the contract reads as JSON numbers, floats, enums written as bare text
 * and unnamed objects of any content are refused: the messages with them are left out. Needs
 * jackson-databind.
 *
 * @see <a href="https://docs.rs/cosmwasm-schema">cosmwasm-schema</a>
 */
public final class MessageSchema {
  private final Entries<ExecuteMessage> messages = new Entries<>("message");
  private final List<String> leftOut = new ArrayList<>();

  private MessageSchema() {}

  /**
   * Reads a schema.
   *
   * @throws IllegalArgumentException if the text is none, with the place in it; messages with types
   *     that cannot be represented are left out instead
   */
  public static MessageSchema parse(String json) {
    Described whole = Described.parse("CosmWasm schema", json);
    return new MessageSchema().read(whole.has("execute") ? whole.field("execute") : whole);
  }

  private MessageSchema read(Described root) {
    if (!root.has("oneOf")) {
      throw root.refused("an enum of messages, which has 'oneOf'");
    }
    SchemaTypes types = new SchemaTypes(root);
    for (Described variant : root.field("oneOf").elements()) {
      if (variant.has("enum")) {
        for (Described name : variant.field("enum").elements()) {
          leftOut.add(
              "message " + name.text() + ": it is bare text and no object; send it as a payload");
        }
        continue;
      }
      String name = SchemaTypes.onlyProperty(variant);
      messages.add(name, () -> message(name, variant.field("properties").field(name), types));
    }
    messages.addLeftOut(leftOut);
    return this;
  }

  private static ExecuteMessage message(String name, Described content, SchemaTypes types) {
    types.restart();
    ValueType type = types.type(content, name);
    return type instanceof ValueType.Struct struct
        ? ExecuteMessage.of(name, struct.fields())
        : ExecuteMessage.of(new FunctionSignature(name, List.of(type)));
  }

  /** All messages, in the order of the schema. */
  public List<ExecuteMessage> messages() {
    return messages.all();
  }

  /**
   * The message of this name.
   *
   * @throws IllegalArgumentException if there is none, or it was left out
   */
  public ExecuteMessage message(String name) {
    return messages.get(name);
  }

  /** What of the schema is not to be had here, each with the reason. */
  public List<String> leftOut() {
    return List.copyOf(leftOut);
  }
}
