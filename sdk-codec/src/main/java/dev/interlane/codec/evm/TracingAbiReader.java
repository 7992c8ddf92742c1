package dev.interlane.codec.evm;

import dev.interlane.codec.DecodedPart;
import dev.interlane.codec.internal.Span;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.util.List;

/**
 * A reader that remembers which bytes were touched for which part. The plans drive it as they drive
 * any reader; only {@link AbiCodec#explained} makes one, so decoding pays nothing for it.
 */
final class TracingAbiReader extends AbiReader {
  private final Span root = Span.root();
  private Span open = root;
  private boolean isIn;

  TracingAbiReader(Bytes data, List<ValueType> types, int depth) {
    super(data, types, depth);
  }

  List<DecodedPart> describe(List<ValueType> types, Bytes data) {
    return root.describe(
        new ValueType.Tuple(types), (type, span) -> content(data, type, span.from));
  }

  private static Value content(Bytes data, ValueType type, int at) {
    List<ValueType> types = List.of(type);
    AbiPlan plan = AbiPlan.ofAll(types).component(0);
    return plan.read(new AbiReader(data, types, 1 + plan.depth), at);
  }

  @Override
  void enter() {
    super.enter();
    open = isIn ? open.last() : root;
    isIn = true;
  }

  @Override
  void step(int index) {
    super.step(index);
    open.begin(index);
  }

  @Override
  void leave() {
    super.leave();
    open.finishLast();
    isIn = open != root;
    open = open.parent();
  }

  @Override
  void require(int at, int count) {
    super.require(at, count);
    touch(at, count);
  }

  @Override
  long longAt(int at) {
    touch(at, Long.BYTES);
    return super.longAt(at);
  }

  @Override
  Bytes slice(int at, int count) {
    touch(at, count);
    return super.slice(at, count);
  }

  @Override
  void requireOffset(int head, int base, int tail) {
    open.last().head = head;
    super.requireOffset(head, base, tail);
    open.last().touch(tail, tail);
  }

  @Override
  void requireZeros(int at, int count) {
    touch(at, count);
    super.requireZeros(at, count);
  }

  private void touch(int at, int count) {
    open.last().touch(at, at + count);
  }
}
