package dev.interlane.zk.sp1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.primitive.Bytes;
import org.junit.jupiter.api.Test;

class PublicValuesTest {
  @Test
  void digestIsSha256WithoutItsTopThreeBits() {
    PublicValues nothing = new PublicValues(Bytes.EMPTY);
    PublicValues abc = new PublicValues(Bytes.fromUtf8("abc"));

    // FIPS 180-4: e3b0c442... of nothing, ba7816bf... of "abc"
    assertThat(nothing.digest().toHex())
        .isEqualTo("0x03b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(abc.digest().toHex())
        .isEqualTo("0x1a7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }
}
