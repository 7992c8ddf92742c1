package dev.interlane.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.BlockRef;
import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiError;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.codec.execution.ExecutionHeader;
import dev.interlane.codec.execution.ExecutionReceipt;
import dev.interlane.codec.execution.ProvenAccount;
import dev.interlane.codec.trie.Trie;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.evm.EvmChain;
import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.evm.transaction.Eip1559Transaction;
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
import dev.interlane.spi.FeeSuggestion;
import dev.interlane.spi.GasEstimate;
import dev.interlane.spi.LogFilter;
import dev.interlane.spi.Signer;
import dev.interlane.spi.StateProof;
import dev.interlane.spi.Submission;
import dev.interlane.spi.SubmitRefusal;
import dev.interlane.spi.SubmitResult;
import dev.interlane.spi.Submitter;
import dev.interlane.spi.TransactionIntent;
import dev.interlane.spi.TransactionReceipt;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the pipeline and the transports rely on in a {@link ChainPort}: the same questions to every
 * port. A test that extends it brings a chain with Hyperlane's contracts, on which only the test
 * adds blocks.
 *
 * <pre>{@code
 * class MyPortTest extends ChainPortContract {
 *   @Override
 *   protected ChainPort port() {
 *     return port;
 *   }
 *   // and a funded account, where the contracts are, how to add and to replace blocks
 * }
 * }</pre>
 */
public abstract class ChainPortContract {
  private static final Bytes32 DISPATCH =
      Keccak256.hash(Bytes.fromUtf8("Dispatch(address,uint32,bytes32,bytes)"));
  private static final AbiFunction DEPOSIT = AbiFunction.parse("deposit(address,uint256)");
  private static final InMemorySigner POOR = InMemorySigner.fromHex("0badc0de".repeat(8));
  private static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000);

  /** For the test that extends it. */
  protected ChainPortContract() {}

  /** How to look at the chain. */
  protected abstract ChainPort port();

  /** A funded account. */
  protected abstract Signer signer();

  /** The mailbox. */
  protected abstract EvmAddress mailbox();

  /** A vault, whose deposits come by message only. */
  protected abstract EvmAddress vault();

  /** Adds blocks, so that what waits is included. */
  protected abstract void mine(int blocks);

  /** Replaces the newest blocks by empty ones; their transactions are gone. */
  protected abstract void reorg(int depth);

  @Test
  void linksHeadersBackFromTheNewest() {
    mine(3);

    ChainHeads heads = port().heads();

    assertThat(heads.rule()).isNotEmpty();
    BlockHeader header = port().header(heads.seen().height()).orElseThrow();
    for (int i = 0; i < 3; i++) {
      assertThat(header.block().chain()).isEqualTo(port().chainId());
      assertThat(port().header(header.block().hash())).contains(header);
      BlockHeader parent = port().header(header.block().height() - 1).orElseThrow();
      assertThat(header.parentHash()).isEqualTo(parent.block().hash());
      assertThat(header.timestamp()).isAfterOrEqualTo(parent.timestamp());
      header = parent;
    }
    assertThat(port().header(heads.seen().height() + 1_000)).isEmpty();
    assertThat(port().header(Bytes32.fromHex("ab".repeat(32)))).isEmpty();
  }

  @Test
  void showsATransactionTheSameWayFromEverySide() {
    Submission submission = dispatch("seen");

    TransactionReceipt receipt = include(submission);

    assertThat(receipt.succeeded()).isTrue();
    assertThat(receipt.sender()).isEqualTo(signer().address());
    assertThat(receipt.to()).contains(mailbox());
    assertThat(receipt.gasUsed()).isPositive();
    assertThat(receipt.feeWei()).isPositive();
    BlockRef block = receipt.inclusion().block();
    assertThat(port().receipts(block)).contains(receipt);
    assertThat(port().calldata(submission.lastAttempt().hash())).contains(calldata("seen"));
    assertThat(port().calldata(Bytes32.fromHex("ab".repeat(32)))).isEmpty();
    LogFilter filter = new LogFilter(List.of(mailbox()), List.of(DISPATCH));
    List<ChainLog> logs = port().logs(filter, block);
    assertThat(logs).isNotEmpty().isSubsetOf(receipt.logs());
    assertThat(logs).allSatisfy(log -> assertThat(log.isEvent(DISPATCH)).isTrue());
    assertThat(port().logs(filter, block.height(), block.height())).isEqualTo(logs);
    assertThat(port().logs(filter, 0, block.height())).endsWith(logs.toArray(ChainLog[]::new));
    assertThat(port().logs(new LogFilter(List.of(vault()), List.of()), block)).isEmpty();
    Bytes bloom = port().header(block.height()).orElseThrow().logsBloom();
    assertThat(bloom.length()).isEqualTo(256);
    assertThat(bloom).isNotEqualTo(Bytes.of(new byte[256]));
  }

  @Test
  void readsAccountsAsOfABlock() {
    BlockSelector before = new BlockSelector.AtBlock(port().heads().seen());
    EvmAddress account = signer().address();
    long nonce = port().accountNonce(account, before);
    BigInteger balance = port().balanceWei(account, before);

    TransactionReceipt receipt = include(dispatch("state"));

    assertThat(port().accountNonce(account, before)).isEqualTo(nonce);
    assertThat(port().balanceWei(account, before)).isEqualTo(balance);
    BlockSelector after = new BlockSelector.AtBlock(receipt.inclusion().block());
    assertThat(port().accountNonce(account, after)).isEqualTo(nonce + 1);
    assertThat(port().accountNonce(account, BlockSelector.LATEST)).isEqualTo(nonce + 1);
    assertThat(port().accountNonce(account, BlockSelector.PENDING)).isEqualTo(nonce + 1);
    assertThat(port().balanceWei(account, after)).isEqualTo(balance.subtract(receipt.feeWei()));
    assertThat(port().code(mailbox(), BlockSelector.LATEST).isEmpty()).isFalse();
    assertThat(port().code(account, BlockSelector.LATEST).isEmpty()).isTrue();
  }

  @Test
  void answersCallsAndRevertsWithTheContractsOwnBytes() {
    Bytes deposit = DEPOSIT.encodeCall(POOR.address(), BigInteger.TEN);
    CallRequest refused = new CallRequest(signer().address(), vault(), deposit, BigInteger.ZERO);
    Bytes expected = AbiError.parse("NotMessage(address)").encode(signer().address());

    assertThat(port().call(refused, BlockSelector.LATEST))
        .isEqualTo(new CallResult.Reverted(expected));
    assertThat(port().estimateGas(refused)).isEqualTo(new GasEstimate.Reverts(expected));
    Bytes ask = AbiFunction.parse("localDomain()").encodeCall();
    assertThat(port().call(CallRequest.view(mailbox(), ask), BlockSelector.LATEST))
        .isInstanceOfSatisfying(
            CallResult.Returned.class,
            returned -> assertThat(returned.data().length()).isEqualTo(32));
    assertThat(port().call(CallRequest.view(POOR.address(), ask), BlockSelector.LATEST))
        .isEqualTo(new CallResult.Returned(Bytes.EMPTY));
  }

  @Test
  void refusesWhatANodeRefuses() {
    Submission submission = dispatch("refused");
    include(submission);

    assertRefused(submission.lastAttempt().raw(), SubmitRefusal.NONCE_TOO_LOW);
    assertRefused(Bytes.fromHex("02c0"), SubmitRefusal.INVALID);
    assertRefused(Bytes.fromHex("deadbeef"), SubmitRefusal.INVALID);
    assertRefused(transfer(POOR, 0), SubmitRefusal.INSUFFICIENT_FUNDS);
  }

  private void assertRefused(Bytes raw, SubmitRefusal expected) {
    assertThat(port().submit(raw))
        .isInstanceOfSatisfying(
            SubmitResult.Refused.class,
            refused -> assertThat(refused.refusal()).as(refused.text()).isEqualTo(expected));
  }

  @Test
  void keepsATransactionBehindAGapUntilTheGapIsFilled() {
    long nonce = port().accountNonce(signer().address(), BlockSelector.LATEST);
    Bytes second = transfer(signer(), nonce + 1);
    Bytes first = transfer(signer(), nonce);

    assertThat(port().submit(second)).isEqualTo(new SubmitResult.Accepted());
    assertThat(port().submit(second)).isEqualTo(new SubmitResult.AlreadyKnown());
    mine(1);
    assertThat(port().receipt(Keccak256.hash(second))).isEmpty();
    assertThat(port().calldata(Keccak256.hash(second))).isEmpty();
    assertThat(port().submit(first)).isEqualTo(new SubmitResult.Accepted());
    mine(2);

    assertThat(port().receipt(Keccak256.hash(first))).isPresent();
    assertThat(port().receipt(Keccak256.hash(second))).isPresent();
  }

  @Test
  void forgetsWhatAReorganisationRemoved() {
    Submission submission = dispatch("lost");
    BlockRef lost = include(submission).inclusion().block();
    long depth = port().heads().seen().height() - lost.height() + 1;
    LogFilter filter = new LogFilter(List.of(mailbox()), List.of());
    CallRequest call = CallRequest.view(mailbox(), Bytes.EMPTY);

    reorg((int) depth);

    assertThat(port().header(lost.hash())).isEmpty();
    assertThat(port().header(lost.height()).orElseThrow().block()).isNotEqualTo(lost);
    assertThat(port().receipt(submission.lastAttempt().hash())).isEmpty();
    assertThat(port().calldata(submission.lastAttempt().hash())).isEmpty();
    assertThat(port().accountNonce(signer().address(), BlockSelector.LATEST))
        .isEqualTo(submission.accountNonce());
    assertGone(() -> port().receipts(lost));
    assertGone(() -> port().logs(filter, lost));
    assertGone(() -> port().call(call, new BlockSelector.AtBlock(lost)));
    assertGone(() -> port().balanceWei(mailbox(), new BlockSelector.AtBlock(lost)));
    assertThat(submit(submission)).isEqualTo(new SubmitResult.Accepted());
    mine(1);
    assertThat(port().receipt(submission.lastAttempt().hash())).isPresent();
  }

  @Test
  void provesReceiptsAndStorageUnderItsHeaders() {
    TransactionReceipt receipt = include(dispatch("proven"));
    BlockRef block = receipt.inclusion().block();

    Bytes encoded = port().encodedHeader(block);
    ExecutionHeader header = ExecutionHeader.decode(encoded);
    List<TransactionReceipt> receipts = port().receipts(block);
    Bytes32 latestId = Bytes32.ofUnsigned(BigInteger.valueOf(102));
    StateProof proof =
        port().proof(mailbox(), List.of(latestId, Bytes32.ZERO), new BlockSelector.AtBlock(block));

    assertThat(Keccak256.hash(encoded)).isEqualTo(block.hash());
    assertThat(header.height()).isEqualTo(block.height());
    assertThat(Trie.indexed(ExecutionReceipt.encodedOf(receipts)).root())
        .isEqualTo(header.receiptsRoot());
    ProvenAccount mailbox = ProvenAccount.verify(header.stateRoot(), proof);
    assertThat(mailbox.account().orElseThrow().codeHash())
        .isEqualTo(Keccak256.hash(port().code(mailbox(), BlockSelector.LATEST)));
    Bytes id = AbiFunction.parse("latestDispatchedId()").encodeCall();
    assertThat(port().call(CallRequest.view(mailbox(), id), new BlockSelector.AtBlock(block)))
        .isEqualTo(new CallResult.Returned(mailbox.words().get(0).toBytes()));
    reorg((int) (port().heads().seen().height() - block.height() + 1));
    assertGone(() -> port().encodedHeader(block));
    assertGone(() -> port().proof(mailbox(), List.of(), new BlockSelector.AtBlock(block)));
  }

  private static void assertGone(Runnable question) {
    assertThatThrownBy(question::run).isInstanceOf(ChainUnavailableException.class);
  }

  @Test
  void suggestsFeesThatTheNextBlockTakes() {
    FeeSuggestion suggestion = port().feeSuggestion();

    assertThat(suggestion.baseFeePerGasWei().signum()).isNotNegative();
    assertThat(suggestion.priorityFeePerGasWei().signum()).isNotNegative();
  }

  @Test
  void answersALikelyAmountOfGasWhereItIsEnoughAndEstimatesElsewhere() {
    CallRequest call =
        new CallRequest(signer().address(), mailbox(), calldata("gas"), BigInteger.ZERO);
    long estimated = ((GasEstimate.Enough) port().estimateGas(call)).gas();

    List<GasEstimate> estimates =
        port().estimateAll(List.of(call, call, call), List.of(2 * estimated, 1L, 0L));

    assertThat(((GasEstimate.Enough) estimates.get(0)).gas()).isBetween(estimated, 2 * estimated);
    assertThat(estimates.subList(1, 3))
        .containsExactly(new GasEstimate.Enough(estimated), new GasEstimate.Enough(estimated));
  }

  private Submission dispatch(String text) {
    AccountId account = AccountId.of(port().chainId(), signer().address());
    TransactionIntent intent =
        TransactionIntent.builder()
            .key(text)
            .account(account)
            .to(mailbox())
            .data(calldata(text))
            .build();
    long nonce = port().accountNonce(signer().address(), BlockSelector.LATEST);
    Submitter.Prepared prepared =
        EvmChain.over(port(), signer()).submitter().prepare(account, nonce, List.of(intent)).get(0);
    assertThat(prepared).isInstanceOf(Submitter.Prepared.Signed.class);
    return ((Submitter.Prepared.Signed) prepared).submission();
  }

  private static Bytes calldata(String text) {
    return AbiFunction.parse("dispatch(uint32,bytes32,bytes)")
        .encodeCall(7, Bytes32.ofUnsigned(BigInteger.TEN), Bytes.fromUtf8(text));
  }

  private TransactionReceipt include(Submission submission) {
    assertThat(submit(submission)).isEqualTo(new SubmitResult.Accepted());
    mine(1);
    return port().receipt(submission.lastAttempt().hash()).orElseThrow();
  }

  private SubmitResult submit(Submission submission) {
    return port().submit(submission.lastAttempt().raw());
  }

  private Bytes transfer(Signer sender, long nonce) {
    return Eip1559Transaction.builder()
        .chain(port().chainId())
        .accountNonce(nonce)
        .maxFeePerGasWei(GWEI.multiply(BigInteger.valueOf(200)))
        .maxPriorityFeePerGasWei(GWEI)
        .gasLimit(21_000)
        .to(POOR.address())
        .valueWei(BigInteger.ONE)
        .build()
        .sign(sender)
        .raw();
  }
}
