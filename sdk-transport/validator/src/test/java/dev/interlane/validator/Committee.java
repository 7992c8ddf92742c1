package dev.interlane.validator;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.mailbox.MerkleTreeIndex;
import dev.interlane.mailbox.checkpoint.CheckpointReader;
import dev.interlane.mailbox.checkpoint.InMemoryCheckpoints;
import dev.interlane.mailbox.checkpoint.SignedCheckpoint;
import dev.interlane.mailbox.checkpoint.ValidatorAgent;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.Signer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Validators with real keys, each of which can be silent or publish something else than it signed.
 */
final class Committee {
  private final List<Signer> signers = new ArrayList<>();
  private final List<InMemoryCheckpoints> storages = new ArrayList<>();
  private final List<ValidatorAgent> agents = new ArrayList<>();
  private final Map<Integer, UnaryOperator<Optional<SignedCheckpoint>>> forgeries = new TreeMap<>();
  private final ChainId origin;
  private final Set<Integer> flagged = new TreeSet<>();
  private long reads;

  Committee(int size, ChainPort port, MailboxDeployment deployment) {
    origin = deployment.chain();
    MerkleTreeIndex tree = MerkleTreeIndex.of(port, deployment);
    for (int i = 0; i < size; i++) {
      signers.add(InMemorySigner.fromHex(("0" + (i + 1)).repeat(32)));
      storages.add(new InMemoryCheckpoints());
      agents.add(ValidatorAgent.of(tree, signers.get(i), storages.get(i), Finality.SEEN));
    }
  }

  EvmAddress address(int member) {
    return signers.get(member).address();
  }

  Signer signer(int member) {
    return signers.get(member);
  }

  List<EvmAddress> addresses() {
    return signers.stream().map(Signer::address).toList();
  }

  /** These members look at the chain. */
  void sign(int... members) {
    for (int member : members) {
      agents.get(member).look();
    }
  }

  SignedCheckpoint signed(int member, long index) {
    return storages.get(member).checkpoint(index).orElseThrow();
  }

  InMemoryCheckpoints storage(int member) {
    return storages.get(member);
  }

  /** From now on this member's storage shows its checkpoints so. */
  void publish(int member, UnaryOperator<Optional<SignedCheckpoint>> forgery) {
    forgeries.put(member, forgery);
  }

  /** This member's storage shows from now on that it was overtaken by a reorganisation. */
  void raiseReorgFlag(int member) {
    flagged.add(member);
  }

  /** How many checkpoints were read. */
  long reads() {
    return reads;
  }

  ValidatorOptions.Builder announce(ValidatorOptions.Builder options, int... members) {
    for (int member : members) {
      options.checkpoints(origin, address(member), new Published(member));
    }
    return options;
  }

  private final class Published implements CheckpointReader {
    private final int member;

    Published(int member) {
      this.member = member;
    }

    @Override
    public boolean isReorgFlagged() {
      return flagged.contains(member);
    }

    @Override
    public OptionalLong latestIndex() {
      return storages.get(member).latestIndex();
    }

    @Override
    public Optional<SignedCheckpoint> checkpoint(long index) {
      reads++;
      return forgeries
          .getOrDefault(member, UnaryOperator.identity())
          .apply(storages.get(member).checkpoint(index));
    }
  }
}
