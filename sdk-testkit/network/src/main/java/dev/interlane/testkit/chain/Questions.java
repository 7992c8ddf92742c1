package dev.interlane.testkit.chain;

import dev.interlane.error.ChainUnavailableException;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.GasEstimate;
import dev.interlane.testkit.chain.CallFrame.Invocation;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a chain without changing it. */
final class Questions {
  /** What a node spends on a call without a transaction. */
  static final long CALL_GAS = 50_000_000;

  private final ChainOptions options;
  private final World world;
  private final Blocks blocks;

  Questions(ChainOptions options, World world, Blocks blocks) {
    this.options = options;
    this.world = world;
    this.blocks = blocks;
  }

  CallResult call(CallRequest request, BlockSelector at) {
    return run(select(at), request, CALL_GAS).result();
  }

  GasEstimate estimateGas(CallRequest request) {
    Block block = blocks.newest();
    long intrinsic = GasCost.intrinsic(request.data());
    long most = options.blockGasLimit() - intrinsic;
    Execution.Outcome generous = run(block, request, most);
    if (generous.result() instanceof CallResult.Reverted reverted) {
      return new GasEstimate.Reverts(reverted.data());
    }
    // A nested call gets 63/64 of the gas, so what was used may not be enough to begin with.
    long enough = generous.gasUsed();
    while (enough < most && !run(block, request, enough).succeeded()) {
      enough = Math.min(most, enough + enough / 64 + 1);
    }
    return new GasEstimate.Enough(Math.max(intrinsic + enough, GasCost.floor(request.data())));
  }

  /** Which contract ran out of gas, if that is what ends the call. */
  Optional<String> haltOf(CallRequest request) {
    Block block = blocks.newest();
    return inScratch(
        block,
        () -> {
          Execution execution = execution(block);
          CallResult result = execution.start(Invocation.of(request), CALL_GAS).result();
          return result instanceof CallResult.Reverted reverted && reverted.data().isEmpty()
              ? execution.halt().map(contract -> "out of gas in " + contract)
              : Optional.empty();
        });
  }

  /** Answers from the state of a block; whatever is written meanwhile is undone. */
  <T extends @Nullable Object> T asOf(BlockSelector at, Supplier<T> question) {
    return inScratch(select(at), question);
  }

  private Execution.Outcome run(Block block, CallRequest request, long gas) {
    return inScratch(block, () -> execution(block).start(Invocation.of(request), gas));
  }

  private Execution execution(Block block) {
    return new Execution(world, block.height(), block.header().timestamp().getEpochSecond());
  }

  private <T extends @Nullable Object> T inScratch(Block block, Supplier<T> question) {
    world.at(block.height(), Versioned.SCRATCH);
    try {
      return question.get();
    } finally {
      world.rollBack(0);
      world.at(Long.MAX_VALUE, Versioned.SCRATCH);
    }
  }

  /** The block asked about, whose state is still known. */
  Block select(BlockSelector at) {
    Block block =
        switch (at) {
          case BlockSelector.Pending unused -> blocks.newest();
          case BlockSelector.AtFinality named -> blocks.require(blocks.head(named.finality()));
          case BlockSelector.AtBlock exact -> blocks.require(exact.block());
        };
    if (block.height() < blocks.oldestKnownState()) {
      throw new ChainUnavailableException(
          "The state of "
              + block.ref()
              + " is pruned: the oldest kept is that of height "
              + blocks.oldestKnownState(),
          "Ask about a newer block");
    }
    return block;
  }
}
