package dev.interlane.evm.rpc;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.error.MessagingException;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A chain behind one or more JSON-RPC nodes over HTTP.
 *
 * <p>With one or two nodes each question goes to one, and to the next only when that gives no
 * usable answer. With three or more, where money depends on the answer ({@link ReadAgreement}),
 * nodes are asked until a majority gives the same one; a node that contradicts a majority is named
 * in the log, counted ({@link #contradictions}) and asked last from then on, and without a majority
 * the question fails for now. No answer is put together from parts of several nodes. A node that
 * serves another chain is never used. A transaction is handed to the nodes in turn until one takes
 * it, or to all where a majority is asked. Hints about new heads come when any call of {@link
 * #heads} sees one, and from a WebSocket where one is given ({@link JsonRpcOptions#headSocketUrl}):
 * the port has no threads of its own. Thread-safe.
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
  private static final Duration FIRST_SOCKET_PAUSE = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(JsonRpcChainPort.class);

  private final ChainId chain;
  private final Nodes nodes;
  private final boolean byMajority;
  private final OkHttpClient client;
  private final Optional<HeadSocket> socket;
  private final List<HeadHint> hints = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable ChainHeads> lastHeads = new AtomicReference<>();

  private JsonRpcChainPort(
      ChainId chain, List<NodePort> nodes, OkHttpClient client, JsonRpcOptions options) {
    this.chain = chain;
    this.nodes = new Nodes(chain, nodes);
    this.byMajority = options.readAgreement().takesMajority(nodes.size());
    this.client = client;
    this.socket =
        options
            .headSocketUrl()
            .map(url -> new HeadSocket(client, url, this::tellHints, FIRST_SOCKET_PAUSE));
  }

  /**
   * Connects to the nodes behind these URLs and makes sure that they serve the chain. A node that
   * is out of reach is checked when it is first used.
   *
   * @param urls {@code http} or {@code https}, at least one, the preferred one first
   * @throws WrongChainException if one of them serves another chain
   * @throws ChainUnavailableException if none can be reached
   * @throws IllegalArgumentException if the chain is not an EVM chain, a URL is not HTTP, or two
   *     URLs are the same
   */
  public static JsonRpcChainPort connect(ChainId chain, List<URI> urls, JsonRpcOptions options) {
    if (!chain.isEvm()) {
      throw new IllegalArgumentException("JSON-RPC nodes serve eip155 chains, got " + chain);
    }
    if (urls.isEmpty()) {
      throw new IllegalArgumentException("Expected at least one URL of a node of " + chain);
    }
    urls.forEach(JsonRpcChainPort::requireHttp);
    requireDifferent(urls);
    OkHttpClient client = NodeConnections.client(options, urls.size());
    BlockReading reading = new BlockReading(chain);
    List<NodePort> nodes = new ArrayList<>();
    for (URI url : urls) {
      Node node =
          new Node(
              chain, url, new NodeHttp(client, url, options), options.maxQuestionsPerRequest());
      nodes.add(new NodePort(node, reading, options));
    }
    JsonRpcChainPort port = new JsonRpcChainPort(chain, nodes, client, options);
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

  /** One node must not make a majority with itself. */
  private static void requireDifferent(List<URI> urls) {
    Set<HttpUrl> different = new HashSet<>();
    for (URI url : urls) {
      if (!different.add(NodeHttp.requestTo(url).url())) {
        throw new IllegalArgumentException(
            "Each node is named once, but one at "
                + url.getHost()
                + " is named twice. Take one of the two URLs out");
      }
    }
  }

  private void proveAll() {
    List<MessagingException> silent = new ArrayList<>();
    for (NodePort node : nodes.inOrder()) {
      try {
        node.prove();
      } catch (ChainUnavailableException unreachable) {
        silent.add(unreachable);
        LOG.warn("{} is out of reach for now: {}", node.name(), unreachable.getMessage());
      }
    }
    if (silent.size() == nodes.size()) {
      throw nodes.allFailed(silent);
    }
  }

  @Override
  public ChainId chainId() {
    return chain;
  }

  @Override
  public ChainHeads heads() {
    ChainHeads heads = byMajority ? agreedHeads() : nodes.ask(this::headsUnlessBehind);
    ChainHeads before = lastHeads.getAndSet(heads);
    if (before == null || !before.seen().equals(heads.seen())) {
      socket.ifPresent(HeadSocket::sawHead);
      tellHints();
    }
    return heads;
  }

  private void tellHints() {
    hints.forEach(hint -> hint.told.run());
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

  /**
   * The heads of one node: of those that are nowhere beyond what a majority says is seen, safe and
   * final, the furthest whose blocks a majority has, too.
   */
  private ChainHeads agreedHeads() {
    List<ChainHeads> told = nodes.askAll(NodePort::heads);
    List<ChainHeads> all =
        told.stream()
            .filter(
                heads -> Stream.of(Finality.values()).allMatch(at -> isReached(heads, at, told)))
            .sorted(
                Comparator.comparingLong((ChainHeads heads) -> heads.finalized().height())
                    .thenComparingLong(heads -> heads.seen().height())
                    .reversed())
            .toList();
    for (ChainHeads heads : all) {
      if (Stream.of(heads.finalized(), heads.safe(), heads.seen()).allMatch(this::isAgreed)) {
        return heads;
      }
    }
    throw new ChainUnavailableException(
        "The nodes of " + chain + " do not agree about the newest blocks: " + all,
        "They may be reorganising; asked again later");
  }

  /** Whether a majority says that the chain has got as far as these heads, or further. */
  private boolean isReached(ChainHeads heads, Finality finality, List<ChainHeads> told) {
    long height = heads.at(finality).height();
    return told.stream().filter(other -> other.at(finality).height() >= height).count()
        >= nodes.majority();
  }

  private boolean isAgreed(BlockRef head) {
    ChainHeads last = lastHeads.get();
    boolean isKnown = last != null && (head.equals(last.finalized()) || head.equals(last.seen()));
    return isKnown
        || header(head.height()).map(header -> header.block().equals(head)).orElse(false);
  }

  @Override
  public Optional<BlockHeader> header(long height) {
    if (height < 0) {
      throw new IllegalArgumentException("Block height must not be negative, got " + height);
    }
    return agree(node -> node.header(height), JsonRpcChainPort::place, Optional::isEmpty);
  }

  @Override
  public Optional<BlockHeader> header(Bytes32 blockHash) {
    return agree(node -> node.header(blockHash), JsonRpcChainPort::place, Optional::isEmpty);
  }

  /** Not the bloom: some nodes leave it out. */
  private static List<Object> place(Optional<BlockHeader> header) {
    return header
        .map(block -> List.<Object>of(block.block(), block.parentHash(), block.timestamp()))
        .orElse(List.of());
  }

  @Override
  public List<BlockHeader> headers(long fromHeight, int max) {
    return byMajority
        ? ChainPort.super.headers(fromHeight, max)
        : nodes.ask(node -> node.headers(fromHeight, max));
  }

  @Override
  public List<ChainLog> logs(LogFilter filter, BlockRef block) {
    return agree(
        node -> node.logs(filter, block), Function.identity(), JsonRpcChainPort::saysNothing);
  }

  @Override
  public List<ChainLog> logs(LogFilter filter, long fromHeight, long toHeight) {
    return agree(
        node -> node.logs(filter, fromHeight, toHeight), Function.identity(), List::isEmpty);
  }

  @Override
  public Optional<TransactionReceipt> receipt(Bytes32 transactionHash) {
    return agree(node -> node.receipt(transactionHash), Function.identity(), Optional::isEmpty);
  }

  @Override
  public Optional<Bytes> calldata(Bytes32 transactionHash) {
    return agree(node -> node.calldata(transactionHash), Function.identity(), Optional::isEmpty);
  }

  @Override
  public List<TransactionReceipt> receipts(BlockRef block) {
    return agree(node -> node.receipts(block), Function.identity(), JsonRpcChainPort::saysNothing);
  }

  @Override
  public List<List<TransactionReceipt>> receiptsOfAll(List<BlockRef> blocks) {
    return byMajority
        ? ChainPort.super.receiptsOfAll(blocks)
        : nodes.ask(node -> node.receiptsOfAll(blocks));
  }

  @Override
  public CallResult call(CallRequest request, BlockSelector at) {
    if (!byMajority || at instanceof BlockSelector.Pending) {
      return nodes.ask(node -> node.call(request, at));
    }
    if (at instanceof BlockSelector.AtFinality moving) {
      // Nodes that are a block apart answer differently and truly: then all are asked of one block.
      Set<CallResult> first =
          new LinkedHashSet<>(nodes.askSome(nodes.majority(), node -> node.call(request, at)));
      return first.size() == 1
          ? first.iterator().next()
          : call(request, new BlockSelector.AtBlock(heads().at(moving.finality())));
    }
    return nodes.agree(
        node -> node.call(request, at), Function.identity(), JsonRpcChainPort::saysNothing);
  }

  @Override
  public GasEstimate estimateGas(CallRequest request) {
    return agree(
        node -> node.estimateGas(request),
        estimate -> estimate instanceof GasEstimate.Reverts reverts ? reverts.data() : "enough",
        // Nodes that are a block apart answer differently and truly.
        estimate -> true);
  }

  /** In few requests; one by one where a majority has to agree about each. */
  @Override
  public List<GasEstimate> estimateAll(List<CallRequest> requests) {
    return byMajority
        ? ChainPort.super.estimateAll(requests)
        : nodes.ask(node -> node.estimateAll(requests));
  }

  @Override
  public List<GasEstimate> estimateAll(List<CallRequest> requests, List<Long> likelyGas) {
    return byMajority
        ? ChainPort.super.estimateAll(requests, likelyGas)
        : nodes.ask(node -> node.estimateAll(requests, likelyGas));
  }

  @Override
  public Optional<String> haltOf(CallRequest request) {
    return nodes.ask(node -> node.haltOf(request));
  }

  @Override
  public FeeSuggestion feeSuggestion() {
    return nodes.ask(NodePort::feeSuggestion);
  }

  @Override
  public long accountNonce(EvmAddress account, BlockSelector at) {
    return reached(node -> node.accountNonce(account, at));
  }

  @Override
  public BigInteger balanceWei(EvmAddress account, BlockSelector at) {
    return reached(node -> node.balanceWei(account, at));
  }

  @Override
  public Bytes code(EvmAddress account, BlockSelector at) {
    return nodes.ask(node -> node.code(account, at));
  }

  @Override
  public SubmitResult submit(Bytes rawTransaction) {
    List<MessagingException> failures = new ArrayList<>();
    SubmitResult.@Nullable Refused refused = null;
    @Nullable SubmitResult taken = null;
    for (NodePort node : nodes.inOrder()) {
      try {
        SubmitResult result = node.submit(rawTransaction);
        if (result instanceof SubmitResult.Refused refusal) {
          refused = refused == null ? refusal : refused;
        } else {
          taken = taken == null ? result : taken;
        }
      } catch (ChainUnavailableException | WrongChainException unusable) {
        failures.add(unusable);
      }
      if (taken != null && !byMajority) {
        return taken;
      }
    }
    if (taken != null) {
      return taken;
    }
    // A node that gave no answer may have taken it: only if all refused it is it refused.
    if (refused == null || !failures.isEmpty()) {
      throw nodes.allFailed(failures);
    }
    return refused;
  }

  @Override
  public List<SubmitResult> submitAll(List<Bytes> rawTransactions) {
    if (nodes.size() > 1) {
      return ChainPort.super.submitAll(rawTransactions);
    }
    try {
      return nodes.ask(node -> node.submitAll(rawTransactions));
    } catch (ChainUnavailableException | WrongChainException unusable) {
      return Collections.nCopies(rawTransactions.size(), new SubmitResult.Unanswered(unusable));
    }
  }

  @Override
  public Bytes encodedHeader(BlockRef block) {
    return nodes.ask(node -> node.encodedHeader(block));
  }

  @Override
  public String name() {
    String names = nodes.names();
    if (nodes.size() == 1) {
      return names;
    }
    return (byMajority ? "a majority of " : "one of ") + names;
  }

  @Override
  public StateProof proof(EvmAddress account, List<Bytes32> slots, BlockSelector at) {
    return nodes.ask(node -> node.proof(account, slots, at));
  }

  /** Not where a majority speaks: that is doubted by nobody. */
  @Override
  public boolean doubt(String reason) {
    return !byMajority && nodes.size() > 1 && nodes.doubtPreferred(reason);
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
    socket.ifPresent(HeadSocket::close);
    client.dispatcher().cancelAll();
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  @Override
  public String toString() {
    return chain + " over " + nodes.size() + " JSON-RPC node(s)";
  }

  /**
   * How often each node, by its name, contradicted a majority of the others: a metric. All zero
   * where no majority is asked.
   */
  public Map<String, Long> contradictions() {
    return nodes.contradictions();
  }

  /** How many requests each node, by its name, was sent so far: a metric. */
  public Map<String, Long> requests() {
    Map<String, Long> counts = new TreeMap<>();
    nodes.inOrder().forEach(node -> counts.merge(node.name(), node.requests(), Long::sum));
    return counts;
  }

  private <T> T agree(
      Function<NodePort, T> question, Function<T, ?> essence, Predicate<T> isNothing) {
    return byMajority ? nodes.agree(question, essence, isNothing) : nodes.ask(question);
  }

  private <T extends Comparable<T>> T reached(Function<NodePort, T> question) {
    return byMajority ? nodes.reachedByMajority(question) : nodes.ask(question);
  }

  /** Even an empty answer says something: nodes that lack the block give none. */
  private static boolean saysNothing(Object answer) {
    return false;
  }

  /** A subscription: equal only to itself, though the same hint may be subscribed twice. */
  private static final class HeadHint {
    private final Runnable told;

    HeadHint(Runnable told) {
      this.told = told;
    }
  }
}
