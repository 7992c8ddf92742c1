package dev.interlane.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.EvmAddress;
import dev.interlane.evm.crypto.PrivateKey;
import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.mailbox.DomainAccount;
import dev.interlane.mailbox.HyperlaneMessage;
import dev.interlane.mailbox.MailboxAbi;
import dev.interlane.mailbox.MerkleProof;
import dev.interlane.mailbox.MerkleTree;
import dev.interlane.mailbox.Unsigned32;
import dev.interlane.mailbox.checkpoint.Announcement;
import dev.interlane.mailbox.checkpoint.Checkpoint;
import dev.interlane.mailbox.checkpoint.SignedCheckpoint;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The SDK's tree, checkpoints and signatures before the real hook, mailbox and ISMs. The metadata
 * is put together here, by Hyperlane's layouts, so that it does not depend on the transport that
 * the contracts are to judge.
 */
@RequiresDevnet
class ValidatorProofTest {
  private static final EvmAddress USER =
      EvmAddress.parse("0x00000000000000000000000000000000000000aa");

  private static Devnet devnet;
  private static DevnetChain origin;
  private static DevnetChain destination;
  private static final MerkleTree TREE = new MerkleTree();

  private Bytes message;
  private long index;

  @BeforeAll
  static void start() {
    devnet = Devnet.builder().seed(5).start();
    origin = devnet.chains().get(0);
    destination = devnet.chains().get(1);
  }

  @AfterAll
  static void stop() {
    if (devnet != null) {
      devnet.close();
    }
  }

  @BeforeEach
  void dispatchToAVaultThatNothingElseUses() {
    dispatch(devnet.createVault(destination, destination.address(DevnetContract.AGGREGATION_ISM)));
  }

  @Test
  void computesTheRootOfTheRealTree() {
    dispatch(destination.address(DevnetContract.AGGREGATION_VAULT));

    Bytes root = origin.read(origin.address(DevnetContract.MERKLE_TREE_HOOK), Calls.of("root()"));

    assertThat(TREE.root().toBytes()).isEqualTo(root);
  }

  @Test
  void deliversByAQuorumOnTheMessageId() {
    dispatch(
        devnet.createVault(
            destination, destination.address(DevnetContract.MESSAGE_ID_MULTISIG_ISM)));

    deliver(messageIdMetadata(0, 2));

    assertThat(delivered()).isTrue();
  }

  @Test
  void deliversByAQuorumOnALaterRoot() {
    dispatch(
        devnet.createVault(
            destination, destination.address(DevnetContract.MERKLE_ROOT_MULTISIG_ISM)));
    Bytes first = message;
    long firstIndex = index;
    dispatch(destination.address(DevnetContract.MERKLE_ROOT_MULTISIG_VAULT));
    long signedIndex = index;

    message = first;
    index = firstIndex;
    deliver(merkleRootMetadata(signedIndex, 1, 2));

    assertThat(delivered()).isTrue();
  }

  @Test
  void deliversByTheAggregationOfBoth() {
    deliver(aggregation(messageIdMetadata(0, 1), merkleRootMetadata(index, 0, 2)));

    assertThat(delivered()).isTrue();
  }

  @Test
  void refusesOneLegOfTwo() {
    assertThat(refusal(aggregation(messageIdMetadata(0, 1), Bytes.EMPTY))).contains("!threshold");
  }

  @Test
  void refusesWhatIsNoQuorum() {
    dispatch(
        devnet.createVault(
            destination, destination.address(DevnetContract.MESSAGE_ID_MULTISIG_ISM)));

    assertThat(refusal(messageIdMetadata(1, 0))).as("another order").contains("!threshold");
    assertThat(refusal(messageIdMetadata(1, 1))).as("one validator twice").contains("!threshold");
    assertThat(refusal(messageIdMetadata(2))).as("one signature").isNotEmpty();
    assertThat(delivered()).isFalse();
  }

  @Test
  void refusesTheTrustOfTheRelayerWhereAQuorumIsDemanded() {
    assertThat(refusal(Bytes.EMPTY)).isNotEmpty();
  }

  @Test
  void announcesWhereAValidatorPublishes() {
    EvmAddress announce = origin.address(DevnetContract.VALIDATOR_ANNOUNCE);
    PrivateKey validator = devnet.validators().get(0);
    String location = "file:///var/checkpoints";
    Announcement statement =
        new Announcement(
            DomainAccount.of(origin.domain(), origin.address(DevnetContract.MAILBOX)), location);
    Bytes signature = InMemorySigner.of(validator).sign(statement.digest()).toRsv();

    origin.send(
        devnet.others().get(0).address(),
        announce,
        Calls.of("announce(address,string,bytes)", validator.address(), location, signature));

    Bytes locations =
        origin.read(
            announce,
            Calls.of("getAnnouncedStorageLocations(address[])", List.of(validator.address())));
    assertThat(locations.toHex()).contains(Bytes.fromUtf8(location).toHex().substring(2));
  }

  private void dispatch(EvmAddress vault) {
    Bytes body =
        CallBody.of(Keccak256.hash(Bytes.of((byte) TREE.count())))
            .with(Calls.of("deposit(address,uint256)", USER, 1));
    JsonNode receipt =
        origin.send(
            devnet.sender().address(),
            origin.address(DevnetContract.MAILBOX),
            MailboxAbi.DISPATCH.encodeCall(destination.domain(), vault.toWord(), body));
    Bytes inserted = log(receipt, MailboxAbi.INSERTED_INTO_TREE.topic0());
    Bytes dispatched = log(receipt, MailboxAbi.DISPATCHED.topic0());
    int length = Bytes32.of(dispatched.slice(32, 32)).toUnsigned().intValueExact();
    message = dispatched.slice(64, length);
    assertThat(HyperlaneMessage.decode(message).id().toBytes()).isEqualTo(inserted.slice(0, 32));
    index = TREE.insert(HyperlaneMessage.decode(message).id());
    assertThat(Bytes32.of(inserted.slice(32)).toUnsigned().longValueExact()).isEqualTo(index);
  }

  private static Bytes log(JsonNode receipt, Bytes32 topic) {
    return receipt
        .get("logs")
        .valueStream()
        .filter(log -> log.get("topics").get(0).asString().equals(topic.toHex()))
        .map(log -> Bytes.fromHex(log.get("data").asString()))
        .findFirst()
        .orElseThrow();
  }

  /** hook (32) | root (32) | index (4) | signatures. */
  private Bytes messageIdMetadata(int... signers) {
    Checkpoint checkpoint = checkpoint(index);
    return Bytes.concat(
        checkpoint.hook().toBytes(),
        checkpoint.root().toBytes(),
        Unsigned32.toBytes(index),
        signatures(checkpoint, signers));
  }

  /**
   * hook (32) | message index (4) | signed message id (32) | proof (32 x 32) | signed index (4) |
   * signatures.
   */
  private Bytes merkleRootMetadata(long signedIndex, int... signers) {
    Checkpoint checkpoint = checkpoint(signedIndex);
    MerkleProof proof = TREE.proof(index, signedIndex + 1);
    return Bytes.concat(
        checkpoint.hook().toBytes(),
        Unsigned32.toBytes(index),
        checkpoint.messageId().toBytes(),
        Bytes.concat(proof.siblings().stream().map(Bytes32::toBytes).toArray(Bytes[]::new)),
        Unsigned32.toBytes(signedIndex),
        signatures(checkpoint, signers));
  }

  /** Two (start, end) pairs of 4 bytes, then the legs; an empty leg is absent, with both 0. */
  private static Bytes aggregation(Bytes first, Bytes second) {
    long begin = 16;
    long middle = begin + first.length();
    long end = middle + second.length();
    return Bytes.concat(
        Unsigned32.toBytes(begin),
        Unsigned32.toBytes(middle),
        Unsigned32.toBytes(second.isEmpty() ? 0 : middle),
        Unsigned32.toBytes(second.isEmpty() ? 0 : end),
        first,
        second);
  }

  private static Checkpoint checkpoint(long index) {
    return new Checkpoint(
        origin.domain(),
        origin.address(DevnetContract.MERKLE_TREE_HOOK).toWord(),
        TREE.rootOf(index + 1),
        index,
        TREE.leaf(index));
  }

  private static Bytes signatures(Checkpoint checkpoint, int... signers) {
    Bytes all = Bytes.EMPTY;
    for (int signer : signers) {
      SignedCheckpoint signed =
          SignedCheckpoint.sign(checkpoint, InMemorySigner.of(devnet.validators().get(signer)));
      all = Bytes.concat(all, signed.signature().toRsv());
    }
    return all;
  }

  /** By a stranger: a quorum asks for no trust in who delivers. */
  private void deliver(Bytes metadata) {
    destination.send(
        devnet.others().get(1).address(),
        destination.address(DevnetContract.MAILBOX),
        MailboxAbi.PROCESS.encodeCall(metadata, message));
  }

  private String refusal(Bytes metadata) {
    Map<String, String> call =
        Map.of(
            "from", devnet.trustedRelayer().address().toString(),
            "to", destination.address(DevnetContract.MAILBOX).toString(),
            "data", MailboxAbi.PROCESS.encodeCall(metadata, message).toHex());
    return switch (destination.rpc().ask("eth_call", call, "latest")) {
      case JsonRpc.Answer.Result result -> throw new AssertionError("accepted: " + result);
      case JsonRpc.Answer.Refusal refusal -> refusal.message();
    };
  }

  private boolean delivered() {
    Bytes answer =
        destination.read(
            destination.address(DevnetContract.MAILBOX),
            MailboxAbi.DELIVERED.encodeCall(HyperlaneMessage.decode(message).id()));
    return MailboxAbi.DELIVERED.decodeReturn(answer).get(0).asTruth();
  }
}
