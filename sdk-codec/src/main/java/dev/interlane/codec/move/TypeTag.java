package dev.interlane.codec.move;

import dev.interlane.primitive.Bytes;
import java.util.Map;

/** The types that generic Move functions are called with, as BCS has them. */
final class TypeTag {
  private static final String VECTOR = "vector<";
  private static final byte VECTOR_TAG = 6;
  private static final int MAX_DEPTH = 8;

  // The order in which Move's TypeTag gained its variants.
  private static final Map<String, Integer> TAGS =
      Map.of(
          "bool", 0, "u8", 1, "u64", 2, "u128", 3, "address", 4, "signer", 5, "u16", 8, "u32", 9,
          "u256", 10);

  private TypeTag() {}

  /**
   * The tag of a type without type parameters of its own, or of a vector of such.
   *
   * @throws IllegalArgumentException if the text is none of them
   */
  static Bytes of(String text) {
    return of(text, 0);
  }

  private static Bytes of(String text, int depth) {
    Integer tag = TAGS.get(text);
    if (tag != null) {
      return Bytes.of(tag.byteValue());
    }
    if (text.startsWith(VECTOR) && text.endsWith(">") && depth < MAX_DEPTH) {
      String element = text.substring(VECTOR.length(), text.length() - 1);
      return Bytes.concat(Bytes.of(VECTOR_TAG), of(element, depth + 1));
    }
    return struct(text);
  }

  // A struct's tag is its full name and the types it is made with, here none.
  private static Bytes struct(String text) {
    if (text.indexOf('<') >= 0 || text.indexOf("::") < 0) {
      throw new IllegalArgumentException(
          "Expected bool, u8 to u256, address, signer, vector<T> or 0xaddress::module::Name, got '"
              + text
              + "'");
    }
    return Bytes.concat(Bytes.of((byte) 7), MoveTarget.parse(text).encoded(), MoveTarget.count(0));
  }
}
