package dev.interlane.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.client.SendOptions;
import dev.interlane.client.SendRequest;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.testkit.SimulatedNetwork;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is estimated together and lands one after the other. */
class ManyAtOnceTest {
  /** The insertion that completes as many leaves costs far more than those around it. */
  private static final int FULL_SUBTREE = 256;

  @Test
  void noDispatchOfABatchRunsOutOfGas() {
    try (SimulatedNetwork network = SimulatedNetwork.create(1)) {
      Backend backend = new Backend(network);
      MessagingClient client =
          network.opened(backend.builder().maxInFlightPerAccount(FULL_SUBTREE).build());
      // Past the first leaves, whose slots are new and whose insertions are dear as well.
      for (int i = 0; i < 2; i++) {
        client.send(backend.deposit().build()).awaitReceipt(Backend.LONG);
      }

      List<MessageHandle> handles =
          client.sendAll(
              Stream.generate(() -> new SendRequest(backend.deposit().build(), SendOptions.none()))
                  .limit(FULL_SUBTREE)
                  .toList());

      for (MessageHandle handle : handles) {
        DeliveryReceipt receipt = handle.awaitReceipt(Backend.LONG);

        assertThat(receipt.timeline())
            .noneMatch(entry -> entry.event() instanceof DeliveryEvent.DispatchReverted);
      }
    }
  }
}
