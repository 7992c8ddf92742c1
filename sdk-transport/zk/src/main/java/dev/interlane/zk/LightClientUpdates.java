package dev.interlane.zk;

import dev.interlane.error.CodecException;
import dev.interlane.mailbox.ContractView;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.ChainPort;
import dev.interlane.zk.proof.ProofVerifier;
import dev.interlane.zk.sp1.Sp1Verifier;
import dev.interlane.zk.sp1.Sp1Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the transaction by which a light client got a root, and checks the proof in its calldata.
 * Nothing that the node says of that transaction is believed: the proof holds or does not, whoever
 * sent it.
 */
final class LightClientUpdates {
  /** How many updates are looked at, the newest first; a root in use is among them. */
  static final int MAX_UPDATES = 16;

  private final ZkOptions options;
  private final ChainPort port;
  private final LightClient lightClient;

  LightClientUpdates(ZkOptions options, ChainPort port, LightClient lightClient) {
    this.options = options;
    this.port = port;
    this.lightClient = lightClient;
  }

  /** One kind of light client's updates. */
  interface Reader {
    /**
     * What came of this update if it is that of the root; empty if it is of another one.
     *
     * @throws CodecException if the calldata is no call that gives a root
     */
    Optional<UpdateCheck> check(UpdateLog.Update update, Bytes calldata);
  }

  UpdateCheck check(KnownRoots.KnownRoot root) {
    UpdateLog log = new UpdateLog(port, lightClient.account(), options.updateSearchBlocks());
    Reader reader =
        switch (lightClient.kind()) {
          case SP1_HELIOS -> new HeliosReader(lightClient, contract(), verifier(), root, log);
          case INSECURE_TEST -> new InsecureReader(lightClient, contract(), root);
        };
    List<String> unread = new ArrayList<>();
    for (int looked = 0; looked < MAX_UPDATES; looked++) {
      Optional<UpdateLog.Update> update = log.next();
      if (update.isEmpty()) {
        break;
      }
      Optional<UpdateCheck> found = look(reader, update.get(), log.said(update.get()), unread);
      if (found.isPresent()) {
        return found.get();
      }
    }
    return new UpdateCheck.Unavailable(
        unread.isEmpty() ? log.without("the update of block " + root.height()) : unread.getFirst());
  }

  private static Optional<UpdateCheck> look(
      Reader reader, UpdateLog.Update update, UpdateLog.Said said, List<String> unread) {
    try {
      return switch (said) {
        case UpdateLog.Said.Calldata calldata -> reader.check(update, calldata.data());
        case UpdateLog.Said.Nothing nothing -> {
          unread.add(nothing.reason());
          yield Optional.empty();
        }
      };
    } catch (CodecException other) {
      unread.add(
          "the calldata of its transaction "
              + update.transaction()
              + " is no update that is known: "
              + other.getMessage());
      return Optional.empty();
    }
  }

  private ContractView contract() {
    return new ContractView(port, lightClient.account().evmAddress());
  }

  private ProofVerifier verifier() {
    ProofVerifier own = options.proofVerifiers().get(lightClient.account());
    return own == null ? Sp1Verifier.of(Sp1Version.ALL, Set.of(lightClient.key())) : own;
  }

  /** That a light client shows another root than its own update says. */
  static UpdateCheck contradiction(
      UpdateLog.Update update, KnownRoots.KnownRoot root, Object proven) {
    return new UpdateCheck.Refused(
        "the update in the transaction "
            + update.transaction()
            + " is of the root "
            + proven
            + " of block "
            + root.height()
            + ", the light client shows "
            + root.root());
  }
}
