package dev.interlane.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.interlane.Vectors;
import dev.interlane.primitive.Bytes;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InteroperableAddressVectorsTest {
  static List<Vectors.Case> cases() {
    return Vectors.cases("erc7930/interoperable-addresses.json");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void agreesWithTheReferenceReaders(Vectors.Case vector) {
    switch (vector.kind()) {
      case "valid" -> accepts(vector);
      case "reject" -> refuses(vector);
      case "canonicality" -> readsOneFormWhenStrict(vector);
      default -> throw new AssertionError("Unknown kind of case " + vector.kind());
    }
  }

  private static void accepts(Vectors.Case vector) {
    Bytes bytes = Bytes.fromHex(vector.expected("bytes"));

    InteroperableAddress address = InteroperableAddress.decode(bytes);

    assertThat(address.encode()).isEqualTo(bytes);
    assertThat(address).isEqualTo(InteroperableAddress.decode(bytes, Strictness.LENIENT));
    assertThat(address)
        .isEqualTo(
            InteroperableAddress.of(
                Integer.decode(part("chainTypeHex", vector)),
                Bytes.fromHex(part("chainReferenceHex", vector)),
                Bytes.fromHex(part("addressHex", vector))));
    if (vector.expects("interoperableName")) {
      acceptsText(address, vector);
    }
  }

  private static void acceptsText(InteroperableAddress address, Vectors.Case vector) {
    String name = vector.expected("interoperableName");

    assertThat(address.checksum()).isEqualTo(vector.expected("checksum"));
    assertThat(address.toText()).isEqualTo(name);
    assertThat(InteroperableAddress.parse(name)).isEqualTo(address);
    assertThat(InteroperableAddress.parse(name.substring(0, name.indexOf('#')))).isEqualTo(address);
    if (vector.expects("caip2")) {
      assertThat(address.toChainId()).isEqualTo(ChainId.parse(vector.expected("caip2")));
    }
    if (vector.expects("caip10")) {
      AccountId account = AccountId.parse(vector.expected("caip10"));
      assertThat(address.toAccountId()).isEqualTo(account).hasToString(vector.expected("caip10"));
      assertThat(InteroperableAddress.of(account)).isEqualTo(address);
    }
    if (!vector.expects("caip10")) {
      assertThatIllegalStateException().isThrownBy(address::toAccountId);
    }
  }

  private static void refuses(Vectors.Case vector) {
    for (Strictness strictness : Strictness.values()) {
      assertThatIllegalArgumentException().isThrownBy(() -> read(vector, strictness));
    }
  }

  private static void readsOneFormWhenStrict(Vectors.Case vector) {
    if (!vector.expectedFlag("strictReaderShouldReject")) {
      assertThat(read(vector, Strictness.STRICT).encode()).hasToString(vector.input("bytes"));
      return;
    }
    assertThatIllegalArgumentException().isThrownBy(() -> read(vector, Strictness.STRICT));
    if (vector.expected("openzeppelinParseEvmV1").equals("accepted")) {
      Bytes canonical = read(vector, Strictness.LENIENT).encode();
      assertThat(canonical).hasToString("0x00010000010114d8da6bf26964af9d7eed9e03e53415d37aa96045");
    } else {
      assertThatIllegalArgumentException().isThrownBy(() -> read(vector, Strictness.LENIENT));
    }
  }

  private static InteroperableAddress read(Vectors.Case vector, Strictness strictness) {
    return vector.hasInput("bytes")
        ? InteroperableAddress.decode(Bytes.fromHex(vector.input("bytes")), strictness)
        : InteroperableAddress.parse(vector.input("interoperableName"), strictness);
  }

  private static String part(String field, Vectors.Case vector) {
    return vector.hasInput(field) ? vector.input(field) : vector.expected(field);
  }
}
