package dev.interlane.codec.fuzz;

import dev.interlane.codec.rlp.Rlp;
import dev.interlane.codec.rlp.RlpReader;
import dev.interlane.primitive.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Lists in RLP, entered as deep as a reader that knows its layout would. */
final class RlpTarget implements FuzzTarget {
  private static final int MAX_DEPTH = 8;

  /** An item: of a list its items, of bytes the bytes; deeper than anybody reads, as it is. */
  private sealed interface Item {
    record Content(Bytes bytes) implements Item {}

    record Items(List<Item> items) implements Item {}

    record Unread(Bytes encoded) implements Item {}
  }

  @Override
  public void check(Bytes input) {
    Strictness.check(
        input,
        () -> "RLP",
        encoded -> new Item.Items(items(RlpReader.list(encoded), MAX_DEPTH)),
        RlpTarget::encoded);
  }

  private static List<Item> items(RlpReader in, int depth) {
    List<Item> items = new ArrayList<>(1);
    while (in.hasNext()) {
      if (depth == 0) {
        items.add(new Item.Unread(in.encoded("deep")));
      } else if (in.isListNext("item")) {
        items.add(new Item.Items(items(in.list("list"), depth - 1)));
      } else {
        items.add(new Item.Content(in.bytes("bytes")));
      }
    }
    in.end();
    return items;
  }

  private static Bytes encoded(Item item) {
    return switch (item) {
      case Item.Content content -> Rlp.bytes(content.bytes);
      case Item.Items list -> Rlp.list(list.items.stream().map(RlpTarget::encoded).toList());
      case Item.Unread unread -> unread.encoded;
    };
  }

  @Override
  public Bytes seed(Random random) {
    return list(random, 0);
  }

  private static Bytes list(Random random, int depth) {
    return Rlp.list(
        Stream.generate(() -> item(random, depth + 1)).limit(random.nextInt(5)).toList());
  }

  private static Bytes item(Random random, int depth) {
    return switch (depth > MAX_DEPTH ? 0 : random.nextInt(4)) {
      case 0 -> Rlp.bytes(Bytes.generate(random.nextInt(60), random::nextBytes));
      case 1 -> Rlp.number(random.nextLong() >>> (1 + random.nextInt(63)));
      case 2 -> Rlp.bytes(Bytes.of((byte) random.nextInt(256)));
      default -> list(random, depth);
    };
  }
}
