package dev.interlane.codec.internal;

import dev.interlane.primitive.Bytes;
import dev.interlane.value.ValueType;
import java.util.List;

/**
 * A reader that remembers where each part begins and ends. The plans drive it as they drive any
 * reader; only {@link PlanCodec#explained} makes one, so decoding pays nothing for it.
 */
final class TracingReader extends ByteReader {
  private final Span root = Span.root();
  private Span open = root;
  private boolean isIn;

  TracingReader(Bytes data, int from, List<ValueType> types, int depth) {
    super(data, from, types, depth);
  }

  Span root() {
    return root;
  }

  @Override
  public void enter() {
    super.enter();
    open = isIn ? open.last() : root;
    isIn = true;
  }

  @Override
  public void step(int index) {
    super.step(index);
    endLast();
    open.begin(index).touch(at(), at());
  }

  @Override
  public void begin() {
    open.last().from = at();
  }

  @Override
  public void end() {
    endLast();
    open.finishLast();
  }

  @Override
  public void leave() {
    super.leave();
    endLast();
    open.finishLast();
    isIn = open != root;
    open = open.parent();
  }

  private void endLast() {
    Span last = open.last();
    if (last != open && !last.whole) {
      last.touch(at(), at());
    }
  }
}
