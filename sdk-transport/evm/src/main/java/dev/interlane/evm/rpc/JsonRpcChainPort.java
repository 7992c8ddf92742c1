package dev.interlane.evm.rpc;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.error.WrongChainException;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.BlockHeader;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.ChainHeads;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.FeeSuggestion;
import dev.interlane.spi.GasEstimate;
import dev.interlane.spi.LogFilter;
import dev.interlane.spi.StateProof;
import dev.interlane.spi.SubmitResult;
import dev.interlane.spi.TransactionReceipt;
import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A chain behind one or more JSON-RPC nodes over HTTP.
 *
 * <p>Each question goes to one node, and to the next one only when that gives no usable answer;
 * answers of different nodes are never mixed. A node that serves another chain is never used. A
 * transaction is handed to the nodes in turn until one takes it. Hints about new heads come when
 * any call of {@link #heads} sees one: the port has no threads of its own. Thread-safe.
 *
 * <p>URLs may carry keys, so neither logs nor exceptions show more of them than host and port.
 *
 * <pre>{@code
 * try (JsonRpcChainPort port =
 *     JsonRpcChainPort.connect(ChainId.eip155(1), List.of(url), JsonRpcOptions.defaults())) {
 *   ChainHeads heads = port.heads();
 * }
 * }</pre>
 *
 * @see <a href="https://ethereum.github.io/execution-apis/">Ethereum's JSON-RPC API</a>
 */
public final class JsonRpcChainPort implements ChainPort, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JsonRpcChainPort.class);

  private final ChainId chain;
  private final List<NodePort> nodes;
  private final OkHttpClient client;
  private final List<HeadHint> hints = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable ChainHeads> lastHeads = new AtomicReference<>();

  /** The node asked first: the one that answered last. */
  private volatile int preferred;

  private JsonRpcChainPort(ChainId chain, List<NodePort> nodes, OkHttpClient client) {
    this.chain = chain;
    this.nodes = nodes;
    this.client = client;
  }

  /**
   * Connects to the nodes behind these URLs and makes sure that they serve the chain. A node that
   * is out of reach is checked when it is first used.
   *
   * @param urls {@code http} or {@code https}, at least one, the preferred one first
   * @throws WrongChainException if one of them serves another chain
   * @throws ChainUnavailableException if none can be reached
   * @throws IllegalArgumentException if the chain is not an EVM chain or a URL is not HTTP
   */
  public static JsonRpcChainPort connect(ChainId chain, List<URI> urls, JsonRpcOptions options) {
    if (!chain.isEvm()) {
      throw new IllegalArgumentException("JSON-RPC nodes serve eip155 chains, got " + chain);
    }
    if (urls.isEmpty()) {
      throw new IllegalArgumentException("Expected at least one URL of a node of " + chain);
    }
    urls.forEach(JsonRpcChainPort::requireHttp);
    OkHttpClient client =
        new OkHttpClient.Builder()
            .connectTimeout(options.connectTimeout())
            .callTimeout(options.callTimeout())
            .readTimeout(options.callTimeout())
            .writeTimeout(options.callTimeout())
            // A redirect would hand the key in the URL or header to another host.
            .followRedirects(false)
            .build();
    BlockReading reading = new BlockReading(chain);
    List<NodePort> nodes = new ArrayList<>();
    for (URI url : urls) {
      Node node = new Node(chain, url, new NodeHttp(client, url, options));
      nodes.add(new NodePort(node, reading, options));
    }
    JsonRpcChainPort port = new JsonRpcChainPort(chain, List.copyOf(nodes), client);
    try {
      port.proveAll();
    } catch (ChainUnavailableException | WrongChainException unusable) {
      port.close();
      throw unusable;
    }
    return port;
  }

  private static void requireHttp(URI url) {
    boolean isHttp =
        "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
    if (!isHttp || url.getHost() == null) {
      throw new IllegalArgumentException(
          "A node's URL begins with http:// or https:// and a host, got scheme "
              + url.getScheme()
              + " and host "
              + url.getHost());
    }
  }

  private void proveAll() {
    List<ChainUnavailableException> silent = new ArrayList<>();
    for (NodePort node : nodes) {
      try {
        node.prove();
      } catch (ChainUnavailableException unreachable) {
        silent.add(unreachable);
        LOG.warn("{} is out of reach for now: {}", node.name(), unreachable.getMessage());
      }
    }
    if (silent.size() == nodes.size()) {
      throw allFailed(silent);
    }
  }

  @Override
  public ChainId chainId() {
    return chain;
  }

  @Override
  public ChainHeads heads() {
    ChainHeads heads = ask(this::headsUnlessBehind);
    ChainHeads before = lastHeads.getAndSet(heads);
    if (before == null || !before.seen().equals(heads.seen())) {
      hints.forEach(hint -> hint.told.run());
    }
    return heads;
  }

  /** Where there are several nodes, one that takes back a final block is behind. */
  private ChainHeads headsUnlessBehind(NodePort node) {
    ChainHeads heads = node.heads();
    ChainHeads last = lastHeads.get();
    if (nodes.size() > 1
        && last != null
        && heads.finalized().height() < last.finalized().height()) {
      throw new ChainUnavailableException(
          node.name()
              + " is behind: its final block is "
              + heads.finalized().height()
              + ", another node's was "
              + last.finalized().height(),
          "Wait until it has caught up, or remove it");
    }
    return heads;
  }

  @Override
  public Optional<BlockHeader> header(long height) {
    if (height < 0) {
      throw new IllegalArgumentException("Block height must not be negative, got " + height);
    }
    return ask(node -> node.header(height));
  }

  @Override
  public Optional<BlockHeader> header(Bytes32 blockHash) {
    return ask(node -> node.header(blockHash));
  }

  @Override
  public List<ChainLog> logs(LogFilter filter, BlockRef block) {
    return ask(node -> node.logs(filter, block));
  }

  @Override
  public List<ChainLog> logs(LogFilter filter, long fromHeight, long toHeight) {
    return ask(node -> node.logs(filter, fromHeight, toHeight));
  }

  @Override
  public Optional<TransactionReceipt> receipt(Bytes32 transactionHash) {
    return ask(node -> node.receipt(transactionHash));
  }

  @Override
  public Optional<Bytes> calldata(Bytes32 transactionHash) {
    return ask(node -> node.calldata(transactionHash));
  }

  @Override
  public List<TransactionReceipt> receipts(BlockRef block) {
    return ask(node -> node.receipts(block));
  }

  @Override
  public CallResult call(CallRequest request, BlockSelector at) {
    return ask(node -> node.call(request, at));
  }

  @Override
  public GasEstimate estimateGas(CallRequest request) {
    return ask(node -> node.estimateGas(request));
  }

  @Override
  public Optional<String> haltOf(CallRequest request) {
    return ask(node -> node.haltOf(request));
  }

  @Override
  public FeeSuggestion feeSuggestion() {
    return ask(NodePort::feeSuggestion);
  }

  @Override
  public long accountNonce(EvmAddress account, BlockSelector at) {
    return ask(node -> node.accountNonce(account, at));
  }

  @Override
  public BigInteger balanceWei(EvmAddress account, BlockSelector at) {
    return ask(node -> node.balanceWei(account, at));
  }

  @Override
  public Bytes code(EvmAddress account, BlockSelector at) {
    return ask(node -> node.code(account, at));
  }

  @Override
  public SubmitResult submit(Bytes rawTransaction) {
    List<ChainUnavailableException> failures = new ArrayList<>();
    SubmitResult.@Nullable Refused refused = null;
    for (int i = 0; i < nodes.size(); i++) {
      NodePort node = nodes.get((preferred + i) % nodes.size());
      try {
        SubmitResult result = node.submit(rawTransaction);
        if (!(result instanceof SubmitResult.Refused refusal)) {
          return result;
        }
        refused = refused == null ? refusal : refused;
      } catch (ChainUnavailableException unavailable) {
        failures.add(unavailable);
      }
    }
    // A node that gave no answer may have taken it: only if all refused it is it refused.
    if (refused == null || !failures.isEmpty()) {
      throw allFailed(failures);
    }
    return refused;
  }

  @Override
  public Bytes encodedHeader(BlockRef block) {
    return ask(node -> node.encodedHeader(block));
  }

  @Override
  public String name() {
    String names = nodes.stream().map(NodePort::name).collect(Collectors.joining(", "));
    return nodes.size() == 1 ? names : "one of " + names;
  }

  @Override
  public StateProof proof(EvmAddress account, List<Bytes32> slots, BlockSelector at) {
    return ask(node -> node.proof(account, slots, at));
  }

  @Override
  public Subscription onHead(Runnable hint) {
    HeadHint subscribed = new HeadHint(hint);
    hints.add(subscribed);
    return () -> hints.remove(subscribed);
  }

  /** Ends idle connections. Calls under way fail. */
  @Override
  public void close() {
    hints.clear();
    client.dispatcher().cancelAll();
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  @Override
  public String toString() {
    return chain + " over " + nodes.size() + " JSON-RPC node(s)";
  }

  private <T> T ask(Function<NodePort, T> question) {
    List<ChainUnavailableException> failures = new ArrayList<>();
    int first = preferred;
    for (int i = 0; i < nodes.size(); i++) {
      int index = (first + i) % nodes.size();
      try {
        T answer = question.apply(nodes.get(index));
        preferred = index;
        return answer;
      } catch (ChainUnavailableException unavailable) {
        failures.add(unavailable);
        if (Thread.currentThread().isInterrupted()) {
          break;
        }
        LOG.debug("{} gave no usable answer", nodes.get(index).name(), unavailable);
      }
    }
    throw allFailed(failures);
  }

  private ChainUnavailableException allFailed(List<ChainUnavailableException> failures) {
    ChainUnavailableException first = failures.get(0);
    if (failures.size() == 1) {
      return first;
    }
    ChainUnavailableException all =
        new ChainUnavailableException(
            "None of "
                + failures.size()
                + " nodes of "
                + chain
                + " gave a usable answer; the first: "
                + first.getMessage(),
            "",
            first);
    failures.subList(1, failures.size()).forEach(all::addSuppressed);
    return all;
  }

  /** A subscription: equal only to itself, though the same hint may be subscribed twice. */
  private static final class HeadHint {
    private final Runnable told;

    HeadHint(Runnable told) {
      this.told = told;
    }
  }
}
