package dev.interlane.conformance;

import dev.interlane.chain.EvmAddress;
import dev.interlane.mailbox.composite.FallbackTransport;
import dev.interlane.mailbox.composite.QuorumTransport;
import dev.interlane.spi.Transport;
import dev.interlane.testkit.Security;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.conformance.TransportContract;
import java.time.Duration;
import org.junit.jupiter.api.Nested;

/** Every transport of ours, before each kind of module that it satisfies. */
class TransportsTest {
  @Nested
  class Relay extends TransportContract {
    @Override
    protected Transport transport(SimulatedNetwork network) {
      return OurTransports.relay(network);
    }

    @Override
    protected EvmAddress ism(SimulatedNetwork network) {
      return network.destination().ism(Security.TRUSTED_RELAYER);
    }

    @Override
    protected Security refused() {
      return Security.MESSAGE_ID_MULTISIG;
    }
  }

  abstract static class Validator extends TransportContract {
    abstract Security security();

    @Override
    protected Transport transport(SimulatedNetwork network) {
      return OurTransports.validator(network);
    }

    @Override
    protected EvmAddress ism(SimulatedNetwork network) {
      return network.destination().ism(security());
    }

    @Override
    protected Security refused() {
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
  class ValidatorByBoth extends Validator {
    @Override
    Security security() {
      return Security.AGGREGATION;
    }
  }

  @Nested
  class Zk extends TransportContract {
    @Override
    protected SimulatedNetwork.Builder shape(SimulatedNetwork.Builder builder) {
      return builder.provable().provenEvery(8);
    }

    @Override
    protected Transport transport(SimulatedNetwork network) {
      return OurTransports.zk(network);
    }

    @Override
    protected EvmAddress ism(SimulatedNetwork network) {
      return network.provenOrigin().ism();
    }

    @Override
    protected Security refused() {
      return Security.MERKLE_ROOT_MULTISIG;
    }
  }

  @Nested
  class Quorum extends TransportContract {
    @Override
    protected Transport transport(SimulatedNetwork network) {
      return QuorumTransport.of(2, OurTransports.validator(network), OurTransports.relay(network));
    }

    @Override
    protected EvmAddress ism(SimulatedNetwork network) {
      return network.destination().ism(Security.RELAYER_AND_VALIDATORS);
    }

    @Override
    protected Security refused() {
      return Security.TRUSTED_RELAYER;
    }
  }

  @Nested
  class Fallback extends TransportContract {
    @Override
    protected Transport transport(SimulatedNetwork network) {
      return FallbackTransport.of(
          Duration.ofMinutes(30), OurTransports.validator(network), OurTransports.relay(network));
    }

    @Override
    protected EvmAddress ism(SimulatedNetwork network) {
      return network.destination().ism(Security.RELAYER_OR_VALIDATORS);
    }

    @Override
    protected Security refused() {
      return Security.TRUSTED_RELAYER;
    }
  }
}
