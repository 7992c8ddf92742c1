package dev.interlane.codec.starknet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.codec.Samples;
import dev.interlane.codec.ValueCodec;
import dev.interlane.codec.ValueCodecContract;
import dev.interlane.error.CodecException;
import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CairoSerdeTest extends ValueCodecContract {
  @Override
  protected Samples.Vm vm() {
    return new Samples.Vm(
        List.of(
            new ValueType.UInt(8),
            new ValueType.Int(16),
            new ValueType.UInt(64),
            new ValueType.Int(128),
            new ValueType.UInt(128),
            new ValueType.UInt(256),
            new ValueType.Felt(),
            new ValueType.Bool(),
            new ValueType.Text(),
            new ValueType.Blob(),
            new ValueType.FixedBytes(7),
            new ValueType.FixedBytes(31),
            new ValueType.Address(),
            new ValueType.Unit()),
        List.of(),
        List.of(
            Samples.Shape.ARRAY,
            Samples.Shape.FIXED_ARRAY,
            Samples.Shape.TUPLE,
            Samples.Shape.STRUCT,
            Samples.Shape.CHOICE,
            Samples.Shape.OPTION),
        random -> {
          byte[] address = new byte[32];
          random.nextBytes(address);
          address[0] &= 7;
          return Value.Address.of(Bytes.of(address));
        });
  }

  @Override
  protected ValueCodec codec(List<ValueType> types) {
    return CairoSerde.of(types);
  }

  @Test
  void framesCalls() {
    StarknetFunction transfer = StarknetFunction.parse("transfer(address,uint256)");
    Bytes recipient = Bytes32.ofUnsigned(BigInteger.valueOf(0x1234)).toBytes();

    Bytes call = transfer.encode(Value.Address.of(recipient), 5);

    assertThat(call)
        .isEqualTo(
            Bytes.concat(
                transfer.selector().toBytes(),
                recipient,
                Bytes32.ofUnsigned(BigInteger.valueOf(5)).toBytes(),
                Bytes.of(new byte[32])));
    assertThat(transfer.decode(call)).containsExactly(Value.Address.of(recipient), Value.Int.of(5));
    assertThatThrownBy(() -> StarknetFunction.parse("approve(address,uint256)").decode(call))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("WRONG_TAG");
  }

  @Test
  void refusesAddressesThatAreNoneOfStarknet() {
    ValueCodec codec = CairoSerde.parse("(address)");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.encode("0x08" + "00".repeat(31)))
        .withMessageContaining("below 2^251");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.encode("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"));
  }

  @Test
  void namesTheByteOfBadText() {
    // 40 characters: one full word and nine pending bytes, of which the third is spoilt.
    byte[] encoded = CairoSerde.parse("(string)").encode("a".repeat(40)).toArray();
    encoded[3 * 32 - 7] = (byte) 0xff;

    assertThatThrownBy(() -> CairoSerde.parse("(string)").decode(Bytes.of(encoded)))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("BAD_UTF8 at byte " + (3 * 32 - 7));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(int256)|8, 16, 32, 64 or 128 bits",
        "(uint24)|8, 16, 32, 64, 128 or 256 bits",
        "(bytes32)|at most 31",
        "(bool,map<uint8,bool>)|[1], map<uint8,bool>",
        "(symbol)|use string",
      })
  void refusesTypesThatCairoLacks(String types, String detail) {
    assertThatThrownBy(() -> CairoSerde.parse(types))
        .isInstanceOf(UnrepresentableTypeException.class)
        .hasMessageContaining(detail);
  }
}
