package dev.interlane.testkit.chain;

import dev.interlane.codec.execution.ExecutionHeader;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import org.jspecify.annotations.Nullable;

/** What a block's hash commits to, with the means to prove it as long as its state is kept. */
final class Sealed {
  private final ExecutionHeader header;
  private @Nullable CommittedState state;
  private StateChanges changes;

  Sealed(ExecutionHeader header, CommittedState state, StateChanges changes) {
    this.header = header;
    this.state = state;
    this.changes = changes;
  }

  Bytes32 hash() {
    return header.hash();
  }

  Bytes encodedHeader() {
    return header.encode();
  }

  /** The state after the block. */
  CommittedState state() {
    if (state == null) {
      throw new IllegalStateException("The state of block " + header.height() + " is forgotten");
    }
    return state;
  }

  /** What the block changed; nothing once it is settled. */
  StateChanges changes() {
    return changes;
  }

  /** Gives up what taking the block away needs. */
  void settle() {
    changes = new StateChanges();
  }

  /** Gives up what proofs need. */
  void forgetState() {
    state = null;
  }
}
