package dev.interlane.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.BlockRef;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.error.WrongChainException;
import dev.interlane.evm.EvmChain;
import dev.interlane.evm.crypto.PrivateKey;
import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.BlockHeader;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.ChainHeads;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.LogFilter;
import dev.interlane.spi.StateProof;
import dev.interlane.spi.Submission;
import dev.interlane.spi.SubmitRefusal;
import dev.interlane.spi.SubmitResult;
import dev.interlane.spi.Submitter;
import dev.interlane.spi.TransactionIntent;
import dev.interlane.spi.TransactionReceipt;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The chain port and the submitter of the SDK against a real node with real contracts. */
@RequiresDevnet
class EvmChainOnAnvilTest {
  private static final Bytes32 RECIPIENT = Bytes32.leftPad(Bytes.fromHex("beef"));
  private static final Bytes32 DISPATCH =
      Keccak256.hash(Bytes.fromUtf8("Dispatch(address,uint32,bytes32,bytes)"));

  private static Devnet devnet;
  private static DevnetChain node;
  private static EvmChain chain;
  private static EvmAddress mailbox;
  private static InMemorySigner poor;

  @BeforeAll
  static void start() {
    devnet = Devnet.builder().chain(ChainId.eip155(31337)).start();
    node = devnet.chains().get(0);
    mailbox = node.address(DevnetContract.MAILBOX);
    poor = InMemorySigner.of(devnet.validators().get(0));
    chain =
        EvmChain.connect(
            node.id(),
            node.rpcUrl(),
            InMemorySigner.of(devnet.others().get(0)),
            InMemorySigner.of(devnet.others().get(1)),
            poor);
  }

  @AfterAll
  static void stop() {
    if (devnet != null) {
      chain.close();
      devnet.close();
    }
  }

  @Test
  void refusesANodeOfAnotherChain() {
    assertThatThrownBy(() -> EvmChain.connect(ChainId.eip155(1), node.rpcUrl()))
        .isInstanceOf(WrongChainException.class)
        .hasMessageContaining("serves eip155:31337, expected eip155:1");
  }

  @Test
  void followsHeadersToTheFinalBlock() {
    node.mine(5);

    ChainHeads heads = port().heads();

    assertThat(heads.rule()).isEqualTo("tag finalized");
    BlockHeader newest = port().header(heads.seen().height()).orElseThrow();
    assertThat(newest.block()).isEqualTo(heads.seen());
    assertThat(newest.logsBloom().length()).isEqualTo(256);
    assertThat(port().header(newest.block().hash())).contains(newest);
    assertThat(port().header(newest.parentHash()))
        .isEqualTo(port().header(newest.block().height() - 1))
        .isPresent();
    assertThat(port().header(newest.block().height() + 1)).isEmpty();
    assertThat(port().header(Keccak256.hash(Bytes.EMPTY))).isEmpty();
  }

  @Test
  void sendsATransactionAndFindsItsTraces() {
    Submission submission = prepare(0, dispatch("found"));

    assertThat(submitter().broadcast(submission)).isEqualTo(new SubmitResult.Accepted());

    TransactionReceipt receipt = mined(submission);
    assertThat(receipt.succeeded()).isTrue();
    assertThat(receipt.sender()).isEqualTo(devnet.others().get(0).address());
    assertThat(receipt.to()).contains(mailbox);
    assertThat(receipt.feeWei()).isPositive();
    BlockRef block = receipt.inclusion().block();
    assertThat(port().receipts(block)).containsExactly(receipt);
    LogFilter filter = new LogFilter(List.of(mailbox), List.of(DISPATCH));
    List<ChainLog> logs = port().logs(filter, block);
    assertThat(logs).hasSize(1).isSubsetOf(receipt.logs());
    assertThat(port().logs(filter, block.height(), block.height())).isEqualTo(logs);
    assertThat(port().logs(filter, 0, block.height())).containsAll(logs);
    assertThat(port().header(block.height()).orElseThrow().logsBloom())
        .isNotEqualTo(Bytes.of(new byte[256]));
    assertThat(submitter().broadcast(submission))
        .isInstanceOfSatisfying(
            SubmitResult.Refused.class,
            refused -> assertThat(refused.refusal()).isEqualTo(SubmitRefusal.NONCE_TOO_LOW));
  }

  @Test
  void saysWhyATransactionWouldRevert() {
    EvmAddress vault = node.address(DevnetContract.TRUSTED_RELAYER_VAULT);
    Bytes deposit = Calls.of("deposit(address,uint256)", devnet.sender().address(), BigInteger.TEN);

    Submitter.Prepared prepared = tryPrepare(0, intent(0, vault, deposit));

    assertThat(prepared)
        .isInstanceOfSatisfying(
            Submitter.Prepared.WouldRevert.class,
            revert -> assertThat(revert.reason()).startsWith("reverted: NotMessage(0x"));
    CallRequest call = new CallRequest(account(0).evmAddress(), vault, deposit, BigInteger.ZERO);
    assertThat(port().call(call, BlockSelector.LATEST))
        .isInstanceOfSatisfying(
            CallResult.Reverted.class,
            reverted -> assertThat(reverted.data().length()).isGreaterThanOrEqualTo(4));
  }

  @Test
  void isBlockedWhereTheAccountHasNoFunds() {
    AccountId empty = AccountId.of(node.id(), poor.address());
    TransactionIntent intent =
        TransactionIntent.builder()
            .key("poor")
            .account(empty)
            .to(mailbox)
            .data(dispatch("poor").data())
            .build();

    assertThat(submitter().prepare(empty, 0, List.of(intent)).get(0))
        .isInstanceOfSatisfying(
            Submitter.Prepared.Blocked.class,
            blocked -> assertThat(blocked.reason()).contains("Insufficient funds of " + empty));
  }

  @Test
  void readsStateAsOfABlock() {
    AccountId account = account(1);
    BlockRef before = port().heads().seen();
    long nonceBefore = port().accountNonce(account.evmAddress(), BlockSelector.LATEST);
    BigInteger balanceBefore =
        port().balanceWei(account.evmAddress(), new BlockSelector.AtBlock(before));

    Submission submission = prepare(1, intent(1, mailbox, dispatch("state").data()));
    submitter().broadcast(submission);
    mined(submission);

    assertThat(port().accountNonce(account.evmAddress(), BlockSelector.LATEST))
        .isEqualTo(nonceBefore + 1);
    assertThat(port().accountNonce(account.evmAddress(), new BlockSelector.AtBlock(before)))
        .isEqualTo(nonceBefore);
    assertThat(port().balanceWei(account.evmAddress(), BlockSelector.LATEST))
        .isLessThan(balanceBefore);
    assertThat(port().balanceWei(account.evmAddress(), new BlockSelector.AtBlock(before)))
        .isEqualTo(balanceBefore);
    assertThat(port().code(mailbox, BlockSelector.LATEST).isEmpty()).isFalse();
    assertThat(port().code(account.evmAddress(), BlockSelector.LATEST).isEmpty()).isTrue();
    assertThat(port().code(mailbox, new BlockSelector.AtFinality(Finality.FINAL)).length())
        .isPositive();
  }

  @Test
  void provesAccountsAndSlots() {
    Bytes32 slot = Bytes32.ofUnsigned(BigInteger.ZERO);

    StateProof proof = port().proof(mailbox, List.of(slot), BlockSelector.LATEST);

    assertThat(proof.accountProof()).isNotEmpty();
    assertThat(proof.slots()).hasSize(1);
    assertThat(proof.slots().get(0).value())
        .isEqualTo(
            Bytes32.fromHex(
                node.rpc()
                    .call("eth_getStorageAt", mailbox.toString(), "0x0", "latest")
                    .asString()));
    // The first node of the account's proof is the root of the state of exactly that block.
    String root =
        node.rpc()
            .call("eth_getBlockByHash", proof.block().hash().toHex(), false)
            .get("stateRoot")
            .asString();
    assertThat(Keccak256.hash(proof.accountProof().get(0))).isEqualTo(Bytes32.fromHex(root));
  }

  @Test
  void losesWhatAReorganisationRemoved() {
    Submission submission = prepare(0, dispatch("lost"));
    submitter().broadcast(submission);
    TransactionReceipt receipt = mined(submission);
    BlockRef block = receipt.inclusion().block();
    LogFilter filter = new LogFilter(List.of(mailbox), List.of());

    node.reorg(1);

    assertThat(port().header(block.hash())).isEmpty();
    assertThat(port().header(block.height()).orElseThrow().block()).isNotEqualTo(block);
    assertThat(port().receipt(submission.lastAttempt().hash())).isEmpty();
    assertThatThrownBy(() -> port().receipts(block)).isInstanceOf(ChainUnavailableException.class);
    assertThatThrownBy(() -> port().logs(filter, block))
        .isInstanceOf(ChainUnavailableException.class);
    assertThatThrownBy(
            () -> port().balanceWei(account(0).evmAddress(), new BlockSelector.AtBlock(block)))
        .isInstanceOf(ChainUnavailableException.class);
    assertThat(submitter().broadcast(submission)).isEqualTo(new SubmitResult.Accepted());
    assertThat(mined(submission).inclusion().block()).isNotEqualTo(block);
  }

  @Test
  void replacesATransactionThatThePriceLeftBehind() {
    Submission first = prepare(0, dispatch("stuck"));
    node.rpc().call("evm_setAutomine", false);
    try {
      assertThat(submitter().broadcast(first)).isEqualTo(new SubmitResult.Accepted());
      assertThat(submitter().broadcast(first)).isEqualTo(new SubmitResult.AlreadyKnown());
      long next = first.accountNonce() + 1;
      assertThat(port().accountNonce(account(0).evmAddress(), BlockSelector.PENDING))
          .isEqualTo(next);
      raiseBaseFee(500);
      node.mine(1);
      raiseBaseFee(100);
      assertThat(port().receipt(first.lastAttempt().hash())).isEmpty();

      Submission raised = first.withAttempt(submitter().reprice(first, 3).orElseThrow());
      assertThat(submitter().broadcast(raised)).isEqualTo(new SubmitResult.Accepted());
      node.mine(1);

      assertThat(port().receipt(raised.lastAttempt().hash())).isPresent();
      assertThat(port().receipt(first.lastAttempt().hash())).isEmpty();
    } finally {
      node.rpc().call("evm_setAutomine", true);
      raiseBaseFee(1);
    }
  }

  @Test
  void saysWhyAMinedTransactionFailed() {
    EvmAddress ism = devnet.modules(node).pausable();
    Submission submission =
        prepare(0, intent(0, ism, Calls.of("verify(bytes,bytes)", Bytes.EMPTY, Bytes.EMPTY)));
    devnet.modules(node).setPaused(ism, Devnet.Pause.PAUSED);

    submitter().broadcast(submission);

    TransactionReceipt receipt = mined(submission);
    assertThat(receipt.succeeded()).isFalse();
    assertThat(submitter().whyFailed(submission, receipt)).contains("reverted: Pausable: paused");
  }

  @Test
  void saysThatAMinedTransactionRanOutOfGas() {
    TransactionIntent tight =
        TransactionIntent.builder().from(dispatch("too little")).gasLimit(40_000).build();
    Submission submission = prepare(0, tight);

    submitter().broadcast(submission);

    TransactionReceipt receipt = mined(submission);
    assertThat(receipt.succeeded()).isFalse();
    assertThat(submitter().whyFailed(submission, receipt))
        .hasValueSatisfying(why -> assertThat(why).startsWith("out of gas").contains("40000"));
  }

  /** The node takes a transaction a moment before it has mined it. */
  private static TransactionReceipt mined(Submission submission) {
    Bytes32 hash = submission.lastAttempt().hash();
    node.receipt("A submission", hash.toHex());
    return port().receipt(hash).orElseThrow();
  }

  private static void raiseBaseFee(long gwei) {
    node.rpc()
        .call("anvil_setNextBlockBaseFeePerGas", "0x" + Long.toHexString(gwei * 1_000_000_000));
  }

  private static ChainPort port() {
    return chain.port();
  }

  private static Submitter submitter() {
    return chain.submitter();
  }

  private static AccountId account(int index) {
    PrivateKey key = devnet.others().get(index);
    return AccountId.of(node.id(), key.address());
  }

  private static TransactionIntent dispatch(String text) {
    return intent(
        0,
        mailbox,
        Calls.of(
            "dispatch(uint32,bytes32,bytes)", BigInteger.TEN, RECIPIENT, Bytes.fromUtf8(text)));
  }

  private static TransactionIntent intent(int index, EvmAddress to, Bytes data) {
    return TransactionIntent.builder()
        .key("test")
        .account(account(index))
        .to(to)
        .data(data)
        .build();
  }

  private static Submission prepare(int index, TransactionIntent intent) {
    Submitter.Prepared prepared = tryPrepare(index, intent);
    assertThat(prepared).isInstanceOf(Submitter.Prepared.Signed.class);
    return ((Submitter.Prepared.Signed) prepared).submission();
  }

  private static Submitter.Prepared tryPrepare(int index, TransactionIntent intent) {
    long nonce = port().accountNonce(account(index).evmAddress(), BlockSelector.LATEST);
    return submitter().prepare(account(index), nonce, List.of(intent)).get(0);
  }
}
