package dev.interlane.testkit.contract;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiError;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.testkit.chain.CallFrame;
import java.math.BigInteger;
import java.util.List;

/**
 * Vault.sol in Java: a ledger of deposits ordered from another chain.
 *
 * <pre>
 * slot 5, second byte: paused | 6 balanceOf
 * </pre>
 */
public final class Vault extends CallRecipient {
  private static final Bytes32 FLAGS = Slots.at(5);
  private static final int PAUSED_BIT = 8;
  private static final Bytes32 BALANCES = Slots.at(6);
  private static final BigInteger MAX = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);
  private static final Bytes32 DEPOSITED = Abi.topic("Deposited(address,uint256)");
  private static final Bytes32 PAUSED_SET = Abi.topic("PausedSet(bool)");

  private static final List<AbiError> ERRORS =
      List.of(AbiError.parse("DepositsPaused()"), AbiError.parse("OverCap(uint256,uint256)"));

  private final BigInteger cap;

  /** A vault that takes deposits up to {@code cap} each. */
  public Vault(EvmAddress mailbox, EvmAddress owner, BigInteger cap) {
    super(mailbox, owner);
    this.cap = cap;
    onMessage("deposit(address,uint256)", this::deposit);
    onlyOwner("setPaused(bool)", Vault::setPaused);
    open("cap()", (frame, unused) -> Bytes32.ofUnsigned(cap).toBytes());
    open("paused()", (frame, unused) -> Abi.word(isPaused(frame)).toBytes());
    open(
        "balanceOf(address)",
        (frame, of) -> frame.load(balanceSlot(frame, of.address(0))).toBytes());
  }

  /** The errors of the vault's own, for clients that want them told by name. */
  public static List<AbiError> errors() {
    return ERRORS;
  }

  private Bytes deposit(CallFrame frame, Calldata arguments) {
    EvmAddress user = arguments.address(0);
    BigInteger amount = arguments.word(1).toUnsigned();
    if (isPaused(frame)) {
      throw Reverts.error(frame, "DepositsPaused()");
    }
    if (amount.compareTo(cap) > 0) {
      throw Reverts.error(
          frame, "OverCap(uint256,uint256)", arguments.word(1), Bytes32.ofUnsigned(cap));
    }
    Bytes32 slot = balanceSlot(frame, user);
    BigInteger balance = frame.load(slot).toUnsigned().add(amount);
    if (balance.compareTo(MAX) > 0) {
      throw Reverts.panic(frame, Reverts.ARITHMETIC_OVERFLOW);
    }
    frame.store(slot, Bytes32.ofUnsigned(balance));
    frame.emit(List.of(DEPOSITED, user.toWord()), arguments.word(1).toBytes());
    return Bytes.EMPTY;
  }

  private static Bytes setPaused(CallFrame frame, Calldata arguments) {
    boolean paused = arguments.bool(0);
    BigInteger flags = frame.load(FLAGS).toUnsigned();
    frame.store(
        FLAGS, Bytes32.ofUnsigned(paused ? flags.setBit(PAUSED_BIT) : flags.clearBit(PAUSED_BIT)));
    frame.emit(List.of(PAUSED_SET), Abi.word(paused).toBytes());
    return Bytes.EMPTY;
  }

  private static boolean isPaused(CallFrame frame) {
    return frame.load(FLAGS).toUnsigned().testBit(PAUSED_BIT);
  }

  private static Bytes32 balanceSlot(CallFrame frame, EvmAddress user) {
    return Slots.ofMapping(frame, user.toWord(), BALANCES);
  }
}
