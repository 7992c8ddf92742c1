package dev.interlane.devnet;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;

/** Whether somebody listens at a node's address. */
final class AnvilPort {
  private AnvilPort() {}

  static boolean answers(URI url) {
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }
}
