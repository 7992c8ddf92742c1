package dev.interlane.codec.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.primitive.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
  // Every byte at which the table of well-formed sequences changes its mind, and the one before.
  private static final int[] EDGES = {
    0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed,
    0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff
  };

  @Test
  void agreesWithTheStrictDecoderOfTheJdk() {
    CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder();
    for (int length = 1; length <= 4; length++) {
      byte[] bytes = new byte[length];
      int cases = (int) Math.pow(EDGES.length, length);
      for (int n = 0; n < cases; n++) {
        for (int i = 0, rest = n; i < length; i++, rest /= EDGES.length) {
          bytes[i] = (byte) EDGES[rest % EDGES.length];
        }
        boolean wellFormed = Utf8.firstMalformed(Bytes.of(bytes)) < 0;
        if (wellFormed != accepts(strict, bytes)) {
          assertThat(wellFormed).as("%s", Bytes.of(bytes)).isEqualTo(!wellFormed);
        }
      }
    }
  }

  @Test
  void namesTheFirstMalformedByteBehindLongRunsOfAscii() {
    for (int before = 0; before < 40; before++) {
      Bytes text =
          Bytes.concat(
              Bytes.fromUtf8("a".repeat(before)), Bytes.fromHex("0xc3"), Bytes.fromUtf8("\u00e9"));

      assertThat(Utf8.firstMalformed(text)).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "\u0000\u007f",
        "\u0080\u07ff",
        "\u0800\uffff\ud7ff\ue000",
        "\ud800\udc00\udbff\udfff x"
      })
  void writesWhatTheJdkWrites(String text) {
    byte[] expected = text.getBytes(StandardCharsets.UTF_8);
    byte[] written = new byte[expected.length];

    assertThat(Utf8.encodedLength(text)).isEqualTo(expected.length);
    assertThat(Utf8.write(text, written, 0)).isEqualTo(expected.length);
    assertThat(written).isEqualTo(expected);
    assertThat(Utf8.firstMalformed(Bytes.of(expected))).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud800", "a\udc00", "\ud800\ud800\udc00", "\ud800x"})
  void hasNoFormForUnpairedSurrogates(String text) {
    assertThat(Utf8.encodedLength(text)).isEqualTo(-1);
  }

  private static boolean accepts(CharsetDecoder strict, byte[] bytes) {
    try {
      strict.decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException malformed) {
      return false;
    }
  }
}
