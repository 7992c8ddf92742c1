package dev.interlane.evm.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.chain.EvmAddress;
import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.primitive.Bytes32;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateKeyTest {
  /** The first account of the well-known development phrase "test test ... junk". */
  private static final String SECRET =
      "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

  @Test
  void knowsItsAccount() {
    assertThat(PrivateKey.fromHex("0x" + SECRET).address())
        .isEqualTo(EvmAddress.parse("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"));
  }

  @Test
  void printsItsAccountAndNeverItself() {
    PrivateKey key = PrivateKey.fromHex(SECRET);

    assertThat(key + " " + InMemorySigner.of(key))
        .contains("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266")
        .doesNotContainIgnoringCase(SECRET.substring(0, 8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff8",
        "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff800",
        "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff8x",
        "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff8٣",
        "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2f",
        ""
      })
  void refusesAMistypedKeyWithoutShowingIt(String text) {
    assertThatThrownBy(() -> PrivateKey.fromHex(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("64 hex digits")
        .satisfies(refusal -> assertThat(everythingOf(refusal)).doesNotContain("ac0974be"));
  }

  @Test
  void refusesNumbersOutsideTheGroup() {
    for (BigInteger secret :
        new BigInteger[] {BigInteger.ZERO, Curve.ORDER, Curve.ORDER.add(BigInteger.ONE)}) {
      assertThatThrownBy(() -> PrivateKey.of(Bytes32.ofUnsigned(secret)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("outside that range")
          .satisfies(
              refusal -> assertThat(everythingOf(refusal)).doesNotContain("fffffffffffffffe"));
    }
    assertThat(PrivateKey.of(Bytes32.ofUnsigned(Curve.ORDER.subtract(BigInteger.ONE))).address())
        .isEqualTo(EvmAddress.parse("0x80C0dbf239224071c59dD8970ab9d542E3414aB2"));
  }

  private static String everythingOf(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
