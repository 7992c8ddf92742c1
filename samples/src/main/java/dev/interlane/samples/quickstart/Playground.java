package dev.interlane.samples.quickstart;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.client.MessagingClient;

/** Two chains with everything a first message needs on them. */
interface Playground extends AutoCloseable {
  /** Where it runs, in a few words. */
  String description();

  ChainId origin();

  ChainId destination();

  /** The backend's account on the origin. */
  AccountId sender();

  /** The contract on the destination that accepts the transport's proof. */
  AccountId recipient();

  /** The client; it sends over the transport that was asked for. */
  MessagingClient client();

  /** Arranges what shall go wrong; called before the message is sent. */
  void arrange(Fault fault);

  @Override
  void close();
}
