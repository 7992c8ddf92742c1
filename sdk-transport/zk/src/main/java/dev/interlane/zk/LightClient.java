package dev.interlane.zk;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.mailbox.ContractView;
import dev.interlane.primitive.Bytes32;
import dev.interlane.value.Value;
import java.math.BigInteger;
import java.util.Optional;

/**
 * What a light client contract says of itself: whose roots it keeps, who convinced it, and who may
 * change that. Read anew whenever it matters, because a guardian may change it. Immutable.
 *
 * @param account the contract
 * @param kind what it is
 * @param originChainId the EVM chain id of the chain whose roots it keeps
 * @param key what its proofs are checked against: the program's verification key of an SP1 Helios
 * @param verifier the contract that checks them; itself where there is no other
 * @param guardian who may change the key; zero once that is nobody
 */
record LightClient(
    AccountId account,
    Kind kind,
    BigInteger originChainId,
    Bytes32 key,
    EvmAddress verifier,
    EvmAddress guardian) {
  private static final String INSECURE = "INSECURE TEST PROVER";

  /** The kinds that are known here. */
  enum Kind {
    /** Of the shape that keeps state roots by block number. */
    SP1_HELIOS("SP1 Helios"),
    /** That of tests, which may only be known as what it is. */
    INSECURE_TEST(INSECURE + " (Groth16 over BN254)");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Reads it; empty when the contract is of no kind that is known here. */
  static Optional<LightClient> read(AccountId account, ContractView contract) {
    return helios(account, contract).or(() -> ofTests(account, contract));
  }

  private static Optional<LightClient> helios(AccountId account, ContractView contract) {
    return contract
        .ask(StateProofAbi.LIGHT_CLIENT_VKEY)
        .flatMap(
            program ->
                of(
                    account,
                    Kind.SP1_HELIOS,
                    contract.ask(StateProofAbi.SOURCE_CHAIN_ID),
                    Optional.of(program),
                    contract.ask(StateProofAbi.VERIFIER).map(Value::asEvmAddress),
                    contract));
  }

  private static Optional<LightClient> ofTests(AccountId account, ContractView contract) {
    return contract
        .ask(StateProofAbi.WARNING)
        .filter(warning -> warning.asText().startsWith(INSECURE))
        .flatMap(
            insecure ->
                of(
                    account,
                    Kind.INSECURE_TEST,
                    contract.ask(StateProofAbi.ORIGIN_CHAIN_ID),
                    contract.ask(StateProofAbi.VERIFYING_KEY_HASH),
                    Optional.of(account.evmAddress()),
                    contract));
  }

  private static Optional<LightClient> of(
      AccountId account,
      Kind kind,
      Optional<Value> chain,
      Optional<Value> key,
      Optional<EvmAddress> verifier,
      ContractView contract) {
    Optional<Value> guardian = contract.ask(StateProofAbi.GUARDIAN);
    return chain.isEmpty() || key.isEmpty() || verifier.isEmpty() || guardian.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new LightClient(
                account,
                kind,
                chain.get().asNumber(),
                Bytes32.of(key.get().asBytes()),
                verifier.get(),
                guardian.get().asEvmAddress()));
  }

  /** Whom or what one has to trust, in one sentence. */
  String trusted() {
    return "the light client "
        + account
        + ", "
        + kind
        + " with the key "
        + key
        + " checked by "
        + verifier
        + (guardian.equals(EvmAddress.ZERO)
            ? "; it has no guardian any more, so that nobody may change that key"
            : ", and its guardian " + guardian + ", who may change that key")
        + (kind == Kind.INSECURE_TEST
            ? "; whoever made the key can prove anything, so nothing is proven to anybody"
            : "");
  }
}
