package dev.interlane.codec.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.chain.EvmAddress;
import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import java.math.BigInteger;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AbiFunctionTest {
  private static final EvmAddress USER =
      EvmAddress.parse("0xab16a96D359eC26a11e2C2b3d8f8B8942d5Bfcdb");

  @Test
  void encodesCallsAndReadsAnswers() {
    AbiFunction function =
        AbiFunction.parse("balanceOf(address owner) returns (uint256 balance, string)");

    Bytes calldata = function.encodeCall(USER);

    assertThat(function.selector()).hasToString("0x70a08231");
    assertThat(function.matches(calldata)).isTrue();
    assertThat(function.decodeCall(calldata).get(0).asEvmAddress()).isEqualTo(USER);
    assertThat(function.decodeReturn(function.encodeReturn(7, "ok")).get(0).asNumber())
        .isEqualTo(BigInteger.valueOf(7));
    assertThat(AbiFunction.parse("stop()").decodeReturn(Bytes.EMPTY)).isEmpty();
    assertThat(function).hasToString("balanceOf(address)");
  }

  @Test
  void refusesOtherSelectorsAndShortCalldata() {
    AbiFunction function = AbiFunction.parse("stop()");

    assertRefused(() -> function.decodeCall(Bytes.fromHex("0x0102")), DecodeReason.TRUNCATED, 2);
    assertRefused(
        () -> function.decodeCall(Bytes.fromHex("0x01020304")), DecodeReason.WRONG_TAG, 0);
    assertRefused(
        () -> function.decodeCall(Bytes.concat(function.selector(), Bytes32.ZERO.toBytes())),
        DecodeReason.TRAILING,
        4);
    assertThat(function.matches(Bytes.EMPTY)).isFalse();
  }

  @Test
  void explainsRevertData() {
    AbiError insufficient = AbiError.parse("InsufficientBalance(uint256,uint256)");

    assertThat(AbiError.ERROR.selector()).hasToString("0x08c379a0");
    assertThat(AbiError.PANIC.selector()).hasToString("0x4e487b71");
    assertThat(AbiError.explain(AbiError.ERROR.encode("not enough"))).isEqualTo("not enough");
    assertThat(AbiError.explain(AbiError.PANIC.encode(0x11)))
        .isEqualTo("panic 0x11: arithmetic overflow or underflow");
    assertThat(AbiError.explain(AbiError.PANIC.encode(BigInteger.TWO.pow(200))))
        .contains("unknown kind");
    assertThat(AbiError.explain(insufficient.encode(1, 2), insufficient))
        .isEqualTo("InsufficientBalance(1, 2)");
    assertThat(AbiError.explain(insufficient.encode(1, 2)).length()).isLessThan(160);
    assertThat(AbiError.explain(Bytes.EMPTY)).isEqualTo("no reason given");
    assertThat(AbiError.explain(AbiError.ERROR.selector())).contains("malformed");
  }

  @Test
  void splitsEventsIntoTopicsAndData() {
    AbiEvent event =
        AbiEvent.parse(
            "Dispatch(address indexed sender, uint32 indexed, bytes32 indexed recipient, bytes message)");

    AbiEvent.Log log = event.encode(USER, 10, Bytes32.ZERO, Bytes.fromHex("0x0102"));

    assertThat(event.topic0())
        .isEqualTo(Keccak256.hash(Bytes.fromUtf8("Dispatch(address,uint32,bytes32,bytes)")));
    assertThat(log.topics())
        .containsExactly(
            event.topic0(), USER.toWord(), Bytes32.ofUnsigned(BigInteger.TEN), Bytes32.ZERO);
    assertThat(event.decode(log.topics(), log.data()).get(0).asEvmAddress()).isEqualTo(USER);
    assertThat(event.decode(log.topics(), log.data()).get(3).asBytes())
        .isEqualTo(Bytes.fromHex("0x0102"));
    assertThat(event.topicOf(1, 10)).isEqualTo(log.topics().get(2));
    assertThatIllegalArgumentException().isThrownBy(() -> event.topicOf(3, Bytes.EMPTY));
  }

  @Test
  void hashesIndexedContent() {
    AbiEvent event = AbiEvent.parse("Named(string indexed,uint8[] indexed)");

    AbiEvent.Log log = event.encode("name", List.of(1, 2));

    assertThat(log.topics().get(1)).isEqualTo(Keccak256.hash(Bytes.fromUtf8("name")));
    assertThat(log.topics().get(2))
        .isEqualTo(
            Keccak256.hash(Bytes32.ofUnsigned(BigInteger.ONE), Bytes32.ofUnsigned(BigInteger.TWO)));
    assertThat(event.decode(log.topics(), log.data()).get(0).asBytes32())
        .isEqualTo(log.topics().get(1));
  }

  @Test
  void refusesLogsOfOtherShape() {
    AbiEvent event = AbiEvent.parse("Paid(address indexed,uint256)");
    AbiEvent.Log log = event.encode(USER, 5);

    assertRefused(() -> event.decode(List.of(), log.data()), DecodeReason.WRONG_TAG, 0);
    assertRefused(
        () -> event.decode(List.of(Bytes32.ZERO, USER.toWord()), log.data()),
        DecodeReason.WRONG_TAG,
        0);
    assertRefused(
        () -> event.decode(List.of(event.topic0()), log.data()), DecodeReason.TRUNCATED, 0);
    assertRefused(
        () -> event.decode(List.of(event.topic0(), USER.toWord(), Bytes32.ZERO), log.data()),
        DecodeReason.TRAILING,
        32);
    assertRefused(
        () -> event.decode(List.of(event.topic0(), event.topic0()), log.data()),
        DecodeReason.DIRTY_PADDING,
        0);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> AbiEvent.parse("E(uint8 indexed,uint8 indexed,uint8 indexed,uint8 indexed)"))
        .withMessageContaining("at most 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AbiEvent.parse("E"))
        .withMessageContaining("position 1");
  }

  @Test
  void packsWithoutPadding() {
    assertThat(
            AbiPacked.parse("(int16,bytes1,uint16,string)")
                .encode(-1, Bytes.fromHex("0x42"), 3, "Hello, world!"))
        .hasToString("0xffff42000348656c6c6f2c20776f726c6421");
    assertThat(AbiPacked.parse("(bool,address,uint8[])").encode(true, USER, List.of(1)).length())
        .isEqualTo(1 + 20 + 32);
    assertThatExceptionOfType(UnrepresentableTypeException.class)
        .isThrownBy(() -> AbiPacked.parse("((uint8))"));
    assertThatExceptionOfType(UnrepresentableTypeException.class)
        .isThrownBy(() -> AbiPacked.parse("(string[])"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AbiPacked.parse("(address)").encode(Bytes32.ZERO))
        .withMessageContaining("20 bytes");
  }

  private static void assertRefused(ThrowingCallable decode, DecodeReason reason, int offset) {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(decode)
        .satisfies(
            refused -> {
              assertThat(refused.reason()).isEqualTo(reason);
              assertThat(refused.offset()).isEqualTo(offset);
            });
  }
}
