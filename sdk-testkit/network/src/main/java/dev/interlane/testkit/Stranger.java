package dev.interlane.testkit;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.mailbox.IsmMetadata;
import dev.interlane.mailbox.MerkleProof;
import dev.interlane.mailbox.MerkleTree;
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
import dev.interlane.spi.GasEstimate;
import dev.interlane.spi.LogFilter;
import dev.interlane.spi.Signature;
import dev.interlane.testkit.fault.Fault;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Somebody else who delivers the network's messages, as soon as anybody can. It tries what anybody
 * could: no proof at all, or the validators' signatures on the message's own checkpoint. Where only
 * the trusted relayer is accepted it uses that account, as a second instance of the same operator
 * would. Runs on simulated time only.
 */
final class Stranger {
  private static final AbiFunction PROCESS = AbiFunction.parse("process(bytes,bytes)");
  private static final int DESTINATION_OFFSET = 41;
  private static final long EARLY_GAS = 500_000;
  private static final long FORGED_INDEX = 1_000_000;

  private final SimulatedNetwork network;
  private final List<EvmAddress> accounts;
  private final SequencedMap<Bytes32, Dispatched> waiting = new LinkedHashMap<>();
  private int forged;

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

  /** Delivers in this manner, or tries to. */
  void act(Fault.ThirdParty fault) {
    int before = waiting.size();
    switch (fault.manner()) {
      case FIRST -> act();
      case OUT_OF_ORDER -> waiting.sequencedValues().reversed().removeIf(this::delivered);
      case EARLY -> waiting.values().removeIf(dispatched -> attempted(dispatched, EARLY_GAS));
      case LITTLE_GAS -> waiting.values().removeIf(this::starved);
    }
    if (waiting.size() < before) {
      network.conditions().struck(fault);
    }
  }

  private boolean delivered(Dispatched dispatched) {
    Optional<HyperlaneChain> destination = destination(dispatched);
    return destination.isEmpty() || delivered(dispatched, destination.get());
  }

  private Optional<HyperlaneChain> destination(Dispatched dispatched) {
    long domain = dispatched.message.longAt(DESTINATION_OFFSET) >>> 32;
    return network.chains().stream().filter(chain -> chain.domain() == domain).findFirst();
  }

  /** Sends a delivery without a proof, whatever comes of it; once per message. */
  private boolean attempted(Dispatched dispatched, long gas) {
    destination(dispatched)
        .ifPresent(
            chain ->
                chain
                    .chain()
                    .impersonate(
                        process(chain, accounts.get(0), Bytes.EMPTY, dispatched.message), gas));
    return true;
  }

  /** Delivers with less gas than it takes; once per message. */
  private boolean starved(Dispatched dispatched) {
    HyperlaneChain chain = destination(dispatched).orElse(null);
    if (chain == null) {
      return true;
    }
    for (Bytes metadata : proofs(dispatched)) {
      for (EvmAddress account : accounts) {
        CallRequest process = process(chain, account, metadata, dispatched.message);
        if (chain.chain().estimateGas(process) instanceof GasEstimate.Enough enough) {
          chain.chain().impersonate(process, enough.gas() * 3 / 4);
          return true;
        }
      }
    }
    return false;
  }

  private static CallRequest process(
      HyperlaneChain chain, EvmAddress from, Bytes metadata, Bytes message) {
    return new CallRequest(
        from, chain.mailbox(), PROCESS.encodeCall(metadata, message), BigInteger.ZERO);
  }

  /**
   * Has validators sign a deposit that nobody made, as if it were the next leaf of the origin, and
   * delivers it if the destination believes them.
   */
  void forge(Fault.Collude fault) {
    HyperlaneChain destination = network.destination();
    Bytes message = ForgedMessage.of(network, Security.MESSAGE_ID_MULTISIG, forged++);
    Checkpoint statement =
        new Checkpoint(
            network.origin().domain(),
            network.origin().merkleTreeHook().toWord(),
            Keccak256.hash(message),
            FORGED_INDEX + forged,
            Keccak256.hash(message));
    List<SignedCheckpoint> signed =
        new ArrayList<>(network.committee().collude(fault.validators(), statement));
    while (signed.size() < network.committee().threshold()) {
      // Who has too few signatures tries one of them twice.
      signed.add(signed.getFirst());
    }
    destination
        .chain()
        .impersonate(process(destination, accounts.get(0), metadata(signed), message), EARLY_GAS);
    replay(destination, ForgedMessage.of(network, Security.MERKLE_ROOT_MULTISIG, forged++));
    network.conditions().struck(fault);
  }

  /** Shows a true checkpoint for a false message, with the checkpoint's root at the end. */
  private void replay(HyperlaneChain destination, Bytes message) {
    List<SignedCheckpoint> signed = new ArrayList<>();
    network
        .committee()
        .checkpoints(network.origin().id())
        .values()
        .forEach(reader -> reader.checkpoint(0).ifPresent(signed::add));
    if (signed.size() < network.committee().threshold()) {
      return;
    }
    Checkpoint first = signed.getFirst().checkpoint();
    List<Signature> signatures =
        signed.stream()
            .limit(network.committee().threshold())
            .map(SignedCheckpoint::signature)
            .toList();
    Bytes metadata =
        IsmMetadata.merkleRootMultisig(
            first.hook(),
            new MerkleProof(
                Keccak256.hash(message), 0, Collections.nCopies(MerkleTree.DEPTH, Bytes32.ZERO)),
            new IsmMetadata.SignedLeaf(first.index(), first.messageId()),
            signatures);
    destination
        .chain()
        .impersonate(
            process(
                destination,
                accounts.get(0),
                Bytes.concat(metadata, first.root().toBytes()),
                message),
            EARLY_GAS);
  }

  private boolean delivered(Dispatched dispatched, HyperlaneChain destination) {
    for (Bytes metadata : proofs(dispatched)) {
      for (EvmAddress account : accounts) {
        CallRequest process = process(destination, account, metadata, dispatched.message);
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
