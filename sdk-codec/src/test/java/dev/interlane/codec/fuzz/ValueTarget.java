package dev.interlane.codec.fuzz;

import dev.interlane.codec.Samples;
import dev.interlane.codec.ValueCodec;
import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * Values of a VM, and the calls that hold them. The input chooses the types too: its first byte
 * says how many bytes of choices follow, the rest is what is decoded.
 */
final class ValueTarget implements FuzzTarget {
  private static final int MAX_CHOICES = 24;
  // A seed of more values would say nothing that a smaller one does not.
  private static final int MAX_VALUES = 200;

  private final List<Function<List<ValueType>, Form>> forms;
  private final TypePalette palette;
  private final Value.Address address;

  /**
   * How a list of values lies in bytes.
   *
   * @param decode from bytes
   * @param encode into bytes
   */
  record Form(Function<Bytes, List<Value>> decode, Function<List<Value>, Bytes> encode) {
    /** Values with nothing around them. */
    static Form of(ValueCodec codec) {
      return new Form(codec::decode, codec::encodeValues);
    }
  }

  /**
   * A VM.
   *
   * @param address one of its addresses
   * @param forms bare values first, then calls
   */
  ValueTarget(Value.Address address, List<Function<List<ValueType>, Form>> forms) {
    this.address = address;
    this.forms = forms;
    this.palette = TypePalette.of(forms.get(0));
  }

  /** One of the VM's addresses. */
  Value.Address address() {
    return address;
  }

  /** Values of these types with nothing around them. */
  Form bare(List<ValueType> types) {
    return forms.get(0).apply(types);
  }

  @Override
  public void check(Bytes input) {
    if (input.isEmpty()) {
      return;
    }
    int choices = Math.min(input.get(0) & 0xff, input.length() - 1);
    DrawnTypes drawn = new DrawnTypes(palette, input.slice(1, choices));
    Function<List<ValueType>, Form> form = forms.get(drawn.next(forms.size()));
    List<ValueType> types = drawn.types();
    Form made;
    try {
      made = form.apply(types);
    } catch (UnrepresentableTypeException lacking) {
      return;
    }
    Strictness.check(input.slice(1 + choices), types::toString, made.decode, made.encode);
  }

  @Override
  public Bytes seed(Random random) {
    Samples samples =
        new Samples(new Samples.Vm(List.of(), List.of(), List.of(), any -> address), random);
    while (true) {
      Bytes choices = Bytes.generate(random.nextInt(MAX_CHOICES), random::nextBytes);
      DrawnTypes drawn = new DrawnTypes(palette, choices);
      Function<List<ValueType>, Form> form = forms.get(drawn.next(forms.size()));
      List<ValueType> types = drawn.types();
      if (types.stream().mapToDouble(ValueTarget::values).sum() > MAX_VALUES) {
        continue;
      }
      try {
        Bytes encoded = form.apply(types).encode.apply(samples.values(types));
        return Bytes.concat(Bytes.of((byte) choices.length()), choices, encoded);
      } catch (UnrepresentableTypeException lacking) {
        // Another draw has types that the VM has.
      }
    }
  }

  /** How many values a sample of the type is made of, about. */
  private static double values(ValueType type) {
    return switch (type) {
      case ValueType.Array array -> 1 + 2 * values(array.element());
      case ValueType.FixedArray array -> 1 + array.length() * values(array.element());
      case ValueType.Tuple tuple ->
          1 + tuple.components().stream().mapToDouble(ValueTarget::values).sum();
      case ValueType.Struct struct ->
          1 + struct.fields().stream().mapToDouble(field -> values(field.type())).sum();
      case ValueType.Choice choice ->
          1 + choice.variants().stream().mapToDouble(each -> values(each.type())).max().orElse(0);
      case ValueType.Option option -> 1 + values(option.element());
      case ValueType.Dictionary map -> 1 + 2 * (values(map.key()) + values(map.value()));
      default -> 1;
    };
  }
}
