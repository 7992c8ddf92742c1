package dev.interlane.mailbox.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.Finality;
import dev.interlane.evm.crypto.PrivateKey;
import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.mailbox.MerkleTree;
import dev.interlane.mailbox.MerkleTreeIndex;
import dev.interlane.mailbox.ScriptedChain;
import dev.interlane.mailbox.checkpoint.ValidatorAgent.Look;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.Signer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidatorAgentTest {
  private static final Signer SIGNER = InMemorySigner.of(PrivateKey.fromHex("03".repeat(32)));

  private final ScriptedChain chain = new ScriptedChain(ChainId.parse("eip155:1000"));
  private final InMemoryCheckpoints storage = new InMemoryCheckpoints();

  @TempDir Path folder = Path.of("");

  @Test
  void signsEveryLeafOnce() {
    ValidatorAgent agent = agent(storage, Finality.SEEN);
    chain.insert(message(0), message(1));
    assertThat(agent.look()).isEqualTo(new Look.Signed(0, 1));
    assertThat(agent.look()).isInstanceOf(Look.Waiting.class);
    chain.insert(message(2));
    assertThat(agent.look()).isEqualTo(new Look.Signed(2, 2));

    MerkleTree expected = new MerkleTree();
    for (int i = 0; i <= 2; i++) {
      expected.insert(message(i));
      SignedCheckpoint signed = storage.checkpoint(i).orElseThrow();
      assertThat(signed.signer()).contains(SIGNER.address());
      assertThat(signed.checkpoint())
          .isEqualTo(
              new Checkpoint(1000, ScriptedChain.HOOK.toWord(), expected.root(), i, message(i)));
    }
    assertThat(storage.latestIndex()).hasValue(2);
  }

  @Test
  void goesOnWhereItsStorageEnds() {
    DirectoryCheckpoints files = DirectoryCheckpoints.in(folder);
    chain.insert(message(0));
    agent(files, Finality.SEEN).look();
    chain.insert(message(1));

    assertThat(agent(files, Finality.SEEN).look()).isEqualTo(new Look.Signed(1, 1));
  }

  @Test
  void signsNothingThatIsNotSureEnough() {
    chain.finalAfter(3);
    ValidatorAgent agent = agent(storage, Finality.FINAL);
    chain.insert(message(0));
    chain.mine(2);
    assertThat(agent.look()).isInstanceOf(Look.Waiting.class);

    chain.mine(1);
    assertThat(agent.look()).isEqualTo(new Look.Signed(0, 0));
  }

  @Test
  void refusesWhenTheHookHasAnotherRoot() {
    chain.insert(message(0), message(1));
    chain.showLogsThrough(logs -> logs.subList(0, 1));

    assertThat(agent(storage, Finality.SEEN).look())
        .isInstanceOfSatisfying(
            Look.Refused.class, refused -> assertThat(refused.reason()).contains("its logs make"));
    assertThat(storage.latestIndex()).isEmpty();
    assertThat(storage.checkpoint(0)).isEmpty();
  }

  @Test
  void refusesWhenTheChainTookBackWhatItSigned() {
    ValidatorAgent agent = agent(storage, Finality.SEEN);
    chain.insert(message(0));
    chain.insert(message(1));
    agent.look();

    chain.reorg(1);
    chain.insert(message(9));
    assertThat(agent.look())
        .isInstanceOfSatisfying(
            Look.Refused.class,
            refused -> assertThat(refused.reason()).contains("not what the chain says now"));

    chain.insert(message(10));
    assertThat(agent.look()).isInstanceOf(Look.Refused.class);
    assertThat(storage.latestIndex()).hasValue(1);
    assertThat(storage.checkpoint(2)).isEmpty();
  }

  @Test
  void refusesWhenTheTreeBecameShorter() {
    ValidatorAgent agent = agent(storage, Finality.SEEN);
    chain.insert(message(0));
    chain.insert(message(1));
    agent.look();

    chain.reorg(1);
    chain.mine(2);

    assertThat(agent.look()).isInstanceOf(Look.Refused.class);
  }

  @Test
  void severalShareOneIndexAndReadOnce() {
    MerkleTreeIndex index = MerkleTreeIndex.of(chain, chain.deployment());
    chain.insert(message(0));
    for (String key : List.of("01", "02", "03")) {
      InMemoryCheckpoints own = new InMemoryCheckpoints();
      Signer signer = InMemorySigner.of(PrivateKey.fromHex(key.repeat(32)));

      ValidatorAgent.of(index, signer, own, Finality.SEEN).look();

      assertThat(own.checkpoint(0).orElseThrow().signer()).contains(signer.address());
    }
    assertThat(chain.asked().stream().filter(question -> question.startsWith("logs"))).hasSize(1);
  }

  private ValidatorAgent agent(CheckpointStorage storage, Finality finality) {
    return ValidatorAgent.of(
        MerkleTreeIndex.of(chain, chain.deployment()), SIGNER, storage, finality);
  }

  private static Bytes32 message(int number) {
    return Keccak256.hash(Bytes.fromUtf8("message " + number));
  }
}
