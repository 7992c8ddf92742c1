package dev.interlane.mailbox;

import dev.interlane.mailbox.web.OffchainLookup;
import dev.interlane.mailbox.web.OffchainLookups;
import dev.interlane.receipt.Evidence;
import java.util.Optional;

/** The modules that want what gateways off the chain say, which rooms satisfy in the same way. */
final class OffchainLegs {
  private OffchainLegs() {}

  static Optional<String> objection(IsmNode.CcipRead module, Optional<OffchainLookups> lookups) {
    return lookups.isPresent()
        ? Optional.empty()
        : Optional.of(
            "the "
                + module.name()
                + " "
                + module.address()
                + " wants what its gateways "
                + module.gateways()
                + " say, and the transport has no OffchainLookups to ask them with");
  }

  static LegProof prove(
      IsmNode.CcipRead module, DispatchedMessage message, OffchainLookups lookups) {
    OffchainLookup lookup = new OffchainLookup(module.address(), module.urls(), module.callData());
    return switch (lookups.ask(lookup)) {
      case OffchainLookups.Answer.Nothing nothing ->
          new LegProof.Waiting(
              "no gateway of the "
                  + module.name()
                  + " "
                  + module.address()
                  + " answers: "
                  + nothing.reasons());
      case OffchainLookups.Answer.Found found ->
          new LegProof.Ready(
              found.data(),
              new Evidence.Vouched(
                  OperatorLegs.PROTOCOL,
                  message.route().deliverers().get(0),
                  OperatorLegs.checked(message),
                  "the gateway "
                      + found.gateway()
                      + " as far as the "
                      + module.name()
                      + " "
                      + module.address()
                      + " does, which judges its answer",
                  found.data()),
              Optional.empty());
    };
  }
}
