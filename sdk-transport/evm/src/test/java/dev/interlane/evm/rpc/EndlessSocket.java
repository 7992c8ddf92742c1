package dev.interlane.evm.rpc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A WebSocket server that takes every socket, says that it compresses, and sends the same bytes
 * until the other end breaks or it has sent more than anybody should take.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455">RFC 6455</a>
 */
final class EndlessSocket implements AutoCloseable {
  /** No client may take so much, whatever the kernel buffers on the way. */
  static final long MOST = 64L * 1024 * 1024;

  private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final BlockingQueue<Long> sent = new LinkedBlockingQueue<>();
  private final byte[] first;
  private final byte[] again;

  /**
   * Starts it.
   *
   * @param first what is sent once the socket is open
   * @param again what is sent after it, again and again
   */
  EndlessSocket(byte[] first, byte[] again) throws IOException {
    this.first = first.clone();
    this.again = again.clone();
    Thread.ofVirtual().start(this::serve);
  }

  URI url() {
    return URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/");
  }

  /** How many bytes each socket took, as they break. */
  BlockingQueue<Long> sent() {
    return sent;
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        handshake(socket);
        sent.add(pour(socket.getOutputStream()));
      } catch (IOException ended) {
        // The client gave it up before it was open, or the test is over.
      }
    }
  }

  private static void handshake(Socket socket) throws IOException {
    BufferedReader request =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    String key = "";
    for (String line = request.readLine();
        line != null && !line.isEmpty();
        line = request.readLine()) {
      if (line.startsWith("Sec-WebSocket-Key: ")) {
        key = line.substring("Sec-WebSocket-Key: ".length());
      }
    }
    socket
        .getOutputStream()
        .write(
            ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Extensions: permessage-deflate\r\nSec-WebSocket-Accept: "
                    + accept(key)
                    + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String accept(String key) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-1")
                  .digest((key + ACCEPT_SUFFIX).getBytes(StandardCharsets.ISO_8859_1)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every JDK has SHA-1", missing);
    }
  }

  private long pour(OutputStream out) {
    long poured = 0;
    try {
      out.write(first);
      while (poured < MOST) {
        out.write(again);
        poured += again.length;
      }
    } catch (IOException broken) {
      return poured;
    }
    return poured;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
