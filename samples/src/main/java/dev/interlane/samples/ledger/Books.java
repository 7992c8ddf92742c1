package dev.interlane.samples.ledger;

import dev.interlane.client.MessageListener;
import java.util.Map;

/** What customers are credited with, by deposit. Listens to the client. */
public interface Books extends MessageListener {
  /** How often each deposit was credited, by message id. */
  Map<String, Integer> credits();
}
