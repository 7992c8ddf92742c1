package dev.interlane.mailbox.catalogue;

import dev.interlane.chain.ChainId;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.mailbox.RemoteDomain;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The EVM chains that Hyperlane's registry knows, as they were when this version of the SDK was
 * made, and beside them the other chains. Found by name, by chain id or by domain; nothing is asked
 * over the network. Immutable, thread-safe.
 *
 * <p>A domain names one entry. A chain id may have two: a chain whose domain was changed keeps its
 * old entry, without contracts.
 *
 * <pre>{@code
 * ChainCatalogue.hyperlane().at(ChainId.parse("eip155:8453")).flatMap(CataloguedChain::deployment)
 * }</pre>
 *
 * @see <a href="https://github.com/hyperlane-xyz/hyperlane-registry">hyperlane-registry</a>
 */
public final class ChainCatalogue {
  private final String origin;
  private final SortedMap<String, CataloguedChain> byName = new TreeMap<>();
  private final SortedMap<Long, CataloguedChain> byDomain = new TreeMap<>();
  private final SortedMap<ChainId, CataloguedChain> byChain = new TreeMap<>();
  private final SortedMap<String, CataloguedRemote> remotes = new TreeMap<>();

  private ChainCatalogue(
      String origin, Collection<CataloguedChain> chains, Collection<CataloguedRemote> remotes) {
    this.origin = origin;
    chains.forEach(this::add);
    remotes.forEach(remote -> this.remotes.put(remote.name(), remote));
  }

  private void add(CataloguedChain chain) {
    if (byName.putIfAbsent(chain.name(), chain) != null
        || byDomain.putIfAbsent(chain.domain(), chain) != null) {
      throw new IllegalArgumentException(
          "Two entries have the name '" + chain.name() + "' or the domain " + chain.domain());
    }
    CataloguedChain other = byChain.putIfAbsent(chain.chain(), chain);
    if (other != null && chain.mailbox().isPresent()) {
      if (other.mailbox().isPresent()) {
        throw new IllegalArgumentException(
            "'"
                + other.name()
                + "' and '"
                + chain.name()
                + "' both have a mailbox on "
                + chain.chain());
      }
      byChain.put(chain.chain(), chain);
    }
  }

  /** The catalogue that comes with the SDK. */
  public static ChainCatalogue hyperlane() {
    return Shipped.CATALOGUE;
  }

  /**
   * A catalogue of one's own.
   *
   * @throws IllegalArgumentException if two chains have one name or domain, or two mailboxes are on
   *     one chain
   */
  public static ChainCatalogue of(Collection<CataloguedChain> chains) {
    return new ChainCatalogue("given by the application", chains, List.of());
  }

  /**
   * The same, with these chains in place of those of the same name.
   *
   * @throws IllegalArgumentException as by {@link #of}
   */
  public ChainCatalogue with(Collection<CataloguedChain> chains) {
    SortedMap<String, CataloguedChain> all = new TreeMap<>(byName);
    chains.forEach(chain -> all.put(chain.name(), chain));
    return new ChainCatalogue(
        origin + ", changed by the application", all.values(), remotes.values());
  }

  /** Where it is from: package, version and checksum. */
  public String origin() {
    return origin;
  }

  /** The EVM chains, by name. */
  public List<CataloguedChain> chains() {
    return List.copyOf(byName.values());
  }

  /** The chain of this name, such as {@code optimism}. */
  public Optional<CataloguedChain> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The entry of a chain; where there are two, the one with a mailbox. */
  public Optional<CataloguedChain> at(ChainId chain) {
    return Optional.ofNullable(byChain.get(chain));
  }

  /** The chain of this domain, unsigned 32 bits. */
  public Optional<CataloguedChain> ofDomain(long domain) {
    return Optional.ofNullable(byDomain.get(domain));
  }

  /** The chains without an EVM of which a CAIP-2 id is known, by name. */
  public List<CataloguedRemote> remotes() {
    return List.copyOf(remotes.values());
  }

  /** The chain without an EVM of this name, such as {@code solanamainnet}. */
  public Optional<CataloguedRemote> remoteNamed(String name) {
    return Optional.ofNullable(remotes.get(name));
  }

  /** The chains without an EVM, for a transport's options. */
  public List<RemoteDomain> remoteDomains() {
    return remotes.values().stream().map(CataloguedRemote::remote).toList();
  }

  /** The contracts on all chains that have them, live or not, for a transport's options. */
  public List<MailboxDeployment> deployments() {
    return byName.values().stream()
        .map(CataloguedChain::deployment)
        .flatMap(Optional::stream)
        .toList();
  }

  @Override
  public String toString() {
    return byName.size() + remotes.size() + " chains, " + origin;
  }

  /** Read when it is first asked for. */
  private static final class Shipped {
    private static final String TABLE = "hyperlane-registry.tsv";
    private static final String REMOTE_TABLE = "hyperlane-registry-remote.tsv";
    private static final ChainCatalogue CATALOGUE = read();

    private static ChainCatalogue read() {
      List<String> lines = lines(TABLE);
      return new ChainCatalogue(
          lines.get(0).substring("# ".length()),
          RegistryTable.read(lines),
          RemoteTable.read(lines(REMOTE_TABLE)));
    }

    private static List<String> lines(String name) {
      try (InputStream table = ChainCatalogue.class.getResourceAsStream(name)) {
        if (table == null) {
          throw new IllegalStateException(name + " is missing from the jar");
        }
        return new String(table.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      } catch (IOException unreadable) {
        throw new UncheckedIOException("Cannot read " + name, unreadable);
      }
    }
  }
}
