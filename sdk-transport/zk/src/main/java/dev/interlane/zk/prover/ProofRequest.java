package dev.interlane.zk.prover;

import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.time.Instant;

/**
 * The wish for a proof that a program ran on an input.
 *
 * @param key the caller's name for this wish: the same wish always has the same key, so that after
 *     a crash it finds the work that is under way instead of paying for it twice
 * @param programKey the hash by which the proof system names the program
 * @param input the program's input, in the prover's own encoding; it is not secret
 * @param deadline the moment after which the proof is of no use
 */
public record ProofRequest(Bytes32 key, Bytes32 programKey, Bytes input, Instant deadline) {}
