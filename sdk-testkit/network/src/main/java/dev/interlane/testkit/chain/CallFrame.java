package dev.interlane.testkit.chain;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import java.math.BigInteger;
import java.util.List;

/**
 * One running call: what a {@link Contract} sees of the chain and what it can do. Valid only while
 * the contract runs; not thread-safe.
 */
public final class CallFrame {
  private final Execution execution;
  private final EvmAddress caller;
  private final EvmAddress self;
  private final BigInteger valueWei;
  private final Bytes data;
  private final Access access;
  private final int depth;
  private long gasLeft;

  CallFrame(Execution execution, Invocation parts, Access access, int depth, long gas) {
    this.execution = execution;
    this.caller = parts.caller();
    this.self = parts.callee();
    this.valueWei = parts.valueWei();
    this.data = parts.data();
    this.access = access;
    this.depth = depth;
    this.gasLeft = gas;
  }

  /** The account that calls. */
  public EvmAddress caller() {
    return caller;
  }

  /** The contract that runs. */
  public EvmAddress self() {
    return self;
  }

  /** The value sent along, already in the contract's balance. */
  public BigInteger valueWei() {
    return valueWei;
  }

  /** The calldata. */
  public Bytes data() {
    return data;
  }

  /** The height of the block this runs in. */
  public long blockHeight() {
    return execution.height();
  }

  /** The time of the block this runs in, in seconds since 1970. */
  public long blockTimestamp() {
    return execution.timestamp();
  }

  /** The balance of an account. */
  public BigInteger balanceWei(EvmAddress account) {
    useGas(GasCost.CALL);
    return execution.world().balance(account);
  }

  /** Whether a contract lives at the address. */
  public boolean hasCode(EvmAddress account) {
    useGas(GasCost.CALL);
    return execution.world().contract(account) != null;
  }

  /** The word in a slot of this contract's storage. */
  public Bytes32 load(Bytes32 slot) {
    useGas(GasCost.LOAD);
    return execution.world().load(self, slot);
  }

  /** Writes a slot of this contract's storage; a static call reverts. */
  public void store(Bytes32 slot, Bytes32 word) {
    requireWriting();
    Bytes32 before = execution.world().load(self, slot);
    if (before.equals(word)) {
      useGas(GasCost.STORE_SAME);
      return;
    }
    useGas(before.isZero() ? GasCost.STORE_NEW : GasCost.STORE_CHANGE);
    execution.world().store(self, slot, word);
  }

  /**
   * Writes a log; a static call reverts.
   *
   * @throws IllegalArgumentException if there are more than four topics
   */
  public void emit(List<Bytes32> topics, Bytes logData) {
    if (topics.size() > 4) {
      throw new IllegalArgumentException("A log has at most 4 topics, got " + topics.size());
    }
    requireWriting();
    useGas(GasCost.LOG + GasCost.LOG_TOPIC * topics.size() + GasCost.LOG_BYTE * logData.length());
    execution.log(new RawLog(self, List.copyOf(topics), logData));
  }

  /** Hashes, and charges for it. */
  public Bytes32 keccak256(Bytes... parts) {
    long bytes = 0;
    for (Bytes part : parts) {
      bytes += part.length();
    }
    useGas(GasCost.HASH + GasCost.HASH_WORD * ((bytes + 31) / 32));
    return Keccak256.hash(parts);
  }

  /** Calls another account with all but one 64th of the gas. */
  public CallResult call(EvmAddress callee, BigInteger value, Bytes calldata) {
    if (value.signum() != 0) {
      requireWriting();
    }
    return enter(callee, value, calldata, access);
  }

  /** Calls another contract that must change nothing. */
  public CallResult staticCall(EvmAddress callee, Bytes calldata) {
    return enter(callee, BigInteger.ZERO, calldata, Access.READ_ONLY);
  }

  /** The gas that is left. */
  public long gasLeft() {
    return gasLeft;
  }

  /** Uses gas; the call ends without revert data when there is not enough. */
  public void useGas(long amount) {
    if (amount > gasLeft) {
      gasLeft = 0;
      throw new RevertedCall(Bytes.EMPTY, RevertedCall.Gas.ALL_CONSUMED);
    }
    gasLeft -= amount;
  }

  /** The exception to throw in order to undo this call and to answer the data. */
  public RuntimeException revert(Bytes revertData) {
    return new RevertedCall(revertData, RevertedCall.Gas.REST_RETURNED);
  }

  int depth() {
    return depth;
  }

  void exhaust() {
    gasLeft = 0;
  }

  private CallResult enter(EvmAddress callee, BigInteger value, Bytes calldata, Access wanted) {
    useGas(GasCost.CALL + (value.signum() == 0 ? 0 : GasCost.CALL_WITH_VALUE));
    long handed = gasLeft - gasLeft / 64;
    CallFrame inner =
        new CallFrame(
            execution, new Invocation(self, callee, value, calldata), wanted, depth + 1, handed);
    CallResult result = execution.run(inner);
    gasLeft -= handed - inner.gasLeft;
    return result;
  }

  private void requireWriting() {
    if (access == Access.READ_ONLY) {
      throw new RevertedCall(Bytes.EMPTY, RevertedCall.Gas.ALL_CONSUMED);
    }
  }

  /** Whether a call may change anything. */
  enum Access {
    READ_ONLY,
    WRITING
  }

  /** Who calls whom with what. */
  record Invocation(EvmAddress caller, EvmAddress callee, BigInteger valueWei, Bytes data) {
    static Invocation of(CallRequest request) {
      return new Invocation(request.from(), request.to(), request.valueWei(), request.data());
    }
  }
}
