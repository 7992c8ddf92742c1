package dev.interlane.evm.rpc;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/** How a port speaks HTTP to its nodes. */
final class NodeConnections {
  /** How long a connection is kept that nobody uses. */
  private static final Duration IDLE = Duration.ofSeconds(30);

  private NodeConnections() {}

  /** A client for so many nodes. */
  static OkHttpClient client(JsonRpcOptions options, int nodes) {
    return new OkHttpClient.Builder()
        .connectTimeout(options.connectTimeout())
        .callTimeout(options.callTimeout())
        .readTimeout(options.callTimeout())
        .writeTimeout(options.callTimeout())
        // As many as may be used at once: by default 5 are kept, and others made ever anew.
        .connectionPool(
            new ConnectionPool(
                options.maxConcurrentRequests() * nodes, IDLE.toSeconds(), TimeUnit.SECONDS))
        .addNetworkInterceptor(NodeConnections::withoutDelay)
        // A redirect would hand the key in the URL or header to another host.
        .followRedirects(false)
        .build();
  }

  /**
   * A request is written in parts of 8 KiB. The last would wait for the node to acknowledge the one
   * before (Nagle), which a node puts off for 40 ms.
   */
  private static Response withoutDelay(Interceptor.Chain chain) throws IOException {
    Connection connection = chain.connection();
    if (connection != null) {
      connection.socket().setTcpNoDelay(true);
    }
    return chain.proceed(chain.request());
  }
}
