package dev.interlane.testkit.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.execution.ExecutionAccount;
import dev.interlane.codec.execution.ExecutionHeader;
import dev.interlane.codec.execution.ExecutionReceipt;
import dev.interlane.codec.execution.ProvenAccount;
import dev.interlane.codec.trie.Trie;
import dev.interlane.codec.trie.TrieProof;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.StateProof;
import dev.interlane.spi.TransactionReceipt;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Headers whose hashes commit to the state, and proofs under them. */
class CommittedStateTest {
  private final Fixture world = new Fixture(Fixture.options().blockHashes(BlockHashes.OF_HEADERS));
  private final SimulatedChain chain = world.chain;

  @Test
  void hashesHeadersThatFollowEachOther() {
    world.send(world.alice, world.call(Fixture.COUNT, 0));
    chain.mine();
    chain.mine();
    for (long height = 0; height <= 2; height++) {
      BlockRef block = chain.header(height).orElseThrow().block();

      ExecutionHeader header = ExecutionHeader.decode(chain.encodedHeader(block));

      assertThat(header.hash()).isEqualTo(block.hash());
      assertThat(header.height()).isEqualTo(height);
      assertThat(header.parentHash())
          .isEqualTo(chain.header(height).orElseThrow().parentHash())
          .isEqualTo(
              height == 0 ? Bytes32.ZERO : chain.header(height - 1).orElseThrow().block().hash());
      assertThat(header.timestampSeconds())
          .isEqualTo(chain.header(height).orElseThrow().timestamp().getEpochSecond());
      assertThat(header.logsBloom()).isEqualTo(chain.header(height).orElseThrow().logsBloom());
    }
  }

  @Test
  void provesWhatAccountsAndSlotsHold() {
    world.send(world.alice, world.call(Fixture.COUNT, 0));
    chain.mine();
    Bytes32 root = stateRoot(newest());

    ProvenAccount counter = prove(root, world.counter, BlockSelector.LATEST);
    ProvenAccount alice = prove(root, world.alice.address(), BlockSelector.LATEST);
    ProvenAccount nobody = prove(root, EvmAddress.ZERO, BlockSelector.LATEST);

    assertThat(counter.words()).containsExactly(word(1), Bytes32.ZERO);
    assertThat(counter.account().orElseThrow().codeHash())
        .isEqualTo(Keccak256.hash(chain.code(world.counter, BlockSelector.LATEST)));
    assertThat(alice.account())
        .contains(
            ExecutionAccount.withoutCode(
                1, chain.balanceWei(world.alice.address(), BlockSelector.LATEST)));
    assertThat(nobody.account()).isEmpty();
  }

  @Test
  void provesEveryBlockThatIsKeptByItsOwnRoot() {
    for (int nonce = 0; nonce < 4; nonce++) {
      world.send(world.alice, world.call(Fixture.COUNT, nonce));
      chain.mine();
    }
    for (long height = 1; height <= 4; height++) {
      BlockRef block = chain.header(height).orElseThrow().block();
      StateProof proof = chain.proof(world.counter, List.of(Bytes32.ZERO), at(block));

      assertThat(proof.block()).isEqualTo(block);
      assertThat(ProvenAccount.verify(stateRoot(block), proof).words())
          .containsExactly(word(height));
    }
  }

  @Test
  void forgetsWordsThatBecomeZero() {
    chain.store(world.counter, Bytes32.ZERO, word(5));
    chain.mine();
    Bytes32 before = stateRoot(newest());
    chain.store(world.counter, Bytes32.ZERO, Bytes32.ZERO);
    chain.mine();

    ProvenAccount counter = prove(stateRoot(newest()), world.counter, BlockSelector.LATEST);

    assertThat(stateRoot(newest())).isNotEqualTo(before);
    assertThat(counter.words()).containsExactly(Bytes32.ZERO, Bytes32.ZERO);
    assertThat(counter.account().orElseThrow().storageRoot()).isEqualTo(Trie.EMPTY_ROOT);
  }

  @Test
  void provesReceiptsUnderTheReceiptsRoot() {
    world.send(world.alice, world.call(Fixture.COUNT, 0));
    world.send(world.bob, world.call(Fixture.REVERT, 0));
    chain.mine();
    ExecutionHeader header = ExecutionHeader.decode(chain.encodedHeader(newest()));
    List<TransactionReceipt> receipts = chain.receipts(newest());
    Trie trie = Trie.indexed(ExecutionReceipt.encodedOf(receipts));

    assertThat(trie.root()).isEqualTo(header.receiptsRoot());
    for (int i = 0; i < receipts.size(); i++) {
      Bytes proven =
          TrieProof.verify(header.receiptsRoot(), Trie.indexKey(i), trie.proof(Trie.indexKey(i)))
              .orElseThrow();
      ExecutionReceipt receipt = ExecutionReceipt.decode(proven);
      assertThat(receipt.status()).isEqualTo(receipts.get(i).status());
      assertThat(receipt.logs()).hasSameSizeAs(receipts.get(i).logs());
    }
    assertThat(header.gasUsed())
        .isEqualTo(receipts.stream().mapToLong(TransactionReceipt::gasUsed).sum());
  }

  @Test
  void hasTheSameStateAfterAReorganisationAsWithoutIt() {
    Random random = new Random(11);
    Fixture straight = new Fixture(Fixture.options().blockHashes(BlockHashes.OF_HEADERS));
    world.send(world.alice, world.call(Fixture.COUNT, 0));
    straight.send(straight.alice, straight.call(Fixture.COUNT, 0));
    chain.mine();
    straight.chain.mine();
    for (int nonce = 1; nonce < 5; nonce++) {
      world.send(world.alice, world.call(Fixture.COUNT, nonce));
      chain.mine();
      straight.chain.mine();
    }
    BlockRef replaced = newest();

    chain.reorg(4, Displaced.WITHDRAWN);
    chain.fund(EvmAddress.ZERO, BigInteger.valueOf(random.nextInt(1, 1000)));
    chain.mine();
    straight.chain.fund(EvmAddress.ZERO, chain.balanceWei(EvmAddress.ZERO, BlockSelector.LATEST));
    straight.chain.mine();

    assertThat(newest()).isNotEqualTo(replaced);
    assertThat(stateRoot(newest())).isEqualTo(stateRoot(straight.chain, newest(straight.chain)));
    assertThat(prove(stateRoot(newest()), world.counter, BlockSelector.LATEST).words())
        .containsExactly(word(1), Bytes32.ZERO);
  }

  @Test
  void isNotChangedByQuestions() {
    world.send(world.alice, world.call(Fixture.COUNT, 0));
    chain.mine();
    Bytes32 root = stateRoot(newest());
    chain.call(
        new CallRequest(world.alice.address(), world.counter, Fixture.COUNT, BigInteger.ZERO),
        BlockSelector.LATEST);

    chain.mine();

    assertThat(stateRoot(newest())).isEqualTo(root);
  }

  @Test
  void givesEmptyBlocksThatReplaceEachOtherDifferentHashes() {
    chain.mine();
    BlockRef first = newest();

    chain.reorg(1, Displaced.WITHDRAWN);

    assertThat(newest().height()).isEqualTo(first.height());
    assertThat(newest().hash()).isNotEqualTo(first.hash());
    assertThatThrownBy(() -> chain.encodedHeader(first))
        .isInstanceOf(ChainUnavailableException.class)
        .hasMessageContaining("not in the canonical chain");
  }

  @Test
  void refusesProofsOfPrunedStateAndKeepsTheOldestOneNotPruned() {
    world.send(world.alice, world.call(Fixture.COUNT, 0));
    for (int i = 0; i < 40; i++) {
      chain.mine();
    }
    long oldest = 0;
    while (isPruned(oldest)) {
      oldest++;
    }
    BlockRef block = chain.header(oldest).orElseThrow().block();

    assertThat(oldest).isBetween(1L, 39L);
    assertThat(prove(stateRoot(block), world.counter, at(block)).words())
        .containsExactly(word(1), Bytes32.ZERO);
    assertThat(ExecutionHeader.decode(chain.encodedHeader(chain.header(1).orElseThrow().block())))
        .isNotNull();
  }

  @Test
  void refusesWithTheReasonWhereHashesAreDrawn() {
    SimulatedChain drawn = new Fixture().chain;
    BlockRef block = newest(drawn);

    assertThatThrownBy(() -> drawn.encodedHeader(block))
        .isInstanceOf(ChainUnavailableException.class)
        .hasMessageContaining("drawn")
        .hasMessageContaining("BlockHashes.OF_HEADERS");
    assertThatThrownBy(() -> drawn.proof(EvmAddress.ZERO, List.of(), BlockSelector.LATEST))
        .isInstanceOf(ChainUnavailableException.class)
        .hasMessageContaining("drawn");
  }

  private boolean isPruned(long height) {
    BlockRef block = chain.header(height).orElseThrow().block();
    try {
      chain.proof(world.counter, List.of(), at(block));
      return false;
    } catch (ChainUnavailableException pruned) {
      assertThat(pruned).hasMessageContaining("pruned");
      return true;
    }
  }

  private ProvenAccount prove(Bytes32 root, EvmAddress account, BlockSelector at) {
    return ProvenAccount.verify(root, chain.proof(account, List.of(Bytes32.ZERO, word(9)), at));
  }

  private Bytes32 stateRoot(BlockRef block) {
    return stateRoot(chain, block);
  }

  private static Bytes32 stateRoot(SimulatedChain chain, BlockRef block) {
    return ExecutionHeader.decode(chain.encodedHeader(block)).stateRoot();
  }

  private BlockRef newest() {
    return newest(chain);
  }

  private static BlockRef newest(SimulatedChain chain) {
    return chain.heads().seen();
  }

  private static BlockSelector at(BlockRef block) {
    return new BlockSelector.AtBlock(block);
  }

  private static Bytes32 word(long number) {
    return Bytes32.ofUnsigned(BigInteger.valueOf(number));
  }
}
