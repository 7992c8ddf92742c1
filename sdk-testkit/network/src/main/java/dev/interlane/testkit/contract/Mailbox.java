package dev.interlane.testkit.contract;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.CallResult;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.testkit.chain.Contract;
import java.math.BigInteger;
import java.util.List;

/**
 * Hyperlane's Mailbox, version 3: dispatches messages through its hooks, and processes those their
 * recipient's security module accepts, each once.
 *
 * <pre>
 * slot 51 owner | 101 nonce | 102 latestDispatchedId | 103 defaultIsm | 104 defaultHook
 *     | 105 requiredHook | 106 deliveries: blockNumber(6) processor(20), right-aligned
 * </pre>
 */
public final class Mailbox implements Contract {
  private static final Bytes32 DISPATCH = Abi.topic("Dispatch(address,uint32,bytes32,bytes)");
  private static final Bytes32 DISPATCH_ID = Abi.topic("DispatchId(bytes32)");
  private static final Bytes32 PROCESS = Abi.topic("Process(uint32,bytes32,address)");
  private static final Bytes32 PROCESS_ID = Abi.topic("ProcessId(bytes32)");

  private static final Bytes POST_DISPATCH = Abi.selector("postDispatch(bytes,bytes)");
  private static final Bytes QUOTE_DISPATCH = Abi.selector("quoteDispatch(bytes,bytes)");
  private static final Bytes VERIFY = Abi.selector("verify(bytes,bytes)");
  private static final Bytes HANDLE = Abi.selector("handle(uint32,bytes32,bytes)");
  private static final Bytes RECIPIENT_ISM = Abi.selector("interchainSecurityModule()");

  private static final Bytes32 OWNER = Slots.at(51);
  private static final Bytes32 NONCE = Slots.at(101);
  private static final Bytes32 LATEST_DISPATCHED_ID = Slots.at(102);
  private static final Bytes32 DEFAULT_ISM = Slots.at(103);
  private static final Bytes32 DEFAULT_HOOK = Slots.at(104);
  private static final Bytes32 REQUIRED_HOOK = Slots.at(105);
  private static final Bytes32 DELIVERIES = Slots.at(106);

  private static final long MAX_NONCE = 0xffffffffL;

  private final long localDomain;
  private final Functions functions;

  /** The mailbox of a domain, still to be initialized. */
  public Mailbox(long localDomain) {
    this.localDomain = localDomain;
    this.functions = functions();
  }

  @Override
  public Bytes execute(CallFrame frame) {
    return functions.execute(frame);
  }

  private Functions functions() {
    return new Functions()
        .payable("dispatch(uint32,bytes32,bytes)", dispatch(HookChoice::byDefault))
        .payable("dispatch(uint32,bytes32,bytes,bytes)", dispatch(HookChoice::withMetadata))
        .payable("dispatch(uint32,bytes32,bytes,bytes,address)", dispatch(HookChoice::named))
        .add("quoteDispatch(uint32,bytes32,bytes)", quote(HookChoice::byDefault))
        .add("quoteDispatch(uint32,bytes32,bytes,bytes)", quote(HookChoice::withMetadata))
        .add("quoteDispatch(uint32,bytes32,bytes,bytes,address)", quote(HookChoice::named))
        .payable("process(bytes,bytes)", this::process)
        .add("delivered(bytes32)", Mailbox::delivered)
        .add("processor(bytes32)", Mailbox::processor)
        .add("processedAt(bytes32)", Mailbox::processedAt)
        .add("recipientIsm(address)", Mailbox::recipientIsm)
        .getter("nonce()", frame -> frame.load(NONCE))
        .getter("latestDispatchedId()", frame -> frame.load(LATEST_DISPATCHED_ID))
        .getter("defaultIsm()", frame -> frame.load(DEFAULT_ISM))
        .getter("defaultHook()", frame -> frame.load(DEFAULT_HOOK))
        .getter("requiredHook()", frame -> frame.load(REQUIRED_HOOK))
        .getter("owner()", frame -> frame.load(OWNER))
        .constant("localDomain()", localDomain)
        .constant("VERSION()", WireMessage.VERSION)
        .constant("deployedBlock()", 0)
        .add("initialize(address,address,address,address)", Mailbox::initialize)
        .add("setDefaultIsm(address)", setter(DEFAULT_ISM, "DefaultIsmSet", "default ISM"))
        .add("setDefaultHook(address)", setter(DEFAULT_HOOK, "DefaultHookSet", "default hook"))
        .add("setRequiredHook(address)", setter(REQUIRED_HOOK, "RequiredHookSet", "required hook"));
  }

  private Functions.Body dispatch(HookChoice.Reader choice) {
    return (frame, arguments) ->
        dispatch(frame, addressed(arguments), choice.read(frame, arguments));
  }

  private Bytes dispatch(CallFrame frame, WireMessage.Addressed addressed, HookChoice hook) {
    long nonce = Slots.loadLong(frame, NONCE);
    Bytes message = WireMessage.build(nonce, localDomain, frame.caller(), addressed);
    Bytes32 id = frame.keccak256(message);
    frame.store(LATEST_DISPATCHED_ID, id);
    if (nonce == MAX_NONCE) {
      throw Reverts.panic(frame, Reverts.ARITHMETIC_OVERFLOW);
    }
    frame.store(NONCE, Abi.word(nonce + 1));
    frame.emit(
        List.of(
            DISPATCH,
            frame.caller().toWord(),
            Abi.word(addressed.destination()),
            addressed.recipient()),
        Abi.dynamic(message));
    frame.emit(List.of(DISPATCH_ID, id), Bytes.EMPTY);

    EvmAddress required = Slots.loadAddress(frame, REQUIRED_HOOK);
    Bytes both = Abi.dynamic(hook.metadata, message);
    // Less than the required hook's fee: the hook itself says no.
    BigInteger fee = quoteOf(frame, required, both).min(frame.valueWei());
    Bytes postDispatch = Bytes.concat(POST_DISPATCH, both);
    Calls.call(frame, required, fee, postDispatch);
    Calls.call(frame, hook.hook, frame.valueWei().subtract(fee), postDispatch);
    return id.toBytes();
  }

  private Functions.Body quote(HookChoice.Reader choice) {
    return (frame, arguments) -> quote(frame, addressed(arguments), choice.read(frame, arguments));
  }

  private Bytes quote(CallFrame frame, WireMessage.Addressed addressed, HookChoice hook) {
    Bytes message =
        WireMessage.build(Slots.loadLong(frame, NONCE), localDomain, frame.caller(), addressed);
    Bytes both = Abi.dynamic(hook.metadata, message);
    EvmAddress required = Slots.loadAddress(frame, REQUIRED_HOOK);
    return Bytes32.ofUnsigned(quoteOf(frame, required, both).add(quoteOf(frame, hook.hook, both)))
        .toBytes();
  }

  private Bytes process(CallFrame frame, Calldata arguments) {
    Bytes metadata = arguments.bytes(0);
    Bytes bytes = arguments.bytes(1);
    WireMessage message = new WireMessage(frame, bytes);
    Reverts.require(frame, message.version() == WireMessage.VERSION, "Mailbox: bad version");
    Reverts.require(frame, message.destination() == localDomain, "Mailbox: unexpected destination");
    Bytes32 id = message.id();
    Bytes32 slot = Slots.ofMapping(frame, id, DELIVERIES);
    Reverts.require(frame, frame.load(slot).isZero(), "Mailbox: already delivered");
    EvmAddress recipient = message.recipientAddress();
    EvmAddress ism = ismOf(frame, recipient);

    // Recorded before anybody else runs: a module may ask who processes, and nobody can re-enter.
    frame.store(slot, delivery(frame));
    frame.emit(
        List.of(PROCESS, Abi.word(message.origin()), message.sender(), recipient.toWord()),
        Bytes.EMPTY);
    frame.emit(List.of(PROCESS_ID, id), Bytes.EMPTY);

    Calldata verified = Calls.call(frame, ism, Bytes.concat(VERIFY, Abi.dynamic(metadata, bytes)));
    Reverts.require(frame, verified.bool(0), "Mailbox: ISM verification failed");
    Calls.call(frame, recipient, frame.valueWei(), handle(message));
    return Bytes.EMPTY;
  }

  private static Bytes handle(WireMessage message) {
    Bytes body = Abi.dynamic(message.body());
    // The body's own offset counts from the first of three arguments.
    return Bytes.concat(
        HANDLE,
        Abi.words(Abi.word(message.origin()), message.sender(), Abi.word(3 * 32)),
        body.slice(32));
  }

  private static Bytes32 delivery(CallFrame frame) {
    BigInteger height = BigInteger.valueOf(frame.blockHeight());
    return Bytes32.ofUnsigned(height.shiftLeft(160).or(frame.caller().toWord().toUnsigned()));
  }

  private static Bytes delivered(CallFrame frame, Calldata arguments) {
    return Abi.word(!record(frame, arguments).isZero()).toBytes();
  }

  private static Bytes processor(CallFrame frame, Calldata arguments) {
    return EvmAddress.of(record(frame, arguments).toBytes().slice(12)).toWord().toBytes();
  }

  private static Bytes processedAt(CallFrame frame, Calldata arguments) {
    return Bytes32.leftPad(record(frame, arguments).toBytes().slice(6, 6)).toBytes();
  }

  private static Bytes32 record(CallFrame frame, Calldata arguments) {
    return frame.load(Slots.ofMapping(frame, arguments.word(0), DELIVERIES));
  }

  private static Bytes recipientIsm(CallFrame frame, Calldata arguments) {
    return ismOf(frame, arguments.address(0)).toWord().toBytes();
  }

  private static EvmAddress ismOf(CallFrame frame, EvmAddress recipient) {
    if (frame.staticCall(recipient, RECIPIENT_ISM) instanceof CallResult.Returned returned
        && !returned.data().isEmpty()) {
      EvmAddress own = new Calldata(frame, returned.data()).address(0);
      if (!own.equals(EvmAddress.ZERO)) {
        return own;
      }
    }
    return Slots.loadAddress(frame, DEFAULT_ISM);
  }

  private static BigInteger quoteOf(CallFrame frame, EvmAddress hook, Bytes arguments) {
    return Calls.view(frame, hook, Bytes.concat(QUOTE_DISPATCH, arguments)).word(0).toUnsigned();
  }

  private static WireMessage.Addressed addressed(Calldata arguments) {
    return new WireMessage.Addressed(
        arguments.unsigned(0, 32), arguments.word(1), arguments.bytes(2));
  }

  private static Bytes initialize(CallFrame frame, Calldata arguments) {
    Reverts.require(
        frame, frame.load(OWNER).isZero(), "Initializable: contract is already initialized");
    set(frame, DEFAULT_ISM, arguments.address(1), "default ISM");
    set(frame, DEFAULT_HOOK, arguments.address(2), "default hook");
    set(frame, REQUIRED_HOOK, arguments.address(3), "required hook");
    frame.store(OWNER, arguments.address(0).toWord());
    return Bytes.EMPTY;
  }

  private static Functions.Body setter(Bytes32 slot, String event, String what) {
    Bytes32 topic = Abi.topic(event + "(address)");
    return (frame, arguments) -> {
      Reverts.require(
          frame,
          Slots.loadAddress(frame, OWNER).equals(frame.caller()),
          "Ownable: caller is not the owner");
      set(frame, slot, arguments.address(0), what);
      frame.emit(List.of(topic, arguments.word(0)), Bytes.EMPTY);
      return Bytes.EMPTY;
    };
  }

  private static void set(CallFrame frame, Bytes32 slot, EvmAddress contract, String what) {
    Reverts.require(frame, frame.hasCode(contract), "Mailbox: " + what + " not contract");
    frame.store(slot, contract.toWord());
  }

  /** The hook a dispatch goes through after the required one, and what it is told. */
  private record HookChoice(Bytes metadata, EvmAddress hook) {
    static HookChoice byDefault(CallFrame frame, Calldata unused) {
      return new HookChoice(Bytes.EMPTY, Slots.loadAddress(frame, DEFAULT_HOOK));
    }

    static HookChoice withMetadata(CallFrame frame, Calldata arguments) {
      return new HookChoice(arguments.bytes(3), Slots.loadAddress(frame, DEFAULT_HOOK));
    }

    static HookChoice named(CallFrame frame, Calldata arguments) {
      EvmAddress given = arguments.address(4);
      return given.equals(EvmAddress.ZERO)
          ? withMetadata(frame, arguments)
          : new HookChoice(arguments.bytes(3), given);
    }

    /** How an overload's arguments choose. */
    interface Reader {
      HookChoice read(CallFrame frame, Calldata arguments);
    }
  }
}
