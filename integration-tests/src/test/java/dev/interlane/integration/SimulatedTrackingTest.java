package dev.interlane.integration;

import static dev.interlane.testkit.assertion.InterlaneAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.TransactionRef;
import dev.interlane.client.MessageHandle;
import dev.interlane.primitive.Bytes;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.spi.CallResult;
import dev.interlane.testkit.chain.Contract;
import dev.interlane.testkit.chain.Displaced;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Somebody else's messages in memory, with what a real node does not do when told. */
class SimulatedTrackingTest extends TrackingOnTwoChains {
  private final SimulatedTwoChains simulated = SimulatedTwoChains.create(19);

  @Override
  TwoChains open() {
    return simulated;
  }

  @Test
  void allMessagesOfOneTransactionAreFollowed() {
    AccountId first = recipient();
    AccountId second = recipient();
    EvmAddress router =
        simulated.deployOnOrigin(
            router(
                chains().deployments().get(0).mailbox(),
                List.of(
                    dispatchCall(first, "one"),
                    dispatchCall(second, "two"),
                    dispatchCall(first, "one"))));

    TransactionRef transaction = chains().strangerCalls(router, Bytes.EMPTY, BigInteger.ZERO);
    List<MessageHandle> handles = client(ours()).track(transaction);

    assertThat(handles).hasSize(3).extracting(MessageHandle::id).doesNotHaveDuplicates();
    handles.forEach(this::executed);
  }

  @Test
  void aTransactionThatTheOriginTakesBackAndTakesAgainIsFollowedAnew() {
    TransactionRef transaction = dispatch(recipient(), "theirs");
    MessageHandle handle = client(ours()).track(transaction).get(0);

    simulated.reorgOrigin(1, Displaced.RETURNED_TO_POOL);

    assertThat(executed(handle)).went(DeliveryEvent.DispatchReorged.class);
  }

  /** A contract that dispatches several messages when it is called. */
  private static Contract router(EvmAddress mailbox, List<Bytes> dispatches) {
    return frame -> {
      for (Bytes dispatch : dispatches) {
        if (frame.call(mailbox, BigInteger.ZERO, dispatch) instanceof CallResult.Reverted failed) {
          throw frame.revert(failed.data());
        }
      }
      return Bytes.EMPTY;
    };
  }
}
