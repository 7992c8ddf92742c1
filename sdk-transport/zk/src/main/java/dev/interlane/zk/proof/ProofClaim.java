package dev.interlane.zk.proof;

import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;

/**
 * What somebody says: that a program, run to its end, wrote these public values, and that the proof
 * shows it. Nothing in here is checked; a {@link ProofVerifier} does that.
 *
 * <p>What identifies a claim is {@link Statement}, never the proof: one proof can be turned into
 * many of the same statement by anybody. So claims have no equality of content.
 */
public final class ProofClaim {
  private final Statement statement;
  private final Bytes proof;

  private ProofClaim(Statement statement, Bytes proof) {
    this.statement = statement;
    this.proof = proof;
  }

  /**
   * A claim.
   *
   * @param statement what is said
   * @param proof the proof system's bytes
   */
  public static ProofClaim of(Statement statement, Bytes proof) {
    return new ProofClaim(statement, proof);
  }

  /** What is said. */
  public Statement statement() {
    return statement;
  }

  /** The proof system's bytes. They identify nothing. */
  public Bytes proof() {
    return proof;
  }

  @Override
  public String toString() {
    return "ProofClaim[" + statement + ", proof of " + proof.length() + " bytes]";
  }

  /**
   * A program and what it wrote.
   *
   * @param programKey the hash by which the proof system names the program
   * @param publicValues what the program wrote out for the world to see
   */
  public record Statement(Bytes32 programKey, Bytes publicValues) {}
}
