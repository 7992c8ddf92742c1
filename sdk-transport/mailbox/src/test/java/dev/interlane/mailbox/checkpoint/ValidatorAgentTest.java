package dev.interlane.mailbox.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.Finality;
import dev.interlane.evm.crypto.PrivateKey;
import dev.interlane.evm.crypto.Secp256k1;
import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.mailbox.DomainAccount;
import dev.interlane.mailbox.MailboxAbi;
import dev.interlane.mailbox.MerkleTree;
import dev.interlane.mailbox.MerkleTreeIndex;
import dev.interlane.mailbox.ScriptedChain;
import dev.interlane.mailbox.checkpoint.ValidatorAgent.Look;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.Signer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
  void refusesWhenAsManyLogsMakeAnotherRoot() {
    chain.insert(message(0), message(1));
    chain.showLogsThrough(logs -> List.of(forged(logs.get(0)), logs.get(1)));

    assertThat(agent(storage, Finality.SEEN).look())
        .isInstanceOfSatisfying(
            Look.Refused.class,
            refused ->
                assertThat(refused.reason()).contains("has 2 leaves", "its logs make 2 leaves"));
    assertThat(storage.checkpoint(0)).isEmpty();
  }

  /** The same log of another message. */
  private static ChainLog forged(ChainLog log) {
    return new ChainLog(
        log.emitter(),
        log.topics(),
        MailboxAbi.INSERTED_INTO_TREE.encode(message(9), 0).data(),
        log.inclusion(),
        log.logIndex());
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
  void raisesAFlagWhereItPublishesAndSignsNoMoreUntilAPersonTakesItDown() throws IOException {
    DirectoryCheckpoints files = DirectoryCheckpoints.in(folder);
    ValidatorAgent agent = agent(files, Finality.SEEN);
    chain.insert(message(0));
    chain.insert(message(1));
    agent.look();
    Bytes32 signed = files.checkpoint(1).orElseThrow().checkpoint().root();
    chain.reorg(1);
    chain.insert(message(9));

    assertThat(agent.look()).isInstanceOf(Look.Refused.class);

    JsonNode flag =
        JsonMapper.shared().readTree(Files.readString(folder.resolve("reorg_flag.json")));
    MerkleTree now = new MerkleTree();
    now.insert(message(0));
    now.insert(message(9));
    assertThat(flag.get("local_merkle_root").stringValue()).isEqualTo(signed.toHex());
    assertThat(flag.get("canonical_merkle_root").stringValue()).isEqualTo(now.root().toHex());
    assertThat(flag.get("checkpoint_index").longValue()).isEqualTo(1);
    assertThat(flag.get("unix_timestamp").isIntegralNumber()).isTrue();
    assertThat(flag.get("reorg_period").longValue()).isZero();
    assertThat(files.isReorgFlagged()).isTrue();

    // Even a chain that says again what was signed does not lower it.
    chain.reorg(1);
    chain.insert(message(1));
    chain.insert(message(2));
    assertThat(agent(files, Finality.SEEN).look())
        .isInstanceOfSatisfying(
            Look.Refused.class, refused -> assertThat(refused.reason()).contains("flag is up"));
    assertThat(files.checkpoint(2)).isEmpty();

    Files.delete(folder.resolve("reorg_flag.json"));
    assertThat(agent(files, Finality.SEEN).look()).isEqualTo(new Look.Signed(2, 2));
  }

  @Test
  void aTreeThatBecameShorterIsFlaggedToo() throws IOException {
    DirectoryCheckpoints files = DirectoryCheckpoints.in(folder);
    chain.insert(message(0));
    chain.insert(message(1));
    agent(files, Finality.SEEN).look();

    chain.reorg(1);
    chain.mine(2);
    assertThat(agent(files, Finality.SEEN).look()).isInstanceOf(Look.Refused.class);

    JsonNode flag =
        JsonMapper.shared().readTree(Files.readString(folder.resolve("reorg_flag.json")));
    assertThat(flag.get("checkpoint_index").longValue()).isEqualTo(1);
    assertThat(flag.get("canonical_merkle_root").stringValue()).isEqualTo(Bytes32.ZERO.toHex());
  }

  @Test
  void namesItsFinalityAsAgentsDo() {
    ReorgFlag safe = new ReorgFlag(Bytes32.ZERO, Bytes32.ZERO, 7, Instant.EPOCH, Finality.SAFE);

    assertThat(safe.toJson().toUtf8()).endsWith("\"unix_timestamp\":0,\"reorg_period\":\"safe\"}");
  }

  @Test
  void leavesItsAnnouncementBesideItsCheckpoints() throws IOException {
    DirectoryCheckpoints files = DirectoryCheckpoints.in(folder);

    SignedAnnouncement signed = agent(files, Finality.FINAL).announce(files.location());

    JsonNode file =
        JsonMapper.shared().readTree(Files.readString(folder.resolve("announcement.json")));
    assertThat(file.get("value").get("storage_location").stringValue()).isEqualTo(files.location());
    assertThat(Secp256k1.recover(signed.announcement().digest(), signed.signature()))
        .contains(SIGNER.address());
    assertThat(signed.announcement().mailbox())
        .isEqualTo(DomainAccount.of(1000, ScriptedChain.MAILBOX));
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

  @Test
  void signsNoSecondRootWhereALookEndedBeforeItsIndexWasPublished() throws IOException {
    DirectoryCheckpoints files = interrupted();
    SignedCheckpoint signed = files.checkpoint(1).orElseThrow();
    chain.reorg(1);
    chain.insert(message(9));

    assertThat(agent(files, Finality.SEEN).look())
        .isInstanceOfSatisfying(
            Look.Refused.class,
            refused -> assertThat(refused.reason()).contains("not what the chain says now"));

    assertThat(files.checkpoint(1)).contains(signed);
    assertThat(files.isReorgFlagged()).isTrue();
  }

  @Test
  void publishesTheIndexOfALookThatEndedBeforeIt() throws IOException {
    DirectoryCheckpoints files = interrupted();

    assertThat(agent(files, Finality.SEEN).look()).isEqualTo(new Look.Signed(0, 1));

    assertThat(files.latestIndex()).hasValue(1);
    assertThat(agent(files, Finality.SEEN).look()).isInstanceOf(Look.Waiting.class);
  }

  /** Two checkpoints are in the folder, and no index that leads to them. */
  private DirectoryCheckpoints interrupted() throws IOException {
    DirectoryCheckpoints files = DirectoryCheckpoints.in(folder);
    chain.insert(message(0));
    chain.insert(message(1));
    agent(files, Finality.SEEN).look();
    Files.delete(folder.resolve("index.json"));
    return files;
  }

  private ValidatorAgent agent(CheckpointStorage storage, Finality finality) {
    return ValidatorAgent.of(
        MerkleTreeIndex.of(chain, chain.deployment()), SIGNER, storage, finality);
  }

  private static Bytes32 message(int number) {
    return Keccak256.hash(Bytes.fromUtf8("message " + number));
  }
}
