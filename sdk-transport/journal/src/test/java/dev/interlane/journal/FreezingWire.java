package dev.interlane.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A wire to the server that stands still in the middle of what a client sends, as it does when the
 * client's process is stopped, or its machine has lost the network.
 */
final class FreezingWire implements AutoCloseable {
  private static final int CHUNK_BYTES = 8192;

  private final ServerSocket entry;
  private final int port;
  private final ConcurrentLinkedQueue<Closeable> open = new ConcurrentLinkedQueue<>();
  private final CountDownLatch frozen = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean freezing;

  private FreezingWire(int port) throws IOException {
    this.port = port;
    this.entry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    open.add(entry);
    Thread.ofVirtual().start(this::accept);
  }

  static FreezingWire toServer() throws IOException {
    return new FreezingWire(PostgresServer.get().getPort());
  }

  /** The server, at the other end of the wire. */
  DataSource source() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(PostgresServer.url().replace(":" + port + "/", ":" + entry.getLocalPort() + "/"));
    source.setUser("postgres");
    return source;
  }

  /** From now on half of the next large piece goes through, and after that nothing at all. */
  void freeze() {
    freezing = true;
  }

  void awaitFrozen() throws InterruptedException {
    frozen.await();
  }

  private void accept() {
    try {
      while (closed.getCount() > 0) {
        Socket client = entry.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
        open.add(client);
        open.add(server);
        Thread.ofVirtual().start(() -> carry(client, server, true));
        Thread.ofVirtual().start(() -> carry(server, client, false));
      }
    } catch (IOException over) {
      // Closed.
    }
  }

  private void carry(Socket from, Socket to, boolean toServer) {
    byte[] chunk = new byte[CHUNK_BYTES];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
        if (toServer && freezing && (length == CHUNK_BYTES || frozen.getCount() == 0)) {
          out.write(chunk, 0, frozen.getCount() == 0 ? 0 : length / 2);
          frozen.countDown();
          closed.await();
        }
        out.write(chunk, 0, length);
      }
    } catch (IOException over) {
      // One end has closed it.
    } catch (InterruptedException nobodyDoes) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    for (Closeable one : open) {
      one.close();
    }
  }
}
