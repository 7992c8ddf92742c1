package dev.interlane.integration;

import static dev.interlane.testkit.assertion.InterlaneAssertions.assertThat;

import dev.interlane.chain.EvmAddress;
import dev.interlane.client.MessagingClient;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.relay.RelayOptions;
import dev.interlane.relay.RelayTransport;
import dev.interlane.testkit.Security;
import org.junit.jupiter.api.Test;

/** Real nodes that tell new heads over WebSocket. */
class HeadSocketOnAnvilTest {
  private static final EvmAddress USER =
      EvmAddress.parse("0x00000000000000000000000000000000000000aa");

  private final DevnetTwoChains chains = DevnetTwoChains.shared();

  @Test
  void socketsAloneWakeAClientThatHardlyEverPolls() {
    MessageEnvelope envelope =
        MessageEnvelope.builder()
            .sender(chains.sender())
            .recipient(chains.vault(Security.TRUSTED_RELAYER))
            .body(ContractCall.of("deposit(address,uint256)", USER, 5))
            .build();
    RelayTransport transport =
        RelayTransport.create(
            RelayOptions.builder().addAllDeployments(chains.deployments()).build());

    try (MessagingClient client = chains.wokenBySockets().transport(transport).build()) {
      assertThat(client.send(envelope).awaitReceipt(chains.patience())).isExecuted();
    }
  }
}
