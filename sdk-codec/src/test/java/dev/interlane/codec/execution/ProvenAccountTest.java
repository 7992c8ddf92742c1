package dev.interlane.codec.execution;

import static dev.interlane.codec.execution.ExecutionVectors.address;
import static dev.interlane.codec.execution.ExecutionVectors.nodes;
import static dev.interlane.codec.execution.ExecutionVectors.quantity;
import static dev.interlane.codec.execution.ExecutionVectors.word;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.rlp.Rlp;
import dev.interlane.codec.trie.Trie;
import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.StateProof;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ProvenAccountTest {
  private static final BlockRef BLOCK = new BlockRef(ChainId.eip155(31337), 6, Bytes32.ZERO);
  private static final EvmAddress HOLDER =
      EvmAddress.parse("0x00000000000000000000000000000000000000aa");
  private static final Bytes32 SLOT = Bytes32.leftPad(Bytes.of((byte) 5));
  private static final Bytes32 WORD = Bytes32.leftPad(Bytes.fromHex("0x0100"));

  @Test
  void takesAPresentAndAnAbsentSlotOfANode() {
    JsonNode recorded = ExecutionVectors.recorded("getproof-present-and-absent.json");
    JsonNode proof = recorded.get("proof");
    Bytes32 stateRoot = word(recorded.get("block"), "stateRoot");

    ProvenAccount proven = ProvenAccount.verify(stateRoot, stateProof(proof));

    assertThat(proven.account())
        .hasValueSatisfying(
            account -> {
              assertThat(account.storageRoot()).isEqualTo(word(proof, "storageHash"));
              assertThat(account.codeHash()).isEqualTo(word(proof, "codeHash"));
              assertThat(account.accountNonce()).isEqualTo(1);
              assertThat(account.balanceWei()).isZero();
            });
    assertThat(proven.words()).containsExactly(Bytes32.leftPad(Bytes.of((byte) 1)), Bytes32.ZERO);
  }

  @Test
  void takesTheProofsOfGeth() {
    int proofs = 0;
    for (JsonNode recording : ExecutionVectors.ofGeth()) {
      EvmAddress contract =
          address(recording.get("initial").get("client_state"), "ibc_contract_address");
      List<Bytes32> roots = new ArrayList<>();
      for (JsonNode message : recording.get("messages")) {
        JsonNode data = message.get("data");
        if (data.has("consensus_update")) {
          JsonNode finalized = data.get("consensus_update").get("finalized_header");
          roots.add(word(finalized.get("execution"), "state_root"));
        }
        if (data.has("storage_proof")) {
          JsonNode storage = data.get("storage_proof");
          assertProven(roots.get(roots.size() - 1), contract, data.get("account_proof"), storage);
          proofs++;
        }
      }
    }
    assertThat(proofs).isGreaterThan(2);
  }

  private static void assertProven(
      Bytes32 stateRoot, EvmAddress contract, JsonNode account, JsonNode storage) {
    ExecutionAccount proven =
        ProvenAccount.account(stateRoot, contract, nodes(account.get("proof"))).orElseThrow();
    assertThat(proven.storageRoot()).isEqualTo(word(account, "storage_root"));
    assertThat(
            ProvenAccount.word(
                proven.storageRoot(), word(storage, "key"), nodes(storage.get("proof"))))
        .isEqualTo(Bytes32.ofUnsigned(quantity(storage, "value")));
  }

  @Test
  void refusesAnotherWordThanTheProofShows() {
    State state = new State(WORD);

    assertThat(ProvenAccount.verify(state.root(), state.proof(SLOT, WORD)).words())
        .containsExactly(WORD);
    assertRefused(state.root(), state.proof(SLOT, Bytes32.ZERO), DecodeReason.NOT_PROVEN);
    assertRefused(state.root(), state.proof(Bytes32.ZERO, WORD), DecodeReason.NOT_PROVEN); // absent
  }

  @Test
  void refusesTheProofOfAnotherAccountOrSlot() {
    State state = new State(WORD);
    StateProof proof = state.proof(SLOT, WORD);
    StateProof.SlotProof slot = proof.slots().get(0);
    StateProof otherSlot =
        new StateProof(
            BLOCK,
            HOLDER,
            proof.accountProof(),
            List.of(new StateProof.SlotProof(Bytes32.ZERO, WORD, slot.proof())));
    StateProof otherAccount =
        new StateProof(BLOCK, EvmAddress.ZERO, proof.accountProof(), proof.slots());

    assertRefused(state.root(), otherSlot, DecodeReason.NOT_PROVEN);
    assertThatThrownBy(() -> ProvenAccount.verify(state.root(), otherAccount))
        .isInstanceOf(CodecException.class);
  }

  @Test
  void showsThatAnAddressHasNoAccountAndNoStorage() {
    State state = new State(WORD);
    EvmAddress nobody = EvmAddress.parse("0x00000000000000000000000000000000000000bb");
    List<Bytes> absence = state.accounts.proof(key(nobody));
    StateProof proof =
        new StateProof(
            BLOCK,
            nobody,
            absence,
            List.of(new StateProof.SlotProof(SLOT, Bytes32.ZERO, List.of())));

    ProvenAccount proven = ProvenAccount.verify(state.root(), proof);

    assertThat(proven.account()).isEmpty();
    assertThat(proven.words()).containsExactly(Bytes32.ZERO);
  }

  @Test
  void refusesStorageThatNoChainHolds() {
    for (Bytes stored :
        List.of(
            Rlp.bytes(Bytes.EMPTY),
            Rlp.bytes(Bytes.of((byte) 0)),
            Rlp.bytes(Bytes.fromHex("0x0001")),
            Rlp.bytes(Bytes.of(new byte[33])),
            Rlp.list(),
            Bytes.fromHex("0x8100"),
            Bytes.fromHex("0x0101"))) {
      Trie storage = Trie.empty().put(key(SLOT), stored);
      assertThatThrownBy(() -> ProvenAccount.word(storage.root(), SLOT, storage.proof(key(SLOT))))
          .as(stored.toHex())
          .isInstanceOf(CodecException.class);
    }
    Bytes32 largest = Bytes32.fromHex("0x" + "ff".repeat(32));
    Trie storage = Trie.empty().put(key(SLOT), Rlp.number(largest.toUnsigned()));
    assertThat(ProvenAccount.word(storage.root(), SLOT, storage.proof(key(SLOT))))
        .isEqualTo(largest);
  }

  @Test
  void readsAccountsOfTheOneFormOnly() {
    ExecutionAccount account =
        new ExecutionAccount(
            Long.MAX_VALUE,
            BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE),
            Keccak256.hash(Bytes.of((byte) 1)),
            ExecutionAccount.NO_CODE_HASH);
    Bytes encoded = account.encode();

    assertThat(ExecutionAccount.decode(encoded)).isEqualTo(account);
    assertThat(ExecutionAccount.NO_CODE_HASH)
        .isEqualTo(
            Bytes32.fromHex("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"));
    assertThat(ExecutionAccount.withoutCode(1, BigInteger.TWO))
        .isEqualTo(
            new ExecutionAccount(
                1, BigInteger.TWO, Trie.EMPTY_ROOT, ExecutionAccount.NO_CODE_HASH));
    for (int length = 0; length < encoded.length(); length++) {
      Bytes cut = encoded.slice(0, length);
      assertThatThrownBy(() -> ExecutionAccount.decode(cut)).isInstanceOf(CodecException.class);
    }
    Bytes root = Rlp.bytes(account.storageRoot().toBytes());
    Bytes code = Rlp.bytes(account.codeHash().toBytes());
    for (Bytes bad :
        List.of(
            Rlp.list(Rlp.number(1), Rlp.number(1), root, code, Rlp.number(1)),
            Rlp.list(Rlp.bytes(Bytes.fromHex("0x0001")), Rlp.number(1), root, code),
            Rlp.list(Rlp.number(1), Rlp.bytes(Bytes.of(new byte[33])), root, code),
            Rlp.list(Rlp.number(1), Rlp.number(1), Rlp.bytes(Bytes.of((byte) 1)), code),
            Rlp.list(Rlp.number(1), Rlp.number(1), root, Rlp.bytes(Bytes.EMPTY)))) {
      assertThatThrownBy(() -> ExecutionAccount.decode(bad)).isInstanceOf(CodecException.class);
    }
    assertThat(ExecutionAccount.withoutCode(0, BigInteger.ZERO).accountNonce()).isZero();
    assertThatThrownBy(() -> ExecutionAccount.withoutCode(-1, BigInteger.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ExecutionAccount.withoutCode(0, BigInteger.ONE.negate()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ExecutionAccount.withoutCode(0, BigInteger.ONE.shiftLeft(256)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertRefused(Bytes32 root, StateProof proof, DecodeReason reason) {
    assertThatThrownBy(() -> ProvenAccount.verify(root, proof))
        .isInstanceOfSatisfying(
            CodecException.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
  }

  private static StateProof stateProof(JsonNode proof) {
    List<StateProof.SlotProof> slots = new ArrayList<>();
    for (JsonNode slot : proof.get("storageProof")) {
      slots.add(
          new StateProof.SlotProof(
              Bytes32.ofUnsigned(quantity(slot, "key")),
              Bytes32.ofUnsigned(quantity(slot, "value")),
              nodes(slot.get("proof"))));
    }
    return new StateProof(
        BLOCK, address(proof, "address"), nodes(proof.get("accountProof")), slots);
  }

  private static Bytes key(EvmAddress address) {
    return Keccak256.hash(address.toBytes()).toBytes();
  }

  private static Bytes key(Bytes32 slot) {
    return Keccak256.hash(slot.toBytes()).toBytes();
  }

  /** Two accounts, one of them with one word of storage. */
  private static final class State {
    private final Trie storage;
    private final Trie accounts;

    State(Bytes32 word) {
      storage = Trie.empty().put(key(SLOT), Rlp.number(word.toUnsigned()));
      ExecutionAccount holder =
          new ExecutionAccount(
              1, BigInteger.ZERO, storage.root(), Keccak256.hash(Bytes.fromUtf8("code")));
      accounts =
          Trie.empty()
              .put(key(HOLDER), holder.encode())
              .put(key(EvmAddress.ZERO), ExecutionAccount.withoutCode(7, BigInteger.TEN).encode());
    }

    Bytes32 root() {
      return accounts.root();
    }

    StateProof proof(Bytes32 slot, Bytes32 claimed) {
      return new StateProof(
          BLOCK,
          HOLDER,
          accounts.proof(key(HOLDER)),
          List.of(new StateProof.SlotProof(slot, claimed, storage.proof(key(slot)))));
    }
  }
}
