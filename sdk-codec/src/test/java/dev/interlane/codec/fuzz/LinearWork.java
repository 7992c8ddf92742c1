package dev.interlane.codec.fuzz;

import dev.interlane.codec.DenseValues;
import dev.interlane.codec.fuzz.ValueTarget.Form;
import dev.interlane.error.CodecException;
import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Decodes inputs of growing size; {@link LinearWorkTest} runs it with its steps counted. */
public final class LinearWork {
  private static final List<String> TEXTS = List.of("a", "\u0001", "\"", "\u4e16");
  private static final List<String> TYPES =
      List.of(
          "(bytes)",
          "(uint32[])",
          "(uint256[])",
          "((uint32,bool)[])",
          "(string[])",
          "(address[])",
          "(option<uint32>[])",
          "(uint64[][])",
          "(map<string,uint64>)",
          "(map<uint32,bool>)",
          "(map<uint16,bool>[])",
          "(compact32[])",
          "(felt[])",
          "(symbol[])");

  private LinearWork() {}

  /**
   * For each kind of value the length of its encoding in bytes, and the most steps that decoding
   * took of it and of inputs of that length that are made from it.
   *
   * @param target names the VM
   * @param size the number of elements or characters
   */
  public static List<long[]> measure(String target, int size) {
    ValueTarget vm = (ValueTarget) FuzzTargets.of(target);
    DenseValues dense = new DenseValues(vm.address());
    List<long[]> measured = new ArrayList<>();
    for (String text : TEXTS) {
      measure(vm, "(string)", new Value.Text(text.repeat(size)), measured);
    }
    for (String type : TYPES) {
      ValueType only = ((ValueType.Tuple) ValueType.parse(type)).components().get(0);
      Value value =
          only instanceof ValueType.Blob
              ? new Value.Blob(Bytes.of(new byte[size]))
              : dense.value(only, size);
      measure(vm, type, value, measured);
    }
    return measured;
  }

  private static void measure(ValueTarget vm, String type, Value value, List<long[]> measured) {
    Form form;
    try {
      form = vm.bare(((ValueType.Tuple) ValueType.parse(type)).components());
    } catch (UnrepresentableTypeException lacking) {
      return;
    }
    Bytes valid = form.encode().apply(List.of(value));
    byte[] damaged = valid.toArray();
    damaged[damaged.length - 1] ^= (byte) 0x80;
    List<Bytes> inputs =
        List.of(
            valid,
            valid.slice(0, valid.length() - 1),
            Bytes.of(damaged),
            Bytes.concat(valid, valid),
            Bytes.of(new byte[valid.length()]),
            Bytes.generate(valid.length(), all -> Arrays.fill(all, (byte) '[')));
    long most = 0;
    for (Bytes input : inputs) {
      StepCounter.steps = 0;
      decode(form, input);
      most = Math.max(most, StepCounter.steps);
    }
    measured.add(new long[] {valid.length(), most});
  }

  private static void decode(Form form, Bytes input) {
    try {
      if (form.decode().apply(input).isEmpty()) {
        throw new IllegalStateException("Decoded to nothing: " + input);
      }
    } catch (CodecException refused) {
      // Damaged on purpose, and how long it takes to see it is what counts.
      StepCounter.steps++;
    }
  }
}
