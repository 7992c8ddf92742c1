package dev.interlane.evm.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.evm.FakeNode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodeConnectionsTest {
  private static final int AT_ONCE = 20;
  private static final String QUESTION =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_chainId\",\"params\":[]}";

  private final FakeNode node = new FakeNode();
  private final OkHttpClient client =
      NodeConnections.client(JsonRpcOptions.builder().maxConcurrentRequests(AT_ONCE).build(), 1);

  @AfterEach
  void close() {
    client.connectionPool().evictAll();
    node.close();
  }

  @Test
  void writesLongRequestsWithoutWaitingInBetween() throws IOException {
    CompletableFuture<Boolean> withoutDelay = new CompletableFuture<>();
    OkHttpClient looking =
        client
            .newBuilder()
            .addNetworkInterceptor(
                chain -> {
                  var connection = chain.connection();
                  withoutDelay.complete(connection != null && connection.socket().getTcpNoDelay());
                  return chain.proceed(chain.request());
                })
            .build();

    ask(looking);

    assertThat(withoutDelay).isCompletedWithValue(true);
  }

  @Test
  void keepsAsManyConnectionsAsAreUsedAtOnce() {
    CountDownLatch arrived = new CountDownLatch(AT_ONCE);
    node.onCall(
        method -> {
          arrived.countDown();
          await(arrived);
        });

    askAtOnce();
    askAtOnce();

    assertThat(client.connectionPool().connectionCount()).isEqualTo(AT_ONCE);
  }

  private void askAtOnce() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Void>> answers =
          IntStream.range(0, AT_ONCE)
              .mapToObj(i -> CompletableFuture.runAsync(() -> askUnchecked(client), threads))
              .toList();
      answers.forEach(CompletableFuture::join);
    }
  }

  private void askUnchecked(OkHttpClient through) {
    try {
      ask(through);
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private void ask(OkHttpClient through) throws IOException {
    Request request =
        new Request.Builder()
            .url(node.url().toString())
            .post(RequestBody.create(QUESTION, MediaType.get("application/json")))
            .build();
    try (Response response = through.newCall(request).execute()) {
      assertThat(response.code()).isEqualTo(200);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }
}
