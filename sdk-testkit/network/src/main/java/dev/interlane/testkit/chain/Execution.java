package dev.interlane.testkit.chain;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.CallResult;
import dev.interlane.testkit.chain.CallFrame.Invocation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One transaction or call at work: its place in the chain, its logs, and its nested calls. */
final class Execution {
  /** The EVM's bound on nested calls. */
  private static final int MAX_DEPTH = 1_024;

  private final World world;
  private final long height;
  private final long timestamp;
  private final List<RawLog> logs = new ArrayList<>(4);
  private @Nullable EvmAddress halt;

  Execution(World world, long height, long timestamp) {
    this.world = world;
    this.height = height;
    this.timestamp = timestamp;
  }

  World world() {
    return world;
  }

  long height() {
    return height;
  }

  long timestamp() {
    return timestamp;
  }

  List<RawLog> logs() {
    return logs;
  }

  /** The first contract that used up its gas; empty if none did. */
  Optional<EvmAddress> halt() {
    return Optional.ofNullable(halt);
  }

  void log(RawLog log) {
    logs.add(log);
  }

  /** Runs the outermost call. */
  Outcome start(Invocation invocation, long gas) {
    CallFrame frame = new CallFrame(this, invocation, CallFrame.Access.WRITING, 0, gas);
    CallResult result = run(frame);
    return new Outcome(result, gas - frame.gasLeft());
  }

  /** Runs a call with a body of its own, as a deployment runs its constructor. */
  CallResult construct(Invocation invocation, Contract contract, long gas) {
    CallFrame frame = new CallFrame(this, invocation, CallFrame.Access.WRITING, 0, gas);
    return guarded(
        frame,
        () -> {
          contract.construct(frame);
          return Bytes.EMPTY;
        });
  }

  /** Runs a call and undoes what it did when it reverts. */
  CallResult run(CallFrame frame) {
    if (frame.depth() > MAX_DEPTH) {
      return new CallResult.Reverted(Bytes.EMPTY);
    }
    return guarded(
        frame,
        () -> {
          transfer(frame);
          Contract contract = world.contract(frame.self());
          return contract == null ? Bytes.EMPTY : contract.execute(frame);
        });
  }

  private CallResult guarded(CallFrame frame, Supplier<Bytes> body) {
    int checkpoint = world.checkpoint();
    int logged = logs.size();
    try {
      return new CallResult.Returned(body.get());
    } catch (RevertedCall reverted) {
      world.rollBack(checkpoint);
      logs.subList(logged, logs.size()).clear();
      if (reverted.consumesAllGas()) {
        halt = halt == null && frame.gasLeft() == 0 ? frame.self() : halt;
        frame.exhaust();
      }
      return new CallResult.Reverted(reverted.data());
    }
  }

  private void transfer(CallFrame frame) {
    BigInteger value = frame.valueWei();
    if (value.signum() == 0) {
      return;
    }
    EvmAddress from = frame.caller();
    if (world.balance(from).compareTo(value) < 0) {
      throw frame.revert(Bytes.EMPTY);
    }
    world.setBalance(from, world.balance(from).subtract(value));
    world.setBalance(frame.self(), world.balance(frame.self()).add(value));
  }

  /** The answer and the gas it took. */
  record Outcome(CallResult result, long gasUsed) {
    boolean succeeded() {
      return result instanceof CallResult.Returned;
    }
  }
}
