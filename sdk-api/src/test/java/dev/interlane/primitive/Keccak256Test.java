package dev.interlane.primitive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.Seeds;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Keccak256Test {
  @ParameterizedTest
  @CsvSource({
    "'', c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
    "abc, 4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45",
    "hello, 1c8aff950685c2ed4bc3174f3472287b56d9517b9c948127319a09a7a36deac8",
    "'Transfer(address,address,uint256)', ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"
  })
  void hashesAsEthereumDoes(String text, String hash) {
    assertThat(Keccak256.hash(Bytes.fromUtf8(text))).isEqualTo(Bytes32.fromHex(hash));
  }

  @Test
  void hashesPairsAsMerkleTreesDo() {
    assertThat(Keccak256.hash(Bytes32.ZERO, Bytes32.ZERO))
        .hasToString("0xad3228b676f7d3cd4284a5443f17f1962b36e491b30a40b2405849e597ba5fb5");
  }

  @Test
  void doesNotCareHowTheInputIsCut() {
    RandomGenerator random = Seeds.random("Keccak256Test.doesNotCareHowTheInputIsCut");
    // 136 bytes is one block of the sponge
    for (int length : new int[] {0, 1, 64, 135, 136, 137, 272, 1000}) {
      Bytes whole = Bytes.of(Seeds.bytes(random, length));
      int cut = random.nextInt(length + 1);

      Bytes32 hash = Keccak256.hash(whole);

      assertThat(Keccak256.hash(whole.slice(0, cut), whole.slice(cut)))
          .as("%d bytes cut at %d", length, cut)
          .isEqualTo(hash);
    }
    Bytes pair = Bytes.of(Seeds.bytes(random, 64));
    assertThat(Keccak256.hash(Bytes32.of(pair.slice(0, 32)), Bytes32.of(pair.slice(32))))
        .isEqualTo(Keccak256.hash(pair));
  }
}
