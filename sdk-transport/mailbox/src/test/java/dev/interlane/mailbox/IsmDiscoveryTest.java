package dev.interlane.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.value.Value;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsmDiscoveryTest {
  private static final EvmAddress RECIPIENT = ScriptedChain.address(77);
  private static final EvmAddress ISM = ScriptedChain.address(100);
  private static final EvmAddress A = ScriptedChain.address(7);
  private static final EvmAddress B = ScriptedChain.address(8);

  private final ScriptedChain chain = new ScriptedChain(ChainId.parse("eip155:2000"));
  private final HyperlaneMessage message =
      HyperlaneMessage.of(
          5, DomainAccount.of(1000, A), DomainAccount.of(2000, RECIPIENT), Bytes.fromUtf8("hello"));

  IsmDiscoveryTest() {
    chain.contract(
        ScriptedChain.MAILBOX,
        call ->
            call.equals(MailboxAbi.RECIPIENT_ISM.encodeCall(RECIPIENT))
                ? MailboxAbi.RECIPIENT_ISM.encodeReturn(ISM)
                : Bytes.EMPTY);
  }

  @Test
  void findsMultisigsAskedWithTheMessage() {
    chain.contract(
        ISM,
        call ->
            call.equals(MailboxAbi.VALIDATORS_AND_THRESHOLD.encodeCall(message.bytes()))
                ? MailboxAbi.VALIDATORS_AND_THRESHOLD.encodeReturn(List.of(B, A), 2)
                : type(4, call));

    assertThat(discover())
        .isEqualTo(new IsmNode.MerkleRootMultisig(ISM, new ValidatorSet(List.of(B, A), 2)));
  }

  @Test
  void tellsATrustedRelayerFromOtherNullIsms() {
    chain.contract(
        ISM,
        call ->
            MailboxAbi.TRUSTED_RELAYER.matches(call)
                ? MailboxAbi.TRUSTED_RELAYER.encodeReturn(A)
                : type(6, call));
    assertThat(discover()).isEqualTo(new IsmNode.TrustedRelayer(ISM, A));

    chain.contract(ISM, call -> type(6, call));
    assertThat(discover()).isEqualTo(new IsmNode.NoMetadata(ISM));
  }

  @Test
  void findsAPausableModuleAndItsOwner() {
    chain.contract(ISM, call -> answers(call, 6, MailboxAbi.PAUSED, true));

    IsmNode.Pausable paused = (IsmNode.Pausable) discover();

    assertThat(paused).isEqualTo(new IsmNode.Pausable(ISM, A, IsmNode.Pausable.State.PAUSED));
    assertThat(paused.closed().orElseThrow()).contains(ISM.toString(), A.toString(), "unpause");
    chain.contract(ISM, call -> answers(call, 6, MailboxAbi.PAUSED, false));
    assertThat(((IsmNode.Gate) discover()).closed()).isEmpty();
  }

  @Test
  void readsTheLevelOfARateLimitAndWhenItIsEnough() {
    chain.contract(ISM, call -> limited(call, 20, 100, 10));

    IsmNode.RateLimited limited = (IsmNode.RateLimited) discover(transfer(51));

    assertThat(limited.bucket())
        .isEqualTo(
            new IsmNode.RateLimited.Bucket(
                BigInteger.valueOf(20), BigInteger.valueOf(100), Duration.ofSeconds(10)));
    assertThat(limited.closed()).isPresent();
    assertThat(limited.neverOpens()).isEmpty();
    // 31 of 100 in 10 seconds, rounded up.
    assertThat(limited.opensAfter()).contains(Duration.ofSeconds(4));
    assertThat(((IsmNode.Gate) discover(transfer(20))).closed()).isEmpty();
    assertThat(((IsmNode.Gate) discover(transfer(101))).neverOpens()).isPresent();
    assertThat(((IsmNode.Gate) discover(transfer(100))).neverOpens()).isEmpty();
  }

  @Test
  void aRateLimitThatMakesNoSenseCannotBeSatisfied() {
    for (long[] bad : new long[][] {{20, 0, 10}, {20, 100, Integer.MAX_VALUE + 1L}}) {
      chain.contract(ISM, call -> limited(call, bad[0], bad[1], bad[2]));
      assertThat(discover(transfer(1))).isInstanceOf(IsmNode.Unsupported.class);
    }
    chain.contract(ISM, call -> limited(call, 20, 100, 10));
    assertThat(discover(Bytes.of(new byte[63])))
        .isInstanceOfSatisfying(
            IsmNode.Unsupported.class,
            unsupported -> assertThat(unsupported.reason()).contains("64 bytes or more"));
  }

  @Test
  void readsWhatAModuleWantsLookedUp() {
    lookup(ISM, List.of("https://gateway.example/{data}"));
    assertThat(discover())
        .isEqualTo(
            new IsmNode.CcipRead(
                ISM, List.of("https://gateway.example/{data}"), Bytes.fromHex("0xbeef")));

    lookup(A, List.of("https://gateway.example/{data}"));
    assertThat(discover())
        .isInstanceOfSatisfying(
            IsmNode.Unsupported.class,
            unsupported -> assertThat(unsupported.reason()).contains("another contract, " + A));

    chain.contract(ISM, call -> type(7, call));
    assertThat(discover())
        .isInstanceOfSatisfying(
            IsmNode.Unsupported.class,
            unsupported -> assertThat(unsupported.reason()).contains("does not say whom to ask"));
    chain.contract(
        ISM,
        call ->
            MailboxAbi.OFFCHAIN_VERIFY_INFO.matches(call)
                ? MailboxAbi.OFFCHAIN_LOOKUP.selector()
                : type(7, call));
    assertThat(discover())
        .isInstanceOfSatisfying(
            IsmNode.Unsupported.class,
            unsupported -> assertThat(unsupported.reason()).contains("answers nonsense"));
  }

  private void lookup(EvmAddress sender, List<String> urls) {
    chain.contract(
        ISM,
        call ->
            MailboxAbi.OFFCHAIN_VERIFY_INFO.matches(call)
                ? MailboxAbi.OFFCHAIN_LOOKUP.encode(
                    sender, urls, Bytes.fromHex("0xbeef"), Bytes.fromHex("0xf7e83aee"), Bytes.EMPTY)
                : type(7, call));
  }

  /** A module of this type with an owner and one getter more. */
  private static Bytes answers(Bytes call, int type, AbiFunction getter, Object answer) {
    if (MailboxAbi.OWNER.matches(call)) {
      return MailboxAbi.OWNER.encodeReturn(A);
    }
    return getter.matches(call) ? getter.encodeReturn(answer) : type(type, call);
  }

  private static Bytes limited(Bytes call, long level, long capacity, long seconds) {
    if (MailboxAbi.MAX_CAPACITY.matches(call)) {
      return MailboxAbi.MAX_CAPACITY.encodeReturn(capacity);
    }
    return MailboxAbi.REFILL_SECONDS.matches(call)
        ? MailboxAbi.REFILL_SECONDS.encodeReturn(seconds)
        : answers(call, 6, MailboxAbi.CURRENT_LEVEL, level);
  }

  private static Bytes transfer(long amount) {
    return Bytes.concat(
        A.toWord().toBytes(), Bytes32.ofUnsigned(BigInteger.valueOf(amount)).toBytes());
  }

  private IsmNode discover(Bytes body) {
    return IsmDiscovery.of(chain, ScriptedChain.MAILBOX)
        .discover(
            HyperlaneMessage.of(
                5, DomainAccount.of(1000, A), DomainAccount.of(2000, RECIPIENT), body));
  }

  @Test
  void followsRoutesAndAggregations() {
    chain.contract(
        ISM,
        call -> MailboxAbi.ROUTE.matches(call) ? MailboxAbi.ROUTE.encodeReturn(A) : type(1, call));
    chain.contract(
        A,
        call ->
            MailboxAbi.MODULES_AND_THRESHOLD.matches(call)
                ? MailboxAbi.MODULES_AND_THRESHOLD.encodeReturn(List.of(B, B), 1)
                : type(2, call));
    chain.contract(B, call -> type(6, call));

    assertThat(discover())
        .isEqualTo(
            new IsmNode.Routing(
                ISM,
                new IsmNode.Aggregation(
                    A, List.of(new IsmNode.NoMetadata(B), new IsmNode.NoMetadata(B)), 1)));
  }

  @Test
  void stopsAtARouteThatLeadsToItself() {
    chain.contract(
        ISM,
        call ->
            MailboxAbi.ROUTE.matches(call) ? MailboxAbi.ROUTE.encodeReturn(ISM) : type(1, call));

    IsmNode node = discover();
    int depth = 1;
    while (node instanceof IsmNode.Routing routing) {
      node = routing.routed();
      depth++;
    }

    assertThat(depth).isEqualTo(IsmDiscovery.MAX_DEPTH + 1);
    assertThat(node)
        .isInstanceOfSatisfying(
            IsmNode.Unsupported.class,
            unsupported -> assertThat(unsupported.reason()).contains("deeper than 13"));
  }

  @Test
  void stopsAtAnAggregationOfItself() {
    List<EvmAddress> itself = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      itself.add(ISM);
    }
    chain.contract(
        ISM,
        call ->
            MailboxAbi.MODULES_AND_THRESHOLD.matches(call)
                ? MailboxAbi.MODULES_AND_THRESHOLD.encodeReturn(itself, 1)
                : type(2, call));

    discover();

    assertThat(chain.asked().size()).isLessThanOrEqualTo(1 + 2 * IsmDiscovery.MAX_NODES);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 7, 8, 9, 10, 11, 12, 13, 255})
  void namesTypesItCannotSatisfy(int type) {
    chain.contract(ISM, call -> type(type, call));

    assertThat(discover())
        .isInstanceOfSatisfying(
            IsmNode.Unsupported.class,
            unsupported -> {
              assertThat(unsupported.address()).isEqualTo(ISM);
              assertThat(unsupported.type()).startsWith(type + " ");
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 200})
  void refusesThresholdsThatCannotBe(int threshold) {
    for (AbiFunction function :
        List.of(MailboxAbi.VALIDATORS_AND_THRESHOLD, MailboxAbi.MODULES_AND_THRESHOLD)) {
      int type = function == MailboxAbi.MODULES_AND_THRESHOLD ? 2 : 5;
      chain.contract(
          ISM,
          call ->
              function.matches(call)
                  ? function.encodeReturn(List.of(A, B), threshold)
                  : type(type, call));

      assertThat(discover())
          .isInstanceOfSatisfying(
              IsmNode.Unsupported.class,
              unsupported ->
                  assertThat(unsupported.reason()).contains("asks for " + threshold + " of 2"));
    }
  }

  @Test
  void isNeverHarmedByWhatAContractAnswers() {
    Random random = new Random(20261123);
    for (int i = 0; i < 2_000; i++) {
      int type = random.nextInt(8);
      chain.contract(ISM, call -> type(type, call).isEmpty() ? noise(random) : type(type, call));

      assertThat(discover()).as("round %d", i).isNotNull();
    }
  }

  @Test
  void saysWhenThereIsNoContract() {
    assertThat(discover())
        .isInstanceOfSatisfying(
            IsmNode.Unsupported.class,
            unsupported -> assertThat(unsupported.reason()).contains("is there a contract"));
  }

  @Test
  void saysWhenThereIsNoMailbox() {
    chain.contract(ScriptedChain.MAILBOX, call -> Bytes.EMPTY);

    assertThat(discover())
        .isInstanceOfSatisfying(
            IsmNode.Unsupported.class,
            unsupported -> assertThat(unsupported.reason()).contains("reverts"));
  }

  private IsmNode discover() {
    return IsmDiscovery.of(chain, ScriptedChain.MAILBOX).discover(message);
  }

  private static Bytes type(int type, Bytes call) {
    return MailboxAbi.MODULE_TYPE.matches(call)
        ? MailboxAbi.MODULE_TYPE.encodeReturn(type)
        : Bytes.EMPTY;
  }

  private static Bytes noise(Random random) {
    UnaryOperator<byte[]> fill =
        bytes -> {
          random.nextBytes(bytes);
          return bytes;
        };
    if (random.nextBoolean()) {
      return Bytes.of(fill.apply(new byte[1 + random.nextInt(200)]));
    }
    // Nearly right: a list and a number.
    List<Value> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(Value.Address.of(ScriptedChain.address(random.nextInt(300))));
    }
    Bytes answer = MailboxAbi.MODULES_AND_THRESHOLD.encodeReturn(list, random.nextInt(256));
    byte[] bytes = answer.toArray();
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    return Bytes.of(bytes);
  }
}
