package dev.interlane.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** ABIs, IDLs and schemas of one contract, a vault, in the formats of the VMs' own tools. */
public final class Descriptions {
  private Descriptions() {}

  public static String read(String name) {
    try (InputStream in =
        Objects.requireNonNull(Descriptions.class.getResourceAsStream("/descriptions/" + name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
