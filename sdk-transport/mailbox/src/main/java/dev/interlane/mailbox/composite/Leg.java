package dev.interlane.mailbox.composite;

import dev.interlane.error.ChainUnavailableException;
import dev.interlane.error.LogsMissingException;
import dev.interlane.mailbox.DispatchedMessage;
import dev.interlane.mailbox.IsmNode;
import dev.interlane.mailbox.IsmProver;
import dev.interlane.mailbox.LegProof;

/** One transport of several, at work. Its trouble is its own: it never stops the others. */
record Leg(String name, IsmProver prover) {

  LegProof prove(IsmNode ism, DispatchedMessage message) {
    try {
      return prover.prove(ism, message);
    } catch (ChainUnavailableException | LogsMissingException trouble) {
      return new LegProof.Waiting("a chain cannot be asked: " + trouble.getMessage());
    }
  }
}
