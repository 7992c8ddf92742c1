package dev.interlane.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
  private static final String USER = "0xab16a96D359eC26a11e2C2b3d8f8B8942d5Bfcdb";
  private static final AccountId ON_MAINNET = AccountId.parse("eip155:1:" + USER);

  @Test
  void takesJavaValuesForEveryType() {
    FunctionSignature function =
        FunctionSignature.parse(
            "f(uint8,int64,bool,string,bytes,bytes32,address,address[],(uint8,string),option<bool>,map<string,uint8>)");

    List<Value> values =
        Values.coerce(
            function,
            List.of(
                1,
                -2L,
                true,
                "text",
                new byte[] {3},
                Bytes32.ZERO,
                EvmAddress.parse(USER),
                new Object[] {USER, ON_MAINNET},
                List.of(BigInteger.TEN, "ten"),
                Optional.empty(),
                Map.of("key", 4)));

    Value.Address user = Value.Address.of(Bytes.fromHex(USER));
    assertThat(values)
        .containsExactly(
            Value.Int.of(1),
            Value.Int.of(-2),
            Value.Bool.TRUE,
            new Value.Text("text"),
            new Value.Blob(Bytes.fromHex("0x03")),
            new Value.Blob(Bytes32.ZERO.toBytes()),
            user,
            Value.Sequence.of(user, user),
            Value.Sequence.of(Value.Int.of(10), new Value.Text("ten")),
            new Value.None(),
            new Value.Dictionary(List.of(new Value.Entry(new Value.Text("key"), Value.Int.of(4)))));
  }

  @Test
  void namesParameterPathValueAndExpectation() {
    assertRefused(
        "deposit(address,uint8)",
        "Argument 2 of deposit(address,uint8) must be uint8 (0 to 2^8 - 1), got the number 256",
        USER,
        256);
    assertRefused("f(int8)", "int8 (-2^7 to 2^7 - 1), got the number -129", -129);
    assertRefused("f(uint8)", "got the number -1", -1);
    assertRefused(
        "f((uint8,string)[])",
        "Argument 1 of f((uint8,string)[]), at [1][0], must be uint8",
        List.of(List.of(1, "a"), List.of(300, "b")));
    assertRefused("f(uint8[2])", "must be uint8[2], got a sequence of 3", List.of(1, 2, 3));
    assertRefused(
        "f((uint8,bool))", "must be 2 components, got 1", List.of(List.of(1).get(0)).subList(0, 1));
    assertRefused(
        "f(bytes4)", "bytes4 (exactly 4 bytes), got the 2 bytes 0x0102", Bytes.fromHex("0x0102"));
    assertRefused("f(string)", "without unpaired surrogates", "\ud800");
    assertRefused(
        "f(uint256[])",
        "at [2], must be uint256 (0 to 2^256 - 1) as int, long or BigInteger, got a java.lang.String",
        List.of(1, 2, "3"));
    assertRefused("f(bool)", "got null", (Object) null);
    assertRefused(
        "f(uint256)",
        "an integer of at most 256 bits, got one of 300 bits",
        BigInteger.TWO.pow(299));
    assertRefused(
        "f(address)",
        "Argument 1 of f(address) must be an address: EIP-55 checksum",
        USER.replace('D', 'd'));
    assertRefused("f(address)", "40 hex digits", "0x1234");
    assertRefused("f(symbol)", "at most 32", "no spaces");
    assertRefused("f(uint8,bool)", "takes 2 arguments, got 1", 1);
  }

  @Test
  void refusesValuesThatDoNotFitWithoutCoercion() {
    List<ValueType> types =
        List.of(new ValueType.Dictionary(new ValueType.UInt(8), new ValueType.Bool()));
    Value.Entry entry = new Value.Entry(Value.Int.of(1), Value.Bool.TRUE);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Values.check(types, List.of(new Value.Dictionary(List.of(entry, entry)))))
        .withMessageContaining("{1}")
        .withMessageContaining("distinct keys");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Values.check(types, List.of()))
        .withMessageContaining("got 0");
  }

  @Test
  void refusesAnEndlesslyNestedValue() {
    ValueType type = new ValueType.Bool();
    Value value = Value.Bool.TRUE;
    for (int i = 0; i < 10_000; i++) {
      type = new ValueType.Array(type);
      value = Value.Sequence.of(value);
    }
    List<ValueType> types = List.of(type);
    List<Value> values = List.of(value);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Values.check(types, values))
        .withMessageContaining("64 levels of nesting");
  }

  @Test
  void findsAnAddressOfAnotherChainAtAnyDepth() {
    List<Value> values =
        Values.coerce(
            List.of(ValueType.parse("(uint8,address[])")),
            List.of(List.of(1, List.of(USER, ON_MAINNET))));

    Values.requireAddressesOn(ChainId.parse("eip155:1"), values);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Values.requireAddressesOn(ChainId.parse("eip155:10"), values))
        .withMessageContaining("of eip155:1")
        .withMessageContaining("destination is eip155:10");
  }

  @Test
  void comparesAddressesByTheirBytesOnly() {
    assertThat(Value.Address.of(ON_MAINNET))
        .isEqualTo(Value.Address.parse(USER))
        .hasSameHashCodeAs(Value.Address.parse(USER));
    assertThat(Value.Address.of(ON_MAINNET).chain()).contains(ON_MAINNET.chain());
  }

  @Test
  void textNeverPassesForAnAddressOfBytes() {
    Value.Address text = Value.Address.parse("twenty-letters-long!");

    assertThat(text.text()).contains("twenty-letters-long!");
    assertThat(text.isEvm()).isFalse();
    assertThat(text).isNotEqualTo(Value.Address.of(text.bytes()));
    assertThatIllegalStateException()
        .isThrownBy(text::asEvmAddress)
        .withMessageContaining("'twenty-letters-long!'");
    assertThat(Value.Address.of(text.bytes()).isEvm()).isTrue();
  }

  @Test
  void fillsShortHexadecimalAddressesOfOtherVms() {
    Value.Address account = Value.Address.of(AccountId.parse("starknet:SN_MAIN:0x1"));

    assertThat(account.bytes()).isEqualTo(Bytes32.ofUnsigned(BigInteger.ONE).toBytes());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void integersAreTheNumberTheyWereMadeFrom(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      BigInteger number = new BigInteger(random.nextInt(256), random);
      if (random.nextBoolean() && number.bitLength() <= 255) {
        number = number.negate();
      }
      Value.Int value = Value.Int.of(number);

      assertThat(value.number()).as("seed %d", seed).isEqualTo(number);
      assertThat(value.bitLength()).isEqualTo(number.bitLength());
      for (int bits = 8; bits <= 256; bits += 8) {
        assertThat(value.fitsUnsigned(bits))
            .isEqualTo(number.signum() >= 0 && number.bitLength() <= bits);
        assertThat(value.fitsSigned(bits)).isEqualTo(number.bitLength() < bits);
      }
      if (number.bitLength() < 64) {
        assertThat(value)
            .isEqualTo(Value.Int.of(number.longValueExact()))
            .hasSameHashCodeAs(Value.Int.of(number.longValueExact()));
      }
    }
  }

  @Test
  void integersKeepWithin256Bits() {
    assertThat(Value.Int.of(BigInteger.TWO.pow(256).subtract(BigInteger.ONE)).isNegative())
        .isFalse();
    assertThat(Value.Int.of(BigInteger.TWO.pow(255).negate()).number())
        .isEqualTo(BigInteger.TWO.pow(255).negate());
    assertThatIllegalArgumentException().isThrownBy(() -> Value.Int.of(BigInteger.TWO.pow(256)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Value.Int.of(BigInteger.TWO.pow(255).negate().subtract(BigInteger.ONE)));
    assertThatIllegalStateException()
        .isThrownBy(() -> Value.Int.of(BigInteger.TWO.pow(63)).toLong());
  }

  @Test
  void accessorsNameTheKindTheyMiss() {
    assertThat(Value.Int.of(5).asLong()).isEqualTo(5);
    assertThat(new Value.Blob(Bytes32.ZERO.toBytes()).asBytes32()).isEqualTo(Bytes32.ZERO);
    assertThatIllegalStateException()
        .isThrownBy(() -> new Value.Text("5").asNumber())
        .withMessage("Expected a value of kind Int, this is a Text");
  }

  private static void assertRefused(
      String signature, String message, @Nullable Object... arguments) {
    FunctionSignature function = FunctionSignature.parse(signature);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Values.coerce(function, Arrays.asList(arguments)))
        .withMessageContaining(message);
  }
}
