package dev.interlane.message;

import static dev.interlane.Fixtures.DESTINATION;
import static dev.interlane.Fixtures.ORIGIN;
import static dev.interlane.Fixtures.account;
import static dev.interlane.Fixtures.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageBodyTest {
  private static final String DEPOSIT = "deposit(address,uint256)";

  @Test
  void takesJavaValuesForTheParameters() {
    ContractCall call = ContractCall.of(DEPOSIT, address(7), 100);

    assertThat(call.function().canonical()).isEqualTo(DEPOSIT);
    assertThat(call.arguments()).hasSize(2);
    assertThat(call.route()).isEqualTo(CallRoute.CALL_RECIPIENT);
    assertThat(call)
        .isEqualTo(ContractCall.of(DEPOSIT, address(7).toString(), BigInteger.valueOf(100)))
        .isEqualTo(
            ContractCall.of(DEPOSIT, account(DESTINATION, 7), 100L).by(CallRoute.CALL_RECIPIENT))
        .isNotEqualTo(ContractCall.of(DEPOSIT, address(7), 101));
  }

  @Test
  void changesOnlyTheRoute() {
    ContractCall call = ContractCall.of(DEPOSIT, address(7), 100);
    ContractCall bySender = call.by(CallRoute.SENDER_ACCOUNT);

    assertThat(bySender.route()).isEqualTo(CallRoute.SENDER_ACCOUNT);
    assertThat(bySender.function()).isEqualTo(call.function());
    assertThat(bySender.arguments()).isEqualTo(call.arguments());
    assertThat(bySender).isNotEqualTo(call);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "deposit", "deposit(", "deposit(uint257)", "(uint256)", "deposit(uint256))"})
  void refusesASignatureThatDoesNotParse(String signature) {
    assertThatIllegalArgumentException().isThrownBy(() -> ContractCall.of(signature, 1));
  }

  @Test
  void refusesAnotherNumberOfArguments() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ContractCall.of(DEPOSIT, address(7)))
        .withMessageContaining("deposit(address,uint256)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ContractCall.of(DEPOSIT, address(7), 1, 2));
  }

  @Test
  void refusesArgumentsThatDoNotFitAndSaysWhich() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ContractCall.of(DEPOSIT, address(7), -1))
        .withMessageContaining("Argument 2 of deposit(address,uint256)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ContractCall.of("f(uint8)", 256))
        .withMessageContaining("256");
    assertThatIllegalArgumentException()
        .as("a wrong EIP-55 checksum")
        .isThrownBy(
            () -> ContractCall.of("f(address)", "0xD8dA6BF26964aF9D7eEd9e03E53415D37aA96045"))
        .withMessageContaining("checksum");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ContractCall.of("f(uint256)", "not a number"));
  }

  @Test
  void refusesAddressesOfAnotherChainAtAnyDepth() {
    ContractCall deposit = ContractCall.of(DEPOSIT, account(ORIGIN, 7), 100);
    ContractCall nested =
        ContractCall.of("f((address,uint8)[])", List.of(List.of(account(ORIGIN, 7), 1)));
    Payload payload = Payload.typed("(address)", account(ORIGIN, 7));

    for (MessageBody body : List.of(deposit, nested, payload)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> body.requireAddressesOn(DESTINATION))
          .withMessageContaining("eip155:1")
          .withMessageContaining("eip155:42161");
      assertThatCode(() -> body.requireAddressesOn(ORIGIN)).doesNotThrowAnyException();
    }
    assertThatCode(() -> ContractCall.of(DEPOSIT, address(7), 1).requireAddressesOn(DESTINATION))
        .as("a bare address is of any chain")
        .doesNotThrowAnyException();
  }

  @Test
  void aPayloadIsBytesOrValuesNotBoth() {
    Payload raw = Payload.of(Bytes.fromHex("c0ffee"));
    Payload typed = Payload.typed("(address,uint256)", address(7), 100);

    assertThat(raw.types()).isEmpty();
    assertThat(raw.raw()).isEqualTo(Bytes.fromHex("c0ffee"));
    assertThat(typed.types()).hasSize(2);
    assertThat(typed.raw()).isEqualTo(Bytes.EMPTY);
    assertThat(typed)
        .isEqualTo(Payload.typed("(address,uint256)", address(7), 100))
        .isNotEqualTo(raw);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Payload(typed.types(), typed.values(), raw.raw()))
        .withMessage("Payload is either typed values or raw bytes, got both");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Payload(typed.types(), List.of(), Bytes.EMPTY));
  }

  @Test
  void typesOfAPayloadAreATuple() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Payload.typed("uint256", 1))
        .withMessage("Types must be in parentheses, such as (address,uint256), got 'uint256'");
    assertThat(Payload.typed("()")).isEqualTo(Payload.of(Bytes.EMPTY));
  }

  @Test
  void keepsItsOwnArguments() {
    ContractCall call = ContractCall.of(DEPOSIT, address(7), 100);
    List<Value> arguments = new ArrayList<>(call.arguments());
    ContractCall copy = new ContractCall(call.function(), arguments, call.route());

    arguments.clear();

    assertThat(copy).isEqualTo(call);
    assertThat(copy.arguments()).isUnmodifiable();
  }
}
