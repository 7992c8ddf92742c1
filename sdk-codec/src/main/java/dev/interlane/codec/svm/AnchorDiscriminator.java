package dev.interlane.codec.svm;

import dev.interlane.primitive.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/** The eight bytes in front of what Anchor programs read and write. Stateless. */
public final class AnchorDiscriminator {
  /** The number of bytes that Anchor gives when a program chooses none. */
  public static final int LENGTH_BYTES = 8;

  private AnchorDiscriminator() {}

  /** Of an instruction, by its name in snake or camel case. */
  public static Bytes ofInstruction(String name) {
    return of("global:" + snakeCase(name));
  }

  /** Of an account's data, by the name of its struct. */
  public static Bytes ofAccount(String struct) {
    return of("account:" + struct);
  }

  /** Of an event, by the name of its struct. */
  public static Bytes ofEvent(String struct) {
    return of("event:" + struct);
  }

  /** The first eight bytes of SHA-256 of any other text that a program hashes. */
  public static Bytes of(String preimage) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(preimage.getBytes(StandardCharsets.UTF_8));
      return Bytes.copyOf(hash, 0, LENGTH_BYTES);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException("This Java runtime lacks SHA-256", everyJdkHasIt);
    }
  }

  private static String snakeCase(String name) {
    StringBuilder snake = new StringBuilder(name.length() + 4);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isUpperCase(c) && i > 0 && startsWord(name, i)) {
        snake.append('_');
      }
      snake.append(c);
    }
    return snake.toString().toLowerCase(Locale.ROOT);
  }

  // A capital begins a word after a small letter or digit, and where one follows: sendHTTPNow.
  private static boolean startsWord(String name, int at) {
    char before = name.charAt(at - 1);
    boolean smallAfter = at + 1 < name.length() && Character.isLowerCase(name.charAt(at + 1));
    return before != '_' && (!Character.isUpperCase(before) || smallAfter);
  }
}
