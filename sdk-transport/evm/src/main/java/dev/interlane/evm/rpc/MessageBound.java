package dev.interlane.evm.rpc;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.SocketFactory;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * Bounds what a WebSocket's server can make us keep. OkHttp holds a message until its last frame
 * has come, however long that is; so the bytes of the wire are counted from one message to the
 * next, and a connection that exceeds the bound is broken. What is compressed could be larger than
 * its bytes on the wire: compression is neither offered nor accepted. For one connection.
 * Thread-safe.
 */
final class MessageBound extends SocketFactory {
  /** The largest head is far smaller, and everything else is no use. */
  static final int MAX_BYTES = 256 * 1024;

  private static final String EXTENSIONS = "Sec-WebSocket-Extensions";

  private final AtomicLong received = new AtomicLong();

  /** The client, with connections of its own under this bound. */
  OkHttpClient bound(OkHttpClient.Builder client) {
    return client.socketFactory(this).addInterceptor(MessageBound::uncompressed).build();
  }

  /** A message is complete: the next one may be as long. */
  void messageEnded() {
    received.set(0);
  }

  private static Response uncompressed(Interceptor.Chain chain) throws IOException {
    return chain
        .proceed(chain.request().newBuilder().removeHeader(EXTENSIONS).build())
        .newBuilder()
        .removeHeader(EXTENSIONS)
        .build();
  }

  @Override
  public Socket createSocket() {
    return new CountedSocket();
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw unasked();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw unasked();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
    throw unasked();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
    throw unasked();
  }

  private static UnsupportedOperationException unasked() {
    return new UnsupportedOperationException("OkHttp asks for sockets that it connects itself");
  }

  private final class CountedSocket extends Socket {
    @Override
    public InputStream getInputStream() throws IOException {
      return new CountedStream(super.getInputStream());
    }
  }

  private final class CountedStream extends FilterInputStream {
    CountedStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      count(1);
      return next;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = super.read(into, offset, length);
      count(count);
      return count;
    }

    private void count(int bytes) throws IOException {
      if (bytes > 0 && received.addAndGet(bytes) > MAX_BYTES) {
        throw new IOException("More than " + MAX_BYTES + " bytes came without a whole message");
      }
    }
  }
}
