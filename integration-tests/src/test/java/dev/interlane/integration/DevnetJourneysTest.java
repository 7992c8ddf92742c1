package dev.interlane.integration;

import dev.interlane.chain.EvmAddress;
import dev.interlane.devnet.RequiresDevnet;
import dev.interlane.mailbox.MailboxTransport;
import dev.interlane.mailbox.composite.FallbackTransport;
import dev.interlane.mailbox.composite.QuorumTransport;
import dev.interlane.relay.RelayOptions;
import dev.interlane.relay.RelayTransport;
import dev.interlane.spi.Transport;
import dev.interlane.testkit.Security;
import dev.interlane.testkit.conformance.TransportGround;
import dev.interlane.testkit.conformance.TransportJourneys;
import dev.interlane.validator.ValidatorOptions;
import dev.interlane.validator.ValidatorTransport;
import dev.interlane.zk.ZkOptions;
import dev.interlane.zk.ZkTransport;
import java.time.Duration;
import org.junit.jupiter.api.Nested;

/** Every transport of ours on real nodes, by the suite's own journeys. */
@RequiresDevnet
class DevnetJourneysTest {
  abstract static class OnDevnet extends TransportJourneys {
    private final DevnetTwoChains chains = DevnetTwoChains.shared();

    @Override
    protected TransportGround openGround() {
      return new DevnetGround(chains);
    }

    abstract Security security();

    abstract Security refused();

    @Override
    protected EvmAddress ism() {
      return chains.ism(security());
    }

    @Override
    protected EvmAddress refusedIsm() {
      return chains.ism(refused());
    }

    DevnetTwoChains chains() {
      return chains;
    }

    MailboxTransport relay() {
      return RelayTransport.create(
          RelayOptions.builder()
              .addAllDeployments(chains.deployments())
              .pollInterval(chains.poll())
              .build());
    }

    MailboxTransport validator() {
      ValidatorOptions.Builder options =
          ValidatorOptions.builder()
              .addAllDeployments(chains.deployments())
              .pollInterval(chains.poll());
      chains
          .checkpoints()
          .forEach(
              (validator, reader) ->
                  options.checkpoints(chains.sender().chain(), validator, reader));
      return ValidatorTransport.hyperlane(options.build());
    }
  }

  @Nested
  class Relay extends OnDevnet {
    @Override
    protected Transport transport() {
      return relay();
    }

    @Override
    Security security() {
      return Security.TRUSTED_RELAYER;
    }

    @Override
    Security refused() {
      return Security.MESSAGE_ID_MULTISIG;
    }
  }

  abstract static class Validator extends OnDevnet {
    @Override
    protected Transport transport() {
      return validator();
    }

    @Override
    Security refused() {
      return Security.TRUSTED_RELAYER;
    }
  }

  @Nested
  class ValidatorByMessageId extends Validator {
    @Override
    Security security() {
      return Security.MESSAGE_ID_MULTISIG;
    }
  }

  @Nested
  class ValidatorByMerkleRoot extends Validator {
    @Override
    Security security() {
      return Security.MERKLE_ROOT_MULTISIG;
    }
  }

  @Nested
  class Quorum extends Validator {
    @Override
    protected Transport transport() {
      return QuorumTransport.of(2, validator(), relay());
    }

    @Override
    Security security() {
      return Security.RELAYER_AND_VALIDATORS;
    }
  }

  @Nested
  class Fallback extends Validator {
    @Override
    protected Transport transport() {
      return FallbackTransport.of(Duration.ofMinutes(30), validator(), relay());
    }

    @Override
    Security security() {
      return Security.RELAYER_OR_VALIDATORS;
    }
  }

  @Nested
  class Zk extends OnDevnet {
    @Override
    protected Transport transport() {
      return ZkTransport.create(
          ZkOptions.builder()
              .addAllDeployments(chains().provenDeployments())
              .pollInterval(chains().poll())
              .build());
    }

    @Override
    protected EvmAddress ism() {
      return chains().provenIsm();
    }

    @Override
    Security security() {
      return Security.NOOP;
    }

    @Override
    Security refused() {
      return Security.MERKLE_ROOT_MULTISIG;
    }
  }
}
