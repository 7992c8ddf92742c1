package dev.interlane.evm.groth16;

/**
 * What somebody says: that the proof proves the statement of these inputs.
 *
 * @param proof the proof, which identifies nothing
 * @param inputs the statement
 */
public record Groth16Claim(Groth16Proof proof, PublicInputs inputs) {}
