package dev.interlane.zk;

import dev.interlane.error.CodecException;
import dev.interlane.evm.groth16.Groth16Claim;
import dev.interlane.evm.groth16.Groth16Proof;
import dev.interlane.evm.groth16.Groth16Verifier;
import dev.interlane.evm.groth16.PublicInputs;
import dev.interlane.evm.groth16.VerifyingKey;
import dev.interlane.mailbox.ContractView;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.value.Value;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Updates of the light client of tests, INSECURE TEST PROVER: the pairing is real, what it shows is
 * worth nothing. Layout and statement are those of {@code docs/spec/zk.md}.
 */
final class InsecureReader implements LightClientUpdates.Reader {
  /** The statement is below the scalar field's order. */
  private static final byte KEPT_BITS = 0x1f;

  private final LightClient lightClient;
  private final ContractView contract;
  private final KnownRoots.KnownRoot root;

  InsecureReader(LightClient lightClient, ContractView contract, KnownRoots.KnownRoot root) {
    this.lightClient = lightClient;
    this.contract = contract;
    this.root = root;
  }

  @Override
  public Optional<UpdateCheck> check(UpdateLog.Update update, Bytes calldata) {
    if (!root.isAt(update.number())) {
      return Optional.empty();
    }
    List<Value> said = StateProofAbi.TEST_UPDATE.decodeCall(calldata);
    Bytes32 proven = Bytes32.of(said.get(1).asBytes());
    if (!root.isAt(said.get(0).asNumber()) || !proven.equals(root.root())) {
      return Optional.of(LightClientUpdates.contradiction(update, root, proven));
    }
    return Optional.of(verified(update, words(said.get(2))));
  }

  private UpdateCheck verified(UpdateLog.Update update, Bytes proof) {
    Optional<Bytes> key = contract.ask(StateProofAbi.VERIFYING_KEY).map(InsecureReader::words);
    if (key.isEmpty() || !Keccak256.hash(key.get()).equals(lightClient.key())) {
      return new UpdateCheck.Refused(
          "the light client shows no verifying key with the hash " + lightClient.key());
    }
    String of =
        "in the transaction " + update.transaction() + " under the key " + lightClient.key();
    try {
      Groth16Verifier verifier = Groth16Verifier.of(VerifyingKey.decode(key.get()));
      return verifier.accepts(
              new Groth16Claim(Groth16Proof.decode(proof), PublicInputs.of(statement())))
          ? new UpdateCheck.Verified("the Groth16 proof " + of + " (" + lightClient.kind() + ")")
          : new UpdateCheck.Refused("the Groth16 proof " + of + " does not hold");
    } catch (CodecException | IllegalArgumentException malformed) {
      return new UpdateCheck.Refused(
          "the Groth16 proof " + of + " is none: " + malformed.getMessage());
    }
  }

  private Bytes32 statement() {
    byte[] hash =
        Keccak256.hash(
                Bytes32.ofUnsigned(lightClient.originChainId()).toBytes(),
                Bytes32.ofUnsigned(BigInteger.valueOf(root.height())).toBytes(),
                root.root().toBytes())
            .toArray();
    hash[0] &= KEPT_BITS;
    return Bytes32.copyOf(hash, 0);
  }

  private static Bytes words(Value numbers) {
    return Bytes.concat(
        numbers.asElements().stream()
            .map(number -> Bytes32.ofUnsigned(number.asNumber()).toBytes())
            .toArray(Bytes[]::new));
  }
}
