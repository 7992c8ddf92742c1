package dev.interlane.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.TransactionReceipt;
import dev.interlane.testkit.chain.ChainOptions;
import dev.interlane.testkit.chain.Scheduler;
import dev.interlane.testkit.chain.SimulatedChain;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The refusals of docs/spec/call-recipient.md, in their order, and what a call does. */
class VaultTest {
  private static final EvmAddress OWNER = account(0xaa);
  private static final EvmAddress STRANGER = account(0xbb);
  private static final EvmAddress USER = account(0xcc);
  private static final Bytes32 SENDER = account(0xdd).toWord();
  private static final Bytes32 LANE = Abi.word(77);
  private static final long ORIGIN = 31_337;
  private static final BigInteger CAP = BigInteger.valueOf(1_000);

  private final SimulatedChain chain =
      SimulatedChain.start(
          ChainOptions.builder().id(ChainId.eip155(31_338)).seed(1).build(),
          new Scheduler(Instant.ofEpochSecond(1_700_000_000)));
  private final EvmAddress mailbox = chain.deploy(new NoopIsm());
  private final EvmAddress vault = chain.deploy(new Vault(mailbox, OWNER, CAP));

  @BeforeEach
  void enroll() {
    chain.fund(mailbox, BigInteger.TEN.pow(24));
    assertThat(perform(OWNER, "enroll(uint32,bytes32)", Abi.word(ORIGIN), SENDER))
        .isEqualTo(new CallResult.Returned(Bytes.EMPTY));
  }

  @Test
  void executesAndSaysSoBeforeTheFunctionsOwnLogs() {
    Bytes32 hash = chain.impersonate(handle(body(deposit(5)).build()));
    chain.mine();

    TransactionReceipt receipt = chain.receipt(hash).orElseThrow();
    assertThat(receipt.logs()).extracting(ChainLog::emitter).containsExactly(vault, vault);
    assertThat(receipt.logs().get(0).topics())
        .containsExactly(
            Abi.topic("Executed(bytes32,uint32,bytes32,bytes4)"),
            Abi.word(1),
            Abi.word(ORIGIN),
            SENDER);
    assertThat(receipt.logs().get(0).data())
        .isEqualTo(Slots.keyOf(Abi.selector("deposit(address,uint256)")).toBytes());
    assertThat(receipt.logs().get(1).topics())
        .containsExactly(Abi.topic("Deposited(address,uint256)"), USER.toWord());
    assertThat(view("balanceOf(address)", USER.toWord())).isEqualTo(Abi.word(5));
    assertThat(view("executed(uint32,bytes32,bytes32)", Abi.word(ORIGIN), SENDER, Abi.word(1)))
        .isEqualTo(Abi.word(true));
  }

  @Test
  void refusesInTheOrderOfTheSpecification() {
    Body faulty = new Body(Abi.selector("nothing()")).version(9).notAfter(1).lane(LANE).sequence(4);
    CallRequest call = handle(faulty.build().slice(0, 84));

    // Every fault at once; mended one after the other.
    assertRefused(
        new CallRequest(STRANGER, vault, call.data(), BigInteger.ZERO),
        "NotMailbox(address)",
        STRANGER.toWord());
    assertRefused(
        new CallRequest(mailbox, vault, call.data(), BigInteger.TWO),
        "ValueRefused(uint256)",
        Abi.word(2));
    chain.store(vault, Slots.at(5), Abi.word(1));
    assertRefused(call, "NestedDelivery()");
    chain.store(vault, Slots.at(5), Abi.word(0));
    perform(OWNER, "remove(uint32,bytes32)", Abi.word(ORIGIN), SENDER);
    assertRefused(call, "NotEnrolled(uint32,bytes32)", Abi.word(ORIGIN), SENDER);
    perform(OWNER, "enroll(uint32,bytes32)", Abi.word(ORIGIN), SENDER);
    assertRefused(call, "BodyTooShort(uint256,uint256)", Abi.word(84), Abi.word(85));
    assertRefused(handle(faulty.build()), "UnknownVersion(uint8)", Abi.word(9));
    faulty.version(1);
    assertRefused(
        handle(faulty.build()),
        "PastNotAfter(uint64,uint256)",
        Abi.word(1),
        Abi.word(1_700_000_000));
    faulty.notAfter(1_700_000_000);
    chain.perform(handle(body(deposit(1)).build()));
    assertRefused(handle(faulty.build()), "AlreadyExecuted(bytes32)", Abi.word(1));
    faulty.messageId(2);
    assertRefused(
        handle(faulty.build()),
        "WrongSequence(bytes32,uint64,uint64)",
        LANE,
        Abi.word(0),
        Abi.word(4));
    faulty.sequence(0);
    assertRefused(
        handle(faulty.build()),
        "SelectorNotAllowed(bytes4)",
        Slots.keyOf(Abi.selector("nothing()")));
    assertRefused(
        handle(body(deposit(1_001)).messageId(2).build()),
        "OverCap(uint256,uint256)",
        Abi.word(1_001),
        Abi.word(1_000));
  }

  @Test
  void aPausedVaultUndoesTheWholeDelivery() {
    perform(OWNER, "setPaused(bool)", Abi.word(true));

    assertRefused(handle(body(deposit(5)).build()), "DepositsPaused()");
    assertThat(view("executed(uint32,bytes32,bytes32)", Abi.word(ORIGIN), SENDER, Abi.word(1)))
        .isEqualTo(Abi.word(false));
    perform(OWNER, "setPaused(bool)", Abi.word(false));
    assertThat(chain.perform(handle(body(deposit(5)).build())))
        .isEqualTo(new CallResult.Returned(Bytes.EMPTY));
  }

  @Test
  void aLaneRunsInOrderWithoutGapsAndCanBeSkippedForward() {
    assertThat(chain.perform(handle(ordered(1, 0)))).isInstanceOf(CallResult.Returned.class);
    assertRefused(
        handle(ordered(3, 2)),
        "WrongSequence(bytes32,uint64,uint64)",
        LANE,
        Abi.word(1),
        Abi.word(2));
    Bytes32[] skip = {Abi.word(ORIGIN), SENDER, LANE, Abi.word(2)};
    assertThat(perform(OWNER, "skipLaneTo(uint32,bytes32,bytes32,uint64)", skip))
        .isInstanceOf(CallResult.Returned.class);
    assertThat(chain.perform(handle(ordered(3, 2)))).isInstanceOf(CallResult.Returned.class);
    assertThat(view("nextSequence(uint32,bytes32,bytes32)", Abi.word(ORIGIN), SENDER, LANE))
        .isEqualTo(Abi.word(3));
    assertThat(perform(OWNER, "skipLaneTo(uint32,bytes32,bytes32,uint64)", skip))
        .isEqualTo(reverted("SkipNotForward(uint64,uint64)", Abi.word(3), Abi.word(2)));
  }

  @Test
  void onlyMessagesDepositAndOnlyTheOwnerAdministers() {
    assertThat(perform(STRANGER, "deposit(address,uint256)", USER.toWord(), Abi.word(1)))
        .isEqualTo(reverted("NotMessage(address)", STRANGER.toWord()));
    assertThat(perform(STRANGER, "setPaused(bool)", Abi.word(true)))
        .isEqualTo(reverted("NotOwner(address)", STRANGER.toWord()));
    assertThat(perform(OWNER, "setInterchainSecurityModule(address)", STRANGER.toWord()))
        .isEqualTo(reverted("NotContract(address)", STRANGER.toWord()));
    assertThat(view("allowed(bytes4)", Slots.keyOf(Abi.selector("deposit(address,uint256)"))))
        .isEqualTo(Abi.word(true));
  }

  @Test
  void cannotBeDeployedBehindAnAccountOrWithoutOwner() {
    assertThatThrownBy(() -> chain.deploy(new Vault(STRANGER, OWNER, CAP)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Abi.selector("NotContract(address)").toHex());
    assertThatThrownBy(() -> chain.deploy(new Vault(mailbox, EvmAddress.ZERO, CAP)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Abi.selector("NoOwner()").toHex());
  }

  @Test
  void malformedCalldataRevertsWithoutData() {
    Bytes good = handle(body(deposit(5)).build()).data();
    for (int length = 0; length < 4 + 4 * 32; length++) {
      CallRequest truncated =
          new CallRequest(mailbox, vault, good.slice(0, length), BigInteger.ZERO);

      assertThat(chain.call(truncated, BlockSelector.LATEST))
          .as("%d bytes", length)
          .isEqualTo(new CallResult.Reverted(Bytes.EMPTY));
    }
  }

  private CallRequest handle(Bytes body) {
    Bytes data =
        Bytes.concat(
            Abi.selector("handle(uint32,bytes32,bytes)"),
            Abi.words(Abi.word(ORIGIN), SENDER, Abi.word(96)),
            Abi.dynamic(body).slice(32));
    return new CallRequest(mailbox, vault, data, BigInteger.ZERO);
  }

  private static Bytes ordered(int messageId, long sequence) {
    return body(deposit(1)).messageId(messageId).lane(LANE).sequence(sequence).build();
  }

  private static Body body(Bytes calldata) {
    return new Body(calldata);
  }

  private static Bytes deposit(long amount) {
    return Bytes.concat(
        Abi.selector("deposit(address,uint256)"), Abi.words(USER.toWord(), Abi.word(amount)));
  }

  private CallResult perform(EvmAddress from, String function, Bytes32... arguments) {
    Bytes data = Bytes.concat(Abi.selector(function), Abi.words(arguments));
    return chain.perform(new CallRequest(from, vault, data, BigInteger.ZERO));
  }

  private Bytes32 view(String function, Bytes32... arguments) {
    Bytes data = Bytes.concat(Abi.selector(function), Abi.words(arguments));
    CallResult result = chain.call(CallRequest.view(vault, data), BlockSelector.LATEST);
    return Bytes32.of(((CallResult.Returned) result).data());
  }

  private void assertRefused(CallRequest request, String error, Bytes32... arguments) {
    assertThat(chain.call(request, BlockSelector.LATEST))
        .as(error)
        .isEqualTo(reverted(error, arguments));
  }

  private static CallResult reverted(String error, Bytes32... arguments) {
    return new CallResult.Reverted(Bytes.concat(Abi.selector(error), Abi.words(arguments)));
  }

  private static EvmAddress account(int number) {
    return EvmAddress.fromWord(Abi.word(number));
  }

  /** A body, field by field. */
  private static final class Body {
    private final Bytes calldata;
    private int version = 1;
    private int messageId = 1;
    private long notAfter;
    private Bytes32 lane = Bytes32.ZERO;
    private long sequence;

    Body(Bytes calldata) {
      this.calldata = calldata;
    }

    Body version(int given) {
      version = given;
      return this;
    }

    Body messageId(int given) {
      messageId = given;
      return this;
    }

    Body notAfter(long given) {
      notAfter = given;
      return this;
    }

    Body lane(Bytes32 given) {
      lane = given;
      return this;
    }

    Body sequence(long given) {
      sequence = given;
      return this;
    }

    Bytes build() {
      return Bytes.concat(
          Bytes.of((byte) version),
          Abi.word(messageId).toBytes(),
          Bytes.generate(8, target -> ByteBuffer.wrap(target).putLong(notAfter)),
          lane.toBytes(),
          Bytes.generate(8, target -> ByteBuffer.wrap(target).putLong(sequence)),
          calldata);
    }
  }
}
