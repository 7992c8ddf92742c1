package dev.interlane.codec.evm;

import dev.interlane.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Components of different types, one after the other: a tuple, a struct, or all parameters of a
 * function.
 */
final class AbiTuple extends AbiPlan {
  private final AbiPlan[] components;
  private final int headBytes;

  AbiTuple(AbiPlan[] components) {
    this(components, headBytes(components), isDynamic(components));
  }

  private AbiTuple(AbiPlan[] components, int headBytes, boolean dynamic) {
    super(dynamic, dynamic ? WORD : headBytes, 1 + deepest(components));
    this.components = components;
    this.headBytes = headBytes;
  }

  AbiPlan component(int index) {
    return components[index];
  }

  @Override
  long measure(Value value) {
    return value instanceof Value.Sequence sequence ? measureAll(sequence.elements()) : -1;
  }

  long measureAll(List<Value> values) {
    if (values.size() != components.length) {
      return -1;
    }
    long bytes = headBytes;
    for (int i = 0; i < components.length; i++) {
      AbiPlan component = components[i];
      long measured = component.measure(values.get(i));
      if (measured < 0) {
        return -1;
      }
      bytes += component.dynamic ? measured : 0;
    }
    return bytes;
  }

  @Override
  int write(Value value, byte[] target, int at) {
    return writeAll(((Value.Sequence) value).elements(), target, at);
  }

  int writeAll(List<Value> values, byte[] target, int base) {
    int head = base;
    int tail = base + headBytes;
    for (int i = 0; i < components.length; i++) {
      AbiPlan component = components[i];
      Value value = values.get(i);
      if (component.dynamic) {
        AbiBytes.writeLength(target, head, tail - base);
        tail = component.write(value, target, tail);
      } else {
        component.write(value, target, head);
      }
      head += component.slotBytes;
    }
    return tail;
  }

  @Override
  Value read(AbiReader in, int at) {
    return Value.Sequence.of(readAll(in, at));
  }

  Value[] readAll(AbiReader in, int base) {
    in.require(base, headBytes);
    Value[] values = new Value[components.length];
    int head = base;
    int tail = base + headBytes;
    in.enter();
    for (int i = 0; i < values.length; i++) {
      AbiPlan component = components[i];
      in.step(i);
      if (component.dynamic) {
        in.requireOffset(head, base, tail);
        values[i] = component.read(in, tail);
        tail = in.end;
      } else {
        values[i] = component.read(in, head);
      }
      head += component.slotBytes;
    }
    in.leave();
    in.end = tail;
    return values;
  }

  @Override
  long measureInPlace(Value value) {
    if (!(value instanceof Value.Sequence sequence)
        || sequence.elements().size() != components.length) {
      return -1;
    }
    long bytes = 0;
    for (int i = 0; i < components.length; i++) {
      long measured = components[i].measureInPlace(sequence.elements().get(i));
      if (measured < 0) {
        return -1;
      }
      bytes += measured;
    }
    return bytes;
  }

  @Override
  int writeInPlace(Value value, byte[] target, int at) {
    List<Value> values = ((Value.Sequence) value).elements();
    int next = at;
    for (int i = 0; i < components.length; i++) {
      next = components[i].writeInPlace(values.get(i), target, next);
    }
    return next;
  }

  @Override
  @Nullable String misfit(Value value) {
    return value instanceof Value.Sequence sequence ? misfitOf(sequence.elements()) : null;
  }

  @Nullable String misfitOf(List<Value> values) {
    for (int i = 0; i < Math.min(components.length, values.size()); i++) {
      String misfit = components[i].misfit(values.get(i));
      if (misfit != null) {
        return "[" + i + "]" + misfit;
      }
    }
    return null;
  }

  private static int headBytes(AbiPlan[] components) {
    int bytes = 0;
    for (AbiPlan component : components) {
      bytes += component.slotBytes;
    }
    return bytes;
  }

  private static boolean isDynamic(AbiPlan[] components) {
    for (AbiPlan component : components) {
      if (component.dynamic) {
        return true;
      }
    }
    return false;
  }

  private static int deepest(AbiPlan[] components) {
    int deepest = 0;
    for (AbiPlan component : components) {
      deepest = Math.max(deepest, component.depth);
    }
    return deepest;
  }
}
