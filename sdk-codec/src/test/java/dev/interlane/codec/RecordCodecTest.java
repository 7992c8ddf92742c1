package dev.interlane.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiCodec;
import dev.interlane.codec.evm.AbiEvent;
import dev.interlane.codec.evm.SolidityAbi;
import dev.interlane.codec.move.Bcs;
import dev.interlane.codec.substrate.Scale;
import dev.interlane.codec.svm.AnchorIdl;
import dev.interlane.codec.svm.AnchorInstruction;
import dev.interlane.codec.svm.Borsh;
import dev.interlane.error.CodecException;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RecordCodecTest {
  private static final EvmAddress USER =
      EvmAddress.parse("0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb");
  private static final String KEY = "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA";

  private final SolidityAbi abi = SolidityAbi.parse(Descriptions.read("vault.abi.json"));
  private final AnchorIdl idl = AnchorIdl.parse(Descriptions.read("vault.idl.json"));

  record Deposit(EvmAddress user, BigInteger amount) {}

  record Leg(EvmAddress token, BigInteger amount) {}

  record Order(BigInteger id, List<Leg> legs, Bytes note) {}

  record Submit(List<Order> orders, short side) {}

  record Shares(BigInteger shares) {}

  record Lacking(BigInteger required, BigInteger available) {}

  sealed interface Side {
    record Buy() implements Side {}

    record Limit(long price) implements Side {}

    record Pair(short first, boolean second) implements Side {}
  }

  record SvmOrder(BigInteger id, Side side) {}

  record SvmSubmit(
      SvmOrder order,
      List<String> tags,
      Bytes proof,
      Bytes32 root,
      List<Long> limits,
      Optional<Bytes> memo) {}

  @Test
  void bindsACallByItsDescription() {
    ValueCodec call = abi.function("deposit").call();
    Deposit deposit = new Deposit(USER, BigInteger.TEN);

    Bytes encoded = call.encode(deposit);

    assertThat(encoded).isEqualTo(call.encode(USER, 10));
    assertThat(call.decode(encoded, Deposit.class)).isEqualTo(deposit);
    assertThat(call.bind(Deposit.class).encode(deposit)).isEqualTo(encoded);
  }

  @Test
  void bindsNestedRecordsAndLists() {
    RecordCodec<Submit> codec = abi.function("submit").call().bind(Submit.class);
    Leg leg = new Leg(USER, BigInteger.ONE);
    Submit submit =
        new Submit(
            List.of(new Order(BigInteger.TWO, List.of(leg, leg), Bytes.fromHex("0xbeef"))),
            (short) 1);

    Bytes encoded = codec.encode(submit);

    assertThat(codec.decode(encoded)).isEqualTo(submit);
    List<Object> bare = List.of(USER, 1);
    assertThat(encoded)
        .isEqualTo(
            abi.function("submit")
                .encodeCall(List.of(List.of(2, List.of(bare, bare), Bytes.fromHex("0xbeef"))), 1));
  }

  @Test
  void bindsReturnsErrorsAndEvents() {
    ValueCodec returned = abi.function("deposit").returned();
    assertThat(returned.decode(returned.encode(7), Shares.class))
        .isEqualTo(new Shares(BigInteger.valueOf(7)));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> abi.error("InsufficientBalance").bind(Lacking.class))
        .withMessageContaining(".required: the description has 'available'")
        .withMessageContaining(".available: the description has 'required'");

    record Deposited(EvmAddress user, Bytes32 note, BigInteger amount) {}
    AbiEvent event = abi.event("Deposited");
    AbiEvent.Log log = event.encode(USER, "hi", 2);
    assertThat(event.bind(Deposited.class).decode(log.topics(), log.data()))
        .isEqualTo(
            new Deposited(
                USER, event.decode(log.topics(), log.data()).get(1).asBytes32(), BigInteger.TWO));
  }

  @Test
  void bindsSealedInterfacesOptionsAndOtherVmsAddresses() {
    AnchorInstruction submit = idl.instruction("submit");
    RecordCodec<SvmSubmit> codec = submit.bind(SvmSubmit.class);
    for (Side side :
        List.of(new Side.Buy(), new Side.Limit(-5), new Side.Pair((short) 200, true))) {
      SvmSubmit object =
          new SvmSubmit(
              new SvmOrder(BigInteger.TEN, side),
              List.of("a", "b"),
              Bytes.fromHex("0x01"),
              Bytes32.ZERO,
              List.of(1L, 2L, 4_294_967_295L),
              Optional.of(Bytes.fromHex("0xff")));

      assertThat(codec.decode(codec.encode(object))).isEqualTo(object);
      assertThat(submit.encodeValues(submit.decode(codec.encode(object))))
          .isEqualTo(codec.encode(object));
    }

    record AnchorDeposit(String userKey, BigInteger amount) {}
    AnchorDeposit deposit = new AnchorDeposit(KEY, BigInteger.ONE);
    assertThat(idl.instruction("deposit").encode(deposit))
        .isEqualTo(idl.instruction("deposit").encode(KEY, 1));
    assertThat(
            idl.instruction("deposit")
                .decode(idl.instruction("deposit").encode(deposit), AnchorDeposit.class))
        .isEqualTo(deposit);
  }

  enum State {
    OPEN,
    IN_PROGRESS
  }

  @Test
  void bindsEnumsMapsAndOneStructByItself() {
    ValueType state =
        new ValueType.Choice(
            "State",
            List.of(
                new ValueType.Variant("Open", 0, new ValueType.Unit()),
                new ValueType.Variant("InProgress", 7, new ValueType.Unit())));
    record Job(State state, Map<Long, Boolean> done) {}
    ValueCodec codec =
        Scale.of(
            List.of(
                new ValueType.Struct(
                    "Job",
                    List.of(
                        new ValueType.Field("state", state),
                        new ValueType.Field(
                            "done",
                            new ValueType.Dictionary(
                                new ValueType.UInt(32), new ValueType.Bool()))))));
    Job job = new Job(State.IN_PROGRESS, Map.of(5L, true));

    assertThat(codec.encode(job).toHex()).isEqualTo("0x07040500000001");
    assertThat(codec.decode(codec.encode(job), Job.class)).isEqualTo(job);
    assertThat(Scale.of(List.of(state)).bind(State.class).encode(State.OPEN).toHex())
        .isEqualTo("0x00");
  }

  @Test
  void namesAllMismatchesAtOnce() {
    record Wrong(String user, long amount) {}
    record Few(EvmAddress user) {}
    record Swapped(BigInteger amount, EvmAddress user) {}

    assertThatIllegalArgumentException()
        .isThrownBy(() -> abi.function("deposit").call().bind(Wrong.class))
        .withMessageContaining(".user: address needs EvmAddress, not java.lang.String")
        .withMessageContaining(".amount: uint256 needs BigInteger, not long");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> abi.function("deposit").call().bind(Few.class))
        .withMessageContaining("has 1 components, the description has 2 [user, amount]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> abi.function("deposit").call().bind(Swapped.class))
        .withMessageContaining(".amount: the description has 'user'")
        .withMessageContaining(".amount: address needs EvmAddress");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> abi.function("deposit").call().bind(String.class))
        .withMessageContaining("is no record");
    // An address of 20 bytes is none of Move's.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bcs.parse("(address,uint256)").bind(Deposit.class))
        .withMessageContaining(".user: address needs Bytes32 or Bytes");
  }

  @Test
  void neverNarrowsAnInteger() {
    record Bytewise(byte number) {}
    record Shortwise(short number) {}
    record Intwise(int number) {}
    record Longwise(long number) {}

    assertFits("(uint8)", Shortwise.class, "(uint8)", Bytewise.class);
    assertFits("(int8)", Bytewise.class, "(int16)", Bytewise.class);
    assertFits("(uint16)", Intwise.class, "(uint16)", Shortwise.class);
    assertFits("(int32)", Intwise.class, "(uint32)", Intwise.class);
    assertFits("(int64)", Longwise.class, "(uint64)", Longwise.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AbiCodec.parse("(uint8)").encode(new Shortwise((short) 256)))
        .withMessageContaining("uint8 (0 to 2^8 - 1), got the number 256");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AbiCodec.parse("(uint8)").encode(new Shortwise((short) -1)));
  }

  private static void assertFits(String wide, Class<?> held, String narrow, Class<?> refused) {
    assertThat(AbiCodec.parse(wide).bind(held)).isNotNull();
    assertThatIllegalArgumentException().isThrownBy(() -> AbiCodec.parse(narrow).bind(refused));
  }

  @Test
  void refusesMissingVariantsAndCases() {
    enum Half {
      BUY
    }
    record Trade(Half side) {}
    ValueType side =
        new ValueType.Choice(
            "Side",
            List.of(
                new ValueType.Variant("Buy", 0, new ValueType.Unit()),
                new ValueType.Variant("Sell", 1, new ValueType.UInt(8))));
    ValueCodec codec = Borsh.of(List.of(new ValueType.Tuple(List.of(side))));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.bind(Trade.class))
        .withMessageContaining("variant Sell has data")
        .withMessageContaining("Half has nothing for variant Sell");
  }

  @Test
  void refusesNullAndMalformedBytes() {
    ValueCodec call = abi.function("deposit").call();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> call.encode(absent(() -> null)))
        .withMessageContaining("Component amount of Deposit is null");
    assertThatThrownBy(() -> call.decode(Bytes.fromHex("0x47e7ef24"), Deposit.class))
        .isInstanceOf(CodecException.class);
  }

  @SuppressWarnings("NullAway") // What callers without the check would do.
  private static Deposit absent(Supplier<BigInteger> amount) {
    return new Deposit(USER, amount.get());
  }

  @Test
  void takesValuesAsValues() {
    assertThat(Borsh.parse("(string)").encode(new Value.Text("a")))
        .isEqualTo(Borsh.parse("(string)").encode("a"));
  }

  @Test
  void equalsTheUnboundCodecForRandomValues() {
    long seed = Long.getLong("interlane.seed", System.nanoTime());
    Random random = new Random(seed);
    RecordCodec<Submit> codec = abi.function("submit").call().bind(Submit.class);
    ValueCodec unbound = abi.function("submit").call();
    for (int i = 0; i < 500; i++) {
      Submit submit = randomSubmit(random);

      Bytes encoded = codec.encode(submit);

      assertThat(unbound.encodeValues(unbound.decode(encoded)))
          .as("seed %d", seed)
          .isEqualTo(encoded);
      assertThat(codec.decode(encoded)).as("seed %d", seed).isEqualTo(submit);
    }
  }

  private static Submit randomSubmit(Random random) {
    return new Submit(
        random
            .ints(random.nextInt(4), 0, 70)
            .mapToObj(
                size ->
                    new Order(
                        new BigInteger(64, random),
                        List.of(leg(random), leg(random)),
                        Bytes.generate(size, random::nextBytes)))
            .toList(),
        (short) random.nextInt(256));
  }

  private static Leg leg(Random random) {
    return new Leg(
        EvmAddress.of(Bytes.generate(EvmAddress.LENGTH_BYTES, random::nextBytes)),
        new BigInteger(random.nextInt(257), random));
  }

  @Test
  void allocatesAboutWhatTheUnboundCodecDoes() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ValueCodec call = abi.function("deposit").call();
    RecordCodec<Deposit> codec = call.bind(Deposit.class);
    BigInteger amount = BigInteger.TEN.pow(18);
    Deposit deposit = new Deposit(USER, amount);

    long bound = allocated(threads, () -> codec.encode(deposit));
    long unbound = allocated(threads, () -> call.encode(USER, amount));

    assertThat(bound).isLessThanOrEqualTo(unbound + 64);
  }

  private static long allocated(ThreadMXBean threads, Supplier<Bytes> encode) {
    int bytes = 0;
    for (int i = 0; i < 2_000; i++) {
      bytes += encode.get().length();
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 2_000; i++) {
      bytes += encode.get().length();
    }
    long each = (threads.getCurrentThreadAllocatedBytes() - before) / 2_000;
    assertThat(bytes).isPositive();
    return each;
  }
}
