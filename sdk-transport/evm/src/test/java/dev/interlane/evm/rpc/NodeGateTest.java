package dev.interlane.evm.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlane.chain.EvmAddress;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.evm.FakeBlocks;
import dev.interlane.evm.FakeNode;
import dev.interlane.spi.BlockSelector;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodeGateTest {
  private static final String BALANCE = "eth_getBalance";
  private static final String CHAIN_ID =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_chainId\",\"params\":[]}";
  private static final EvmAddress ACCOUNT = EvmAddress.parse(FakeBlocks.CONTRACT);

  private final FakeNode node = new FakeNode();
  private final FakeNode other = new FakeNode();
  private final List<JsonRpcChainPort> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(JsonRpcChainPort::close);
    node.close();
    other.close();
  }

  @Test
  void aNodeThatKeepsFailingIsLeftAloneAndTheOtherOneIsAsked() {
    JsonRpcChainPort port =
        connect(JsonRpcOptions.builder().circuitPause(Duration.ofHours(1)).build(), node, other);
    node.http(BALANCE, new MockResponse.Builder().code(503).build());
    other.result(BALANCE, "\"0x7\"");
    for (int i = 0; i < 2 * NodeGate.COUNTED_REQUESTS; i++) {
      other.http(BALANCE, new MockResponse.Builder().code(503).build());
      assertUnavailable(port);
    }
    int asked = node.calls(BALANCE).size();

    assertUnavailable(port);

    assertThat(asked).isBetween(NodeGate.FEWEST_REQUESTS - 1, NodeGate.COUNTED_REQUESTS);
    assertThat(node.calls(BALANCE)).hasSize(asked);
  }

  @Test
  void aNodeThatIsWellAgainIsAskedAgainAfterThePause() {
    JsonRpcChainPort port =
        connect(JsonRpcOptions.builder().circuitPause(Duration.ofMillis(1)).build(), node);
    node.http(BALANCE, new MockResponse.Builder().code(503).build());
    for (int i = 0; i < NodeGate.COUNTED_REQUESTS; i++) {
      assertUnavailable(port);
    }
    node.result(BALANCE, "\"0x7\"");

    BigInteger balance = BigInteger.ZERO;
    for (int i = 0; i < 1_000 && balance.signum() == 0; i++) {
      try {
        balance = port.balanceWei(ACCOUNT, BlockSelector.LATEST);
      } catch (ChainUnavailableException stillPausing) {
        assertThat(stillPausing).hasMessageContaining("left alone");
      }
    }

    assertThat(balance).isEqualTo(7);
  }

  @Test
  void aPauseThatTheNodeAsksForIsKept() {
    JsonRpcChainPort port = connect(JsonRpcOptions.defaults(), node, other);
    node.http(
        BALANCE, new MockResponse.Builder().code(429).addHeader("Retry-After", "3600").build());
    other.result(BALANCE, "\"0x7\"");

    for (int i = 0; i < 5; i++) {
      assertThat(port.balanceWei(ACCOUNT, BlockSelector.LATEST)).isEqualTo(7);
      other.http(BALANCE, new MockResponse.Builder().code(503).build());
      assertUnavailable(port);
      other.result(BALANCE, "\"0x7\"");
    }

    assertThat(node.calls(BALANCE)).hasSize(1);
  }

  @Test
  void aRefusalOfTheNodeIsNoFailureOfIt() {
    JsonRpcChainPort port = connect(JsonRpcOptions.defaults(), node);
    node.error(BALANCE, -32000, "missing trie node");

    for (int i = 0; i < 2 * NodeGate.COUNTED_REQUESTS; i++) {
      assertUnavailable(port);
    }

    assertThat(node.calls(BALANCE)).hasSize(2 * NodeGate.COUNTED_REQUESTS);
  }

  @Test
  void noMoreRequestsInASecondThanAllowed() {
    NodeGate gate =
        new NodeGate(
            JsonRpcOptions.builder()
                .maxRequestsPerSecond(2)
                .callTimeout(Duration.ofMillis(1))
                .build());

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () -> {
              for (int i = 0; i < 1_000; i++) {
                gate.enter(1);
                gate.answered();
              }
            })
        .withMessageContaining("more requests wait");
  }

  @Test
  void eachQuestionOfARequestCounts() {
    NodeGate gate =
        new NodeGate(
            JsonRpcOptions.builder()
                .maxRequestsPerSecond(1_000)
                .callTimeout(Duration.ofMillis(1))
                .build());

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () -> {
              for (int i = 0; i < 1_000; i++) {
                gate.enter(1_000);
                gate.answered();
              }
            })
        .withMessageContaining("more requests wait");
  }

  /** OkHttp lets an interruption through undeclared while it connects. */
  @Test
  void aQuestionThatIsInterruptedDoesNotShutTheNodeOutForGood() throws IOException {
    AtomicReference<@Nullable Exception> trouble = new AtomicReference<>(new IOException("away"));
    OkHttpClient client =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  Exception now = trouble.get();
                  if (now != null) {
                    NodeGateTest.<IOException>throwUndeclared(now);
                  }
                  return chain.proceed(chain.request());
                })
            .build();
    NodeHttp http =
        new NodeHttp(
            client,
            node.url(),
            JsonRpcOptions.builder().circuitPause(Duration.ofMillis(1)).build());
    for (int i = 0; i < NodeGate.COUNTED_REQUESTS; i++) {
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> http.performIO(CHAIN_ID));
    }
    // The first request after the pause is the one that tries whether the node is well again.
    trouble.set(new InterruptedException());
    assertThat(firstAfterPause(http)).isInstanceOf(InterruptedException.class);
    trouble.set(null);

    assertThat(firstAfterPause(http)).isNull();
  }

  /** What the first request ends with that is sent; null where it is answered. */
  private static @Nullable Exception firstAfterPause(NodeHttp http) {
    Exception last = null;
    for (int i = 0; i < 100_000; i++) {
      try (InputStream answer = http.performIO(CHAIN_ID)) {
        assertThat(answer).isNotEmpty();
        return null;
      } catch (NodeGate.ClosedException stillPausing) {
        last = stillPausing;
      } catch (Exception sent) {
        return sent;
      }
    }
    return last;
  }

  /** Throws what its signature does not say. */
  @SuppressWarnings("unchecked")
  private static <E extends Exception> void throwUndeclared(Exception cause) throws E {
    throw (E) cause;
  }

  private JsonRpcChainPort connect(JsonRpcOptions options, FakeNode... nodes) {
    List<URI> urls = Stream.of(nodes).map(FakeNode::url).toList();
    JsonRpcChainPort port = JsonRpcChainPort.connect(FakeBlocks.CHAIN, urls, options);
    opened.add(port);
    return port;
  }

  private static void assertUnavailable(JsonRpcChainPort port) {
    assertThatExceptionOfType(ChainUnavailableException.class)
        .isThrownBy(() -> port.balanceWei(ACCOUNT, BlockSelector.LATEST));
  }
}
