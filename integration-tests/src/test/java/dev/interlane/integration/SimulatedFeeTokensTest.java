package dev.interlane.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.EvmAddress;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.testkit.contract.Functions;
import dev.interlane.testkit.contract.ProtocolFee;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** Fees in a token in memory, and what only simulated time can put between two moments. */
class SimulatedFeeTokensTest extends FeeTokensOnTwoChains {
  @Override
  TwoChains open() {
    return SimulatedTwoChains.create(23);
  }

  @Test
  void anAllowanceThatIsTakenBackBeforeTheDispatchIsWaitedFor() {
    BigInteger fee = priceIn(chains().feeToken());
    approve(fee);
    MessagingClient client = client();
    chains().strangerDelivers();
    MessageHandle handle = client.send(deposit(), options());
    approve(BigInteger.ZERO);

    chains().until(() -> waitsFor(client, handle, "ERC20InsufficientAllowance"));
    assertThat(handle.status()).isInstanceOf(DeliveryStatus.Accepted.class);
    assertThat(balance(chains().gasPaymaster())).isZero();
    approve(fee);

    executed(handle);
    assertThat(balance(chains().gasPaymaster())).isEqualTo(fee);
  }

  @Test
  void aFeeThatRoseAboveTheCapIsNotPaidInTheToken() {
    BigInteger fee = priceIn(chains().feeToken());
    MessagingClient client = client();
    MessageHandle handle = client.send(deposit(), options().maxFee(fee(fee, "cap")));
    approve(BigInteger.ZERO);
    chains().until(() -> waitsFor(client, handle, "ERC20InsufficientAllowance"));
    chains().setRequiredHook(chains().gasPaymaster());
    approve(fee.shiftLeft(1));

    chains().until(() -> handle.status() instanceof DeliveryStatus.Parked);

    assertThat(((DeliveryStatus.Parked) handle.status()).reason())
        .contains("asks " + fee.shiftLeft(1) + " of the token " + chains().feeToken() + " by now")
        .contains("the cap is " + fee);
    assertThat(balance(chains().gasPaymaster())).isZero();
  }

  /** The allowance is the only bound then; the receipt says what happened. */
  @Test
  void aFeeThatRoseAfterItsDispatchWasSignedIsToldAsItWasPaid() {
    BigInteger fee = priceIn(chains().feeToken());
    chains().strangerDelivers();
    MessageHandle handle = client().send(deposit(), options());
    chains().setRequiredHook(chains().gasPaymaster());

    executed(handle);
    assertThat(balance(chains().gasPaymaster())).isEqualTo(fee.shiftLeft(1));
    assertThat(handle.receipt().costs()).contains(fee(fee.shiftLeft(1), "protocol fee"));
  }

  @Test
  void aProtocolFeeInTheCoinDoesNotGoWithAToken() {
    approve(priceIn(chains().feeToken()));
    chains().setRequiredHook(chainsInMemory().deployOnOrigin(new ProtocolFee(BigInteger.ONE)));

    assertThat(refused(options()).reason()).contains("invalid metadata variant");
  }

  @Test
  void aHookThatAsksForWhoKnowsWhatIsNotPaid() {
    BigInteger fee = priceIn(chains().feeToken());
    Functions secretive =
        new Functions()
            .getter("hookType()", frame -> Bytes32.ZERO)
            .add(
                "quoteDispatch(bytes,bytes)",
                (frame, arguments) -> Bytes32.ofUnsigned(BigInteger.TEN).toBytes())
            .payable("postDispatch(bytes,bytes)", (frame, arguments) -> Bytes.EMPTY);
    EvmAddress hook = chainsInMemory().deployOnOrigin(secretive::execute);
    chains().setRequiredHook(hook);

    assertThat(refused(options()).reason())
        .contains("the hooks ask " + fee.add(BigInteger.TEN))
        .contains("the gas paymasters among them " + fee);
  }

  private SimulatedTwoChains chainsInMemory() {
    return (SimulatedTwoChains) chains();
  }
}
