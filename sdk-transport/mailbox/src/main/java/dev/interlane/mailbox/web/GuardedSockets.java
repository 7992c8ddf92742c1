package dev.interlane.mailbox.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sockets that connect only to addresses they may. Checked here, at the connection, nothing gets
 * around it: neither a redirect, nor an address in place of a name, nor a name that is resolved to
 * another address the second time.
 */
final class GuardedSockets extends SocketFactory {
  private final Reach reach;

  GuardedSockets(Reach reach) {
    this.reach = reach;
  }

  void check(InetAddress address) throws IOException {
    boolean allowed =
        switch (reach) {
          case PUBLIC -> PublicAddresses.isPublic(address);
          case PUBLIC_AND_LOOPBACK ->
              PublicAddresses.isPublic(address) || address.isLoopbackAddress();
        };
    if (!allowed) {
      throw new IOException(
          address.getHostAddress() + " is not an address of the public internet, and is not asked");
    }
  }

  @Override
  public Socket createSocket() {
    return new GuardedSocket();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port), null);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port), null);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return connected(
        new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return connected(
        new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
  }

  private Socket connected(SocketAddress remote, @Nullable SocketAddress local) throws IOException {
    Socket socket = createSocket();
    try {
      if (local != null) {
        socket.bind(local);
      }
      socket.connect(remote);
      return socket;
    } catch (IOException failed) {
      socket.close();
      throw failed;
    }
  }

  private final class GuardedSocket extends Socket {
    @Override
    public void connect(SocketAddress endpoint) throws IOException {
      connect(endpoint, 0);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
      if (!(endpoint instanceof InetSocketAddress internet) || internet.isUnresolved()) {
        throw new IOException("Only addresses of the internet are connected to, got " + endpoint);
      }
      check(internet.getAddress());
      super.connect(endpoint, timeoutMillis);
    }
  }
}
