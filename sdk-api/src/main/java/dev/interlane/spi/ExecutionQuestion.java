package dev.interlane.spi;

import dev.interlane.chain.Inclusion;
import dev.interlane.message.Route;
import dev.interlane.receipt.ExecutionProof;
import dev.interlane.receipt.ProtocolId;
import java.util.List;
import java.util.Optional;

/**
 * What a transport is asked to prove about a message's execution.
 *
 * @param route where it goes
 * @param protocolIds what the protocol calls it
 * @param delivery the transaction that executed it, while it is in a block
 * @param kind what to prove it by
 */
public record ExecutionQuestion(
    Route route,
    List<ProtocolId> protocolIds,
    Optional<Inclusion> delivery,
    ExecutionProof.Kind kind) {
  public ExecutionQuestion {
    protocolIds = List.copyOf(protocolIds);
  }
}
