package dev.interlane.codec.evm;

import dev.interlane.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Elements of one type: {@code T[]} with a count in front, {@code T[N]} without. */
final class AbiArray extends AbiPlan {
  private static final int ANY = -1;

  private final AbiPlan element;
  private final int count;

  AbiArray(AbiPlan element) {
    super(true, WORD, 1 + element.depth);
    this.element = element;
    this.count = ANY;
  }

  AbiArray(AbiPlan element, int count) {
    super(element.dynamic, element.dynamic ? WORD : element.slotBytes * count, 1 + element.depth);
    this.element = element;
    this.count = count;
  }

  AbiPlan element() {
    return element;
  }

  @Override
  long measure(Value value) {
    if (!(value instanceof Value.Sequence sequence) || !isOfCount(sequence.elements())) {
      return -1;
    }
    List<Value> values = sequence.elements();
    long bytes = count == ANY ? WORD : 0;
    for (int i = 0; i < values.size(); i++) {
      long measured = element.measure(values.get(i));
      if (measured < 0) {
        return -1;
      }
      bytes += element.dynamic ? WORD + measured : measured;
    }
    return bytes;
  }

  @Override
  int write(Value value, byte[] target, int at) {
    List<Value> values = ((Value.Sequence) value).elements();
    int base = at;
    if (count == ANY) {
      AbiBytes.writeLength(target, at, values.size());
      base += WORD;
    }
    int head = base;
    int tail = base + values.size() * element.slotBytes;
    for (int i = 0; i < values.size(); i++) {
      if (element.dynamic) {
        AbiBytes.writeLength(target, head, tail - base);
        tail = element.write(values.get(i), target, tail);
      } else {
        element.write(values.get(i), target, head);
      }
      head += element.slotBytes;
    }
    return tail;
  }

  @Override
  Value read(AbiReader in, int at) {
    int base = at;
    int size = count;
    if (count == ANY) {
      size = in.lengthAt(at, element.slotBytes);
      base += WORD;
    }
    in.require(base, size * element.slotBytes);
    Value[] values = new Value[size];
    int head = base;
    int tail = base + size * element.slotBytes;
    in.enter();
    for (int i = 0; i < size; i++) {
      in.step(i);
      if (element.dynamic) {
        in.requireOffset(head, base, tail);
        values[i] = element.read(in, tail);
        tail = in.end;
      } else {
        values[i] = element.read(in, head);
      }
      head += element.slotBytes;
    }
    in.leave();
    in.end = tail;
    return Value.Sequence.of(values);
  }

  @Override
  long measureInPlace(Value value) {
    if (!(value instanceof Value.Sequence sequence) || !isOfCount(sequence.elements())) {
      return -1;
    }
    long bytes = 0;
    for (Value each : sequence.elements()) {
      long measured = element.measureInPlace(each);
      if (measured < 0) {
        return -1;
      }
      bytes += measured;
    }
    return bytes;
  }

  @Override
  int writeInPlace(Value value, byte[] target, int at) {
    int next = at;
    for (Value each : ((Value.Sequence) value).elements()) {
      next = element.writeInPlace(each, target, next);
    }
    return next;
  }

  @Override
  @Nullable String misfit(Value value) {
    if (!(value instanceof Value.Sequence sequence)) {
      return null;
    }
    for (int i = 0; i < sequence.elements().size(); i++) {
      String misfit = element.misfit(sequence.elements().get(i));
      if (misfit != null) {
        return "[" + i + "]" + misfit;
      }
    }
    return null;
  }

  private boolean isOfCount(List<Value> values) {
    return count == ANY || count == values.size();
  }
}
