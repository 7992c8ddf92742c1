package dev.interlane.codec.svm;

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
import java.util.function.Function;

/**
 * An Anchor program's IDL: its instructions, the data of its accounts, its events. Both formats are
 * read, the one with discriminators (Anchor 0.30 and later) and the one before, for which they are
 * worked out from the names. Thread-safe.
 *
 * <pre>{@code
 * AnchorIdl idl = AnchorIdl.parse(Files.readString(Path.of("target/idl/vault.json")));
 * AnchorInstruction deposit = idl.instruction("deposit");
 * }</pre>
 *
 * <p>{@code Vec<u8>} is bytes and {@code [u8; N]} fixed bytes, which have the same encoding.
 * Generic types, floats, {@code COption} and types that are not serialized by Borsh are refused by
 * name: what uses them is left out. Needs jackson-databind.
 *
 * @see <a href="https://www.anchor-lang.com/docs/basics/idl">Anchor IDL</a>
 */
public final class AnchorIdl {
  private final Entries<AnchorInstruction> instructions = new Entries<>("instruction");
  private final Entries<ValueCodec> accounts = new Entries<>("account");
  private final Entries<ValueCodec> events = new Entries<>("event");
  private final List<String> leftOut = new ArrayList<>();
  private final AnchorTypes types;

  private AnchorIdl(AnchorTypes types) {
    this.types = types;
  }

  /**
   * Reads an IDL.
   *
   * @throws IllegalArgumentException if the text is none, with the place in it; what has types that
   *     cannot be represented is left out instead
   */
  public static AnchorIdl parse(String json) {
    Described whole = Described.parse("Anchor IDL", json);
    AnchorIdl idl = new AnchorIdl(new AnchorTypes(whole));
    for (Described each : whole.field("instructions").elements()) {
      String name = each.field("name").text();
      idl.instructions.add(name, () -> idl.instruction(name, each));
    }
    for (Described each : whole.list("accounts")) {
      String name = each.field("name").text();
      idl.accounts.add(name, () -> idl.data(name, each, AnchorDiscriminator::ofAccount));
    }
    for (Described each : whole.list("events")) {
      String name = each.field("name").text();
      idl.events.add(name, () -> idl.data(name, each, AnchorDiscriminator::ofEvent));
    }
    idl.instructions.addLeftOut(idl.leftOut);
    idl.accounts.addLeftOut(idl.leftOut);
    idl.events.addLeftOut(idl.leftOut);
    return idl;
  }

  /** All instructions, in the order of the IDL. */
  public List<AnchorInstruction> instructions() {
    return instructions.all();
  }

  /**
   * The instruction of this name, spelt as in the IDL.
   *
   * @throws IllegalArgumentException if there is none, or it was left out
   */
  public AnchorInstruction instruction(String name) {
    return instructions.get(name);
  }

  /**
   * The data of accounts of this struct, its discriminator in front.
   *
   * @throws IllegalArgumentException if there is none, or it was left out
   */
  public ValueCodec account(String name) {
    return accounts.get(name);
  }

  /**
   * The event of this struct, its discriminator in front, as programs log it.
   *
   * @throws IllegalArgumentException if there is none, or it was left out
   */
  public ValueCodec event(String name) {
    return events.get(name);
  }

  /** What of the IDL is not to be had here, each with the reason. */
  public List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  private AnchorInstruction instruction(String name, Described entry) {
    types.restart();
    Parameters arguments = new Parameters(types.fields(entry.list("args")));
    AnchorInstruction instruction =
        AnchorInstruction.of(arguments.of(name)).withNames(arguments.names());
    return entry.has("discriminator")
        ? instruction.withDiscriminator(discriminator(entry.field("discriminator")))
        : instruction;
  }

  // Newer IDLs keep the struct among the types, older ones with the account or event itself.
  private ValueCodec data(String name, Described entry, Function<String, Bytes> hashed) {
    types.restart();
    ValueType type =
        entry.has("fields")
            ? new ValueType.Struct(name, types.fields(entry.list("fields")))
            : types.defined(name, entry);
    if (!(type instanceof ValueType.Struct struct)) {
      throw entry.unrepresentable(
          name + ": it is no struct with named fields; use Borsh of its type");
    }
    Bytes tag =
        entry.has("discriminator")
            ? discriminator(entry.field("discriminator"))
            : hashed.apply(name);
    Parameters fields = new Parameters(struct.fields());
    return new TaggedValues(
        fields.of(name), fields.names(), tag, PlanCodec.of(BorshDialect.INSTANCE, fields.types()));
  }

  private static Bytes discriminator(Described bytes) {
    List<Described> elements = bytes.elements();
    if (elements.isEmpty() || elements.size() > 32) {
      throw bytes.refused("1 to 32 bytes");
    }
    return Bytes.generate(
        elements.size(),
        target -> {
          for (int i = 0; i < target.length; i++) {
            target[i] = (byte) elements.get(i).number(0, 255);
          }
        });
  }
}
