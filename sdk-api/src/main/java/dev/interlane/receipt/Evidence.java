package dev.interlane.receipt;

import dev.interlane.chain.AccountId;
import dev.interlane.primitive.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * Why the destination believed the message, sealed by kind of trust. The SDK builds evidence only
 * from what it checked itself. Immutable.
 */
public sealed interface Evidence {
  /** The protocol it belongs to, such as {@code hyperlane/v3}. */
  String protocol();

  /** What the SDK itself checked, in one sentence a person can read. */
  String checked();

  /** Whom or what one has to trust for it, in one sentence. */
  String trusted();

  /** The proof material as the destination gets it; empty when there is none. */
  Bytes raw();

  /**
   * One operator says so. The other components are those of {@link Evidence}.
   *
   * @param by the operator's account on the destination
   */
  record Vouched(String protocol, AccountId by, String checked, String trusted, Bytes raw)
      implements Evidence {}

  /**
   * At least {@code threshold} of {@code validators} signed. A signer who is not in the set, or is
   * named more often than the set lists it, makes no evidence.
   *
   * @param signers who signed, in the order of the set
   * @param validators the whole set, in its order
   * @param threshold how many are needed
   */
  record Quorum(
      String protocol,
      List<AccountId> signers,
      List<AccountId> validators,
      int threshold,
      String checked,
      String trusted,
      Bytes raw)
      implements Evidence {
    public Quorum {
      signers = List.copyOf(signers);
      validators = List.copyOf(validators);
      if (threshold < 1 || signers.size() < threshold || validators.size() < signers.size()) {
        throw new IllegalArgumentException(
            "A quorum needs 1 <= threshold <= signers <= validators, got "
                + threshold
                + ", "
                + signers.size()
                + ", "
                + validators.size());
      }
      List<AccountId> uncounted = new ArrayList<>(validators);
      for (AccountId signer : signers) {
        if (!validators.contains(signer)) {
          throw new IllegalArgumentException("Signer " + signer + " is not in the validator set");
        }
        if (!uncounted.remove(signer)) {
          throw new IllegalArgumentException(
              "Signer " + signer + " is counted more often than it is in the validator set");
        }
      }
    }
  }

  /**
   * A cryptographic proof was verified.
   *
   * @param system the proof system or light client
   * @param statement what was proven, in one sentence
   */
  record Proof(
      String protocol, String system, String statement, String checked, String trusted, Bytes raw)
      implements Evidence {}

  /**
   * Several kinds together, as an aggregation demands: all legs hold.
   *
   * @param legs the evidence of each, at least one
   */
  record Composite(String protocol, List<Evidence> legs, String checked, String trusted, Bytes raw)
      implements Evidence {
    public Composite {
      legs = List.copyOf(legs);
      if (legs.isEmpty()) {
        throw new IllegalArgumentException("Composite evidence needs at least one leg");
      }
    }
  }
}
