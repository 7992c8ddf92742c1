package dev.interlane.testkit;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.mailbox.checkpoint.Checkpoint;
import dev.interlane.mailbox.checkpoint.CheckpointReader;
import dev.interlane.mailbox.checkpoint.SignedCheckpoint;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.LogFilter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody else who delivers the network's messages, as soon as anybody can. It tries what anybody
 * could: no proof at all, or the validators' signatures on the message's own checkpoint. Where only
 * the trusted relayer is accepted it uses that account, as a second instance of the same operator
 * would. Runs on simulated time only.
 */
final class Stranger {
  private static final AbiFunction PROCESS = AbiFunction.parse("process(bytes,bytes)");
  private static final int DESTINATION_OFFSET = 41;

  private final SimulatedNetwork network;
  private final List<EvmAddress> accounts;
  private final Map<Bytes32, Dispatched> waiting = new LinkedHashMap<>();

  /** Delivers from the first of these accounts that a module accepts. */
  Stranger(SimulatedNetwork network, List<EvmAddress> accounts) {
    this.network = network;
    this.accounts = accounts;
  }

  /** Notes what the newest block of this chain dispatched. */
  void see(HyperlaneChain origin) {
    LogFilter filter = new LogFilter(List.of(origin.mailbox(), origin.merkleTreeHook()), List.of());
    List<ChainLog> logs = origin.chain().logs(filter, origin.chain().heads().seen());
    Map<Bytes32, Long> leaves = new HashMap<>();
    for (ChainLog log : logs) {
      if (log.isEvent(Events.INSERTED_INTO_TREE)) {
        leaves.put(Bytes32.of(log.data().slice(0, 32)), log.data().longAt(56));
      }
    }
    for (ChainLog log : logs) {
      if (log.isEvent(Events.DISPATCH)) {
        Bytes message = log.data().slice(64, (int) log.data().longAt(56));
        Bytes32 id = Keccak256.hash(message);
        waiting.put(id, new Dispatched(origin.id(), message, Optional.ofNullable(leaves.get(id))));
      }
    }
  }

  /** Delivers what can be delivered now. */
  void act() {
    waiting.values().removeIf(this::delivered);
  }

  private boolean delivered(Dispatched dispatched) {
    long domain = dispatched.message.longAt(DESTINATION_OFFSET) >>> 32;
    Optional<HyperlaneChain> destination =
        network.chains().stream().filter(chain -> chain.domain() == domain).findFirst();
    return destination.isEmpty() || delivered(dispatched, destination.get());
  }

  private boolean delivered(Dispatched dispatched, HyperlaneChain destination) {
    for (Bytes metadata : proofs(dispatched)) {
      for (EvmAddress account : accounts) {
        CallRequest process =
            new CallRequest(
                account,
                destination.mailbox(),
                PROCESS.encodeCall(metadata, dispatched.message),
                BigInteger.ZERO);
        if (destination.chain().call(process, BlockSelector.LATEST)
            instanceof CallResult.Returned) {
          destination.chain().impersonate(process);
          return true;
        }
      }
    }
    return false;
  }

  private List<Bytes> proofs(Dispatched dispatched) {
    List<Bytes> proofs = new ArrayList<>(List.of(Bytes.EMPTY));
    dispatched.leaf.flatMap(leaf -> signed(dispatched.origin, leaf)).ifPresent(proofs::add);
    return proofs;
  }

  private Optional<Bytes> signed(ChainId origin, long leaf) {
    Map<EvmAddress, CheckpointReader> readers = network.committee().checkpoints(origin);
    List<SignedCheckpoint> signed = new ArrayList<>();
    for (EvmAddress validator : network.committee().addresses()) {
      CheckpointReader reader = readers.get(validator);
      if (reader != null && signed.size() < network.committee().threshold()) {
        reader.checkpoint(leaf).ifPresent(signed::add);
      }
    }
    if (signed.size() < network.committee().threshold()) {
      return Optional.empty();
    }
    return Optional.of(metadata(signed));
  }

  /** hook(32) | root(32) | index(4) | signatures(65 each): what a message-id multisig reads. */
  private static Bytes metadata(List<SignedCheckpoint> signed) {
    Checkpoint checkpoint = signed.get(0).checkpoint();
    List<Bytes> parts = new ArrayList<>();
    parts.add(checkpoint.hook().toBytes());
    parts.add(checkpoint.root().toBytes());
    parts.add(Bytes32.ofUnsigned(BigInteger.valueOf(checkpoint.index())).toBytes().slice(28));
    signed.forEach(one -> parts.add(one.signature().toRsv()));
    return Bytes.concat(parts.toArray(Bytes[]::new));
  }

  private record Dispatched(ChainId origin, Bytes message, Optional<Long> leaf) {}
}
