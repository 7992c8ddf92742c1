package dev.interlane.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.execution.ExecutionAccount;
import dev.interlane.codec.execution.ExecutionHeader;
import dev.interlane.codec.execution.ExecutionLog;
import dev.interlane.codec.execution.ExecutionReceipt;
import dev.interlane.codec.execution.LogsBloom;
import dev.interlane.codec.rlp.Rlp;
import dev.interlane.codec.rlp.RlpReader;
import dev.interlane.codec.trie.Trie;
import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.receipt.BlockHashSource;
import dev.interlane.receipt.ExecutionProof;
import dev.interlane.spi.TransactionReceipt.ExecutionStatus;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Each of the things that an execution proof binds together, taken apart. */
class ProvenDeliveryTest {
  private static final ChainId CHAIN = ChainId.eip155(31338);
  private static final EvmAddress MAILBOX =
      EvmAddress.parse("0x00000000000000000000000000000000000000aa");
  private static final EvmAddress IMPOSTOR =
      EvmAddress.parse("0x00000000000000000000000000000000000000bb");
  private static final EvmAddress PROCESSOR =
      EvmAddress.parse("0x00000000000000000000000000000000000000cc");
  private static final MailboxDeployment DESTINATION =
      MailboxDeployment.builder()
          .chain(CHAIN)
          .domain(31338)
          .mailbox(MAILBOX)
          .merkleTreeHook(IMPOSTOR)
          .build();
  private static final Bytes32 ID = Keccak256.hash(Bytes.fromUtf8("delivered"));
  private static final Bytes32 OTHER_ID = Keccak256.hash(Bytes.fromUtf8("delivered too"));
  private static final Bytes32 UNKNOWN_ID = Keccak256.hash(Bytes.fromUtf8("never delivered"));
  private static final BlockHashSource SOURCE = new BlockHashSource.OneNode("a node");

  /** Transaction 0 delivers both, 1 is undone, 2 pretends. */
  private final Destination block = new Destination(40, List.of(ID, OTHER_ID));

  @Test
  void showsADeliveryByItsReceipt() {
    ProvenDelivery proven = ProvenDelivery.verify(block.byReceipt(0, 0), DESTINATION, ID);

    assertThat(proven.executed()).isTrue();
    assertThat(proven.processedAt()).hasValue(40);
    assertThat(proven.block()).isEqualTo(block.ref());
    assertThat(ProvenDelivery.verify(block.byReceipt(0, 1), DESTINATION, OTHER_ID).executed())
        .isTrue();
  }

  @Test
  void showsADeliveryAndItsAbsenceByStorage() {
    ProvenDelivery proven = ProvenDelivery.verify(block.byStorage(ID), DESTINATION, ID);
    ProvenDelivery absent =
        ProvenDelivery.verify(block.byStorage(UNKNOWN_ID), DESTINATION, UNKNOWN_ID);

    assertThat(proven.executed()).isTrue();
    assertThat(proven.processedAt()).hasValue(40);
    assertThat(proven.processor()).contains(PROCESSOR);
    assertThat(absent.executed()).isFalse();
    assertThat(absent.processedAt()).isEqualTo(OptionalLong.empty());
    assertThat(absent.processor()).isEmpty();
  }

  @Test
  void refusesAnotherEmitter() {
    assertRefused(block.byReceipt(2, 0), ID, "emitter");
  }

  @Test
  void refusesAnotherId() {
    assertRefused(block.byReceipt(0, 0), OTHER_ID, "topics");
    assertRefused(block.byReceipt(0, 1), ID, "topics");
    assertRefused(block.byStorage(ID), OTHER_ID, "slot");
  }

  @Test
  void refusesATransactionThatWasUndone() {
    assertRefused(block.byReceipt(1, 0), ID, "status");
  }

  @Test
  void refusesAnotherPosition() {
    ExecutionProof.ByReceipt right = block.byReceipt(0, 0);

    assertThatThrownBy(() -> ProvenDelivery.verify(at(right, 1, right.nodes()), DESTINATION, ID))
        .isInstanceOf(CodecException.class);
    assertRefused(block.byReceipt(9, 0), ID, "transactionIndex");
    assertRefused(block.byReceipt(0, 2), ID, "logIndex");
    assertRefused(block.byReceipt(2, 1), ID, "topics");
  }

  @Test
  void refusesAnotherBlockThanTheHeaders() {
    Destination other = new Destination(41, List.of());
    ExecutionProof.ByReceipt right = block.byReceipt(0, 0);
    BlockRef ref = block.ref();

    for (BlockRef wrong :
        List.of(
            other.ref(),
            new BlockRef(CHAIN, 41, ref.hash()),
            new BlockRef(CHAIN, 40, other.ref().hash()))) {
      assertRefused(
          new ExecutionProof.ByReceipt(wrong, SOURCE, right.header(), 0, 0, right.nodes()),
          ID,
          "header");
    }
    assertThatThrownBy(
            () ->
                ProvenDelivery.verify(
                    new ExecutionProof.ByReceipt(
                        other.ref(), SOURCE, other.header.encode(), 0, 0, right.nodes()),
                    DESTINATION,
                    ID))
        .isInstanceOfSatisfying(
            CodecException.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(DecodeReason.WRONG_HASH));
    assertRefused(
        new ExecutionProof.ByReceipt(
            new BlockRef(ChainId.eip155(1), 40, ref.hash()),
            SOURCE,
            right.header(),
            0,
            0,
            right.nodes()),
        ID,
        "block");
  }

  @Test
  void refusesARootFromBeforeTheDelivery() {
    Destination before = new Destination(39, List.of());
    ExecutionProof.ByStorage now = block.byStorage(ID);
    ExecutionProof.ByStorage then = before.byStorage(ID);

    assertThat(ProvenDelivery.verify(then, DESTINATION, ID).executed()).isFalse();
    assertThatThrownBy(
            () ->
                ProvenDelivery.verify(
                    new ExecutionProof.ByStorage(
                        then.block(),
                        SOURCE,
                        then.header(),
                        MAILBOX,
                        now.accountProof(),
                        now.slot(),
                        now.word(),
                        now.storageProof()),
                    DESTINATION,
                    ID))
        .isInstanceOf(CodecException.class);
    assertRefused(new Destination(39, 40, List.of(ID)).byStorage(ID), ID, "word");
  }

  @Test
  void refusesAbsencePresentedAsPresenceAndTheReverse() {
    ExecutionProof.ByStorage present = block.byStorage(ID);
    ExecutionProof.ByStorage absent = block.byStorage(UNKNOWN_ID);

    assertRefused(with(present, MAILBOX, Bytes32.ZERO), ID, "word");
    assertRefused(with(absent, MAILBOX, present.word()), UNKNOWN_ID, "word");
    assertRefused(with(present, IMPOSTOR, present.word()), ID, "account");
  }

  @Test
  void refusesTheStorageOfAMailboxThatIsNotThere() {
    MailboxDeployment elsewhere =
        MailboxDeployment.builder().from(DESTINATION).mailbox(IMPOSTOR).build();
    ExecutionProof.ByStorage right = block.byStorage(ID);
    ExecutionProof.ByStorage nobody =
        new ExecutionProof.ByStorage(
            right.block(),
            SOURCE,
            right.header(),
            IMPOSTOR,
            block.accounts.proof(key(IMPOSTOR.toBytes())),
            right.slot(),
            Bytes32.ZERO,
            List.of());

    assertThatThrownBy(() -> ProvenDelivery.verify(nobody, elsewhere, ID))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("did not exist");
  }

  @Test
  void refusesEveryAlteredBitOfAHeader() {
    ExecutionProof.ByReceipt right = block.byReceipt(0, 0);
    for (int bit = 0; bit < 8 * right.header().length(); bit++) {
      byte[] altered = right.header().toArray();
      altered[bit / 8] ^= (byte) (1 << (bit % 8));
      ExecutionProof wrong =
          new ExecutionProof.ByReceipt(
              right.block(), SOURCE, Bytes.of(altered), 0, 0, right.nodes());
      assertThatThrownBy(() -> ProvenDelivery.verify(wrong, DESTINATION, ID))
          .isInstanceOf(CodecException.class);
    }
  }

  private static ExecutionProof.ByReceipt at(
      ExecutionProof.ByReceipt proof, int transactionIndex, List<Bytes> nodes) {
    return new ExecutionProof.ByReceipt(
        proof.block(), SOURCE, proof.header(), transactionIndex, proof.logIndex(), nodes);
  }

  private static ExecutionProof.ByStorage with(
      ExecutionProof.ByStorage proof, EvmAddress account, Bytes32 word) {
    return new ExecutionProof.ByStorage(
        proof.block(),
        SOURCE,
        proof.header(),
        account,
        proof.accountProof(),
        proof.slot(),
        word,
        proof.storageProof());
  }

  private static void assertRefused(ExecutionProof proof, Bytes32 id, String path) {
    assertThatThrownBy(() -> ProvenDelivery.verify(proof, DESTINATION, id))
        .isInstanceOfSatisfying(
            CodecException.class,
            refusal -> {
              assertThat(refusal.reason()).isEqualTo(DecodeReason.NOT_PROVEN);
              assertThat(refusal.path()).isEqualTo(path);
            });
  }

  private static Bytes key(Bytes plain) {
    return Keccak256.hash(plain).toBytes();
  }

  /** A block of the destination in which these messages are, or were, delivered. */
  private static final class Destination {
    private final Trie receipts;
    private final Trie storage;
    private final Trie accounts;
    private final ExecutionHeader header;

    Destination(long height, List<Bytes32> delivered) {
      this(height, height, delivered);
    }

    Destination(long height, long recordedHeight, List<Bytes32> delivered) {
      List<ExecutionLog> logs = new ArrayList<>();
      Trie slots = Trie.empty().put(key(Bytes32.ZERO.toBytes()), Rlp.number(1));
      BigInteger word =
          BigInteger.valueOf(recordedHeight).shiftLeft(160).or(PROCESSOR.toWord().toUnsigned());
      for (Bytes32 id : delivered) {
        logs.add(processId(MAILBOX, id));
        slots = slots.put(key(ProvenDelivery.slotOf(id).toBytes()), Rlp.number(word));
      }
      storage = slots;
      receipts =
          Trie.indexed(
              List.of(
                  receipt(ExecutionStatus.SUCCEEDED, logs),
                  receipt(ExecutionStatus.REVERTED, List.of(processId(MAILBOX, ID))),
                  receipt(
                      ExecutionStatus.SUCCEEDED,
                      List.of(
                          processId(IMPOSTOR, ID),
                          new ExecutionLog(MAILBOX, List.of(ID), Bytes.EMPTY)))));
      accounts =
          Trie.empty()
              .put(
                  key(MAILBOX.toBytes()),
                  new ExecutionAccount(1, BigInteger.ZERO, storage.root(), ID).encode())
              .put(
                  key(PROCESSOR.toBytes()),
                  ExecutionAccount.withoutCode(1, BigInteger.TEN).encode());
      header = header(height, accounts.root(), receipts.root());
    }

    BlockRef ref() {
      return new BlockRef(CHAIN, header.height(), header.hash());
    }

    ExecutionProof.ByReceipt byReceipt(int transactionIndex, int logIndex) {
      return new ExecutionProof.ByReceipt(
          ref(),
          SOURCE,
          header.encode(),
          transactionIndex,
          logIndex,
          receipts.proof(Trie.indexKey(transactionIndex)));
    }

    ExecutionProof.ByStorage byStorage(Bytes32 id) {
      Bytes32 slot = ProvenDelivery.slotOf(id);
      Bytes key = key(slot.toBytes());
      Bytes32 word =
          storage
              .get(key)
              .map(number -> Bytes32.leftPad(RlpReader.bytes(number)))
              .orElse(Bytes32.ZERO);
      return new ExecutionProof.ByStorage(
          ref(),
          SOURCE,
          header.encode(),
          MAILBOX,
          accounts.proof(key(MAILBOX.toBytes())),
          slot,
          word,
          storage.proof(key));
    }

    private static ExecutionLog processId(EvmAddress emitter, Bytes32 id) {
      return new ExecutionLog(emitter, List.of(MailboxAbi.PROCESS_ID.topic0(), id), Bytes.EMPTY);
    }

    private static Bytes receipt(ExecutionStatus status, List<ExecutionLog> logs) {
      return new ExecutionReceipt(2, status, 100_000, logs).encode();
    }

    private static ExecutionHeader header(long height, Bytes32 stateRoot, Bytes32 receiptsRoot) {
      return ExecutionHeader.builder()
          .parentHash(Bytes32.ZERO)
          .ommersHash(Bytes32.ZERO)
          .beneficiary(EvmAddress.ZERO)
          .stateRoot(stateRoot)
          .transactionsRoot(Trie.EMPTY_ROOT)
          .receiptsRoot(receiptsRoot)
          .logsBloom(LogsBloom.of(List.of()))
          .difficulty(BigInteger.ZERO)
          .height(height)
          .gasLimit(1)
          .gasUsed(1)
          .timestampSeconds(1)
          .extraData(Bytes.EMPTY)
          .mixHash(Bytes32.ZERO)
          .nonce(Bytes.of(new byte[8]))
          .build();
    }
  }
}
