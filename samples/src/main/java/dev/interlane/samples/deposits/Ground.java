package dev.interlane.samples.deposits;

import dev.interlane.chain.AccountId;
import dev.interlane.client.MessagingClient;

/** The two chains that the service works on, and its client there. */
interface Ground extends AutoCloseable {
  /** Where it runs, in a few words. */
  String description();

  /** The service's account on the origin. */
  AccountId account();

  /** The vault on the destination. */
  AccountId vault();

  /** Safe for concurrent use: each request uses it on a thread of its own. */
  MessagingClient client();

  @Override
  void close();
}
