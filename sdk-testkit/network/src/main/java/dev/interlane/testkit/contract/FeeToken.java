package dev.interlane.testkit.contract;

import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.testkit.chain.Contract;
import java.math.BigInteger;
import java.util.List;

/**
 * Our FeeToken: a small ERC-20 in which fees can be paid, with the errors of ERC-6093. Anybody may
 * mint it: it is worth nothing.
 *
 * <pre>
 * slot 0 balanceOf: account to amount | 1 allowance: owner to spender to amount | 2 totalSupply
 * </pre>
 */
public final class FeeToken implements Contract {
  private static final Bytes32 BALANCES = Slots.at(0);
  private static final Bytes32 ALLOWANCES = Slots.at(1);
  private static final Bytes32 TOTAL_SUPPLY = Slots.at(2);
  private static final Bytes32 TRANSFER = Abi.topic("Transfer(address,address,uint256)");
  private static final Bytes32 APPROVAL = Abi.topic("Approval(address,address,uint256)");
  private static final BigInteger UNLIMITED =
      BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);
  private static final Bytes TRUE = Abi.word(true).toBytes();
  private static final int DECIMALS = 6;

  private final Functions functions =
      new Functions()
          .constant("decimals()", DECIMALS)
          .getter("totalSupply()", frame -> frame.load(TOTAL_SUPPLY))
          .add(
              "balanceOf(address)",
              (frame, arguments) -> frame.load(balance(frame, arguments.word(0))).toBytes())
          .add(
              "allowance(address,address)",
              (frame, arguments) ->
                  frame.load(allowance(frame, arguments.word(0), arguments.word(1))).toBytes())
          .add("approve(address,uint256)", FeeToken::approve)
          .add("transfer(address,uint256)", FeeToken::transfer)
          .add("transferFrom(address,address,uint256)", FeeToken::transferFrom)
          .add("mint(address,uint256)", FeeToken::mint);

  /** A token that nobody has any of. */
  public FeeToken() {}

  @Override
  public Bytes execute(CallFrame frame) {
    return functions.execute(frame);
  }

  private static Bytes approve(CallFrame frame, Calldata arguments) {
    Bytes32 owner = frame.caller().toWord();
    Bytes32 spender = arguments.word(0);
    Bytes32 amount = arguments.word(1);
    frame.store(allowance(frame, owner, spender), amount);
    frame.emit(List.of(APPROVAL, owner, spender), amount.toBytes());
    return TRUE;
  }

  private static Bytes transfer(CallFrame frame, Calldata arguments) {
    move(frame, frame.caller().toWord(), arguments.word(0), arguments.word(1));
    return TRUE;
  }

  private static Bytes transferFrom(CallFrame frame, Calldata arguments) {
    Bytes32 owner = arguments.word(0);
    Bytes32 spender = frame.caller().toWord();
    Bytes32 slot = allowance(frame, owner, spender);
    BigInteger allowed = frame.load(slot).toUnsigned();
    BigInteger amount = arguments.word(2).toUnsigned();
    if (!allowed.equals(UNLIMITED)) {
      if (allowed.compareTo(amount) < 0) {
        throw Reverts.error(
            frame,
            "ERC20InsufficientAllowance(address,uint256,uint256)",
            spender,
            Bytes32.ofUnsigned(allowed),
            arguments.word(2));
      }
      frame.store(slot, Bytes32.ofUnsigned(allowed.subtract(amount)));
    }
    move(frame, owner, arguments.word(1), arguments.word(2));
    return TRUE;
  }

  private static void move(CallFrame frame, Bytes32 from, Bytes32 to, Bytes32 amount) {
    Bytes32 slot = balance(frame, from);
    BigInteger has = frame.load(slot).toUnsigned();
    if (has.compareTo(amount.toUnsigned()) < 0) {
      throw Reverts.error(
          frame,
          "ERC20InsufficientBalance(address,uint256,uint256)",
          from,
          Bytes32.ofUnsigned(has),
          amount);
    }
    frame.store(slot, Bytes32.ofUnsigned(has.subtract(amount.toUnsigned())));
    add(frame, balance(frame, to), amount);
    frame.emit(List.of(TRANSFER, from, to), amount.toBytes());
  }

  private static Bytes mint(CallFrame frame, Calldata arguments) {
    add(frame, TOTAL_SUPPLY, arguments.word(1));
    add(frame, balance(frame, arguments.word(0)), arguments.word(1));
    frame.emit(List.of(TRANSFER, Bytes32.ZERO, arguments.word(0)), arguments.word(1).toBytes());
    return Bytes.EMPTY;
  }

  private static void add(CallFrame frame, Bytes32 slot, Bytes32 amount) {
    BigInteger sum = frame.load(slot).toUnsigned().add(amount.toUnsigned());
    if (sum.bitLength() > 256) {
      throw Reverts.panic(frame, Reverts.ARITHMETIC_OVERFLOW);
    }
    frame.store(slot, Bytes32.ofUnsigned(sum));
  }

  private static Bytes32 balance(CallFrame frame, Bytes32 account) {
    return Slots.ofMapping(frame, account, BALANCES);
  }

  private static Bytes32 allowance(CallFrame frame, Bytes32 owner, Bytes32 spender) {
    return Slots.ofMapping(frame, spender, Slots.ofMapping(frame, owner, ALLOWANCES));
  }
}
