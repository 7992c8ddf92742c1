package dev.interlane.spi;

import static dev.interlane.Fixtures.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.chain.EvmAddress;
import org.junit.jupiter.api.Test;

class KeyRolesTest {
  private static final EvmAddress DISPATCHER = address(1);
  private static final EvmAddress DELIVERER = address(2);
  private static final EvmAddress OTHER = address(3);

  @Test
  void whereNothingIsNamedEveryKeyMayDoEverything() {
    KeyRoles roles = KeyRoles.learnt();

    assertThat(roles.mayDispatch(OTHER)).isTrue();
    assertThat(roles.mayDeliver(OTHER)).isTrue();
    assertThat(roles.mayBeTrusted(OTHER)).isTrue();
  }

  @Test
  void keysThatDispatchDoNothingElseAndLeaveTheRestToTheOthers() {
    KeyRoles roles = KeyRoles.builder().addDispatching(DISPATCHER).build();

    assertThat(roles.mayDispatch(DISPATCHER)).isTrue();
    assertThat(roles.mayDeliver(DISPATCHER)).isFalse();
    assertThat(roles.mayBeTrusted(DISPATCHER)).isFalse();
    assertThat(roles.mayDispatch(OTHER)).isFalse();
    assertThat(roles.mayDeliver(OTHER)).isTrue();
    assertThat(roles.mayBeTrusted(OTHER)).isTrue();
  }

  @Test
  void keysThatDeliverDoNothingElseAndLeaveTheRestToTheOthers() {
    KeyRoles roles = KeyRoles.builder().addDelivering(DELIVERER).build();

    assertThat(roles.mayDeliver(DELIVERER)).isTrue();
    assertThat(roles.mayDispatch(DELIVERER)).isFalse();
    assertThat(roles.mayBeTrusted(DELIVERER)).isFalse();
    assertThat(roles.mayDeliver(OTHER)).isFalse();
    assertThat(roles.mayDispatch(OTHER)).isTrue();
    assertThat(roles.mayBeTrusted(OTHER)).isTrue();
  }

  @Test
  void whereBothAreNamedAnotherKeyMayOnlyBeTrusted() {
    KeyRoles roles = KeyRoles.builder().addDispatching(DISPATCHER).addDelivering(DELIVERER).build();

    assertThat(roles.mayDispatch(OTHER)).isFalse();
    assertThat(roles.mayDeliver(OTHER)).isFalse();
    assertThat(roles.mayBeTrusted(OTHER)).isTrue();
  }

  @Test
  void refusesAKeyWithBothRoles() {
    KeyRoles.Builder both =
        KeyRoles.builder().addDispatching(DISPATCHER, OTHER).addDelivering(DELIVERER, OTHER);

    assertThatIllegalArgumentException()
        .isThrownBy(both::build)
        .withMessage("A key either dispatches or delivers, but [" + OTHER + "] are named for both");
  }
}
