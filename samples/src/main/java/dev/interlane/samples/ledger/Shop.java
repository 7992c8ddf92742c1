package dev.interlane.samples.ledger;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.client.MessagingClient;
import dev.interlane.client.SendOptions;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Orders deposits on another chain, one for each sale. A sale stays in the queue until the client
 * has accepted it, so that a crash in between only sends it again under its key.
 */
public final class Shop {
  private final AccountId account;
  private final AccountId vault;
  private final EvmAddress customer;
  private final Deque<String> sales = new ArrayDeque<>();

  /** A shop that deposits from this account into this vault. */
  public Shop(AccountId account, AccountId vault, EvmAddress customer) {
    this.account = account;
    this.vault = vault;
    this.customer = customer;
  }

  /** Puts a sale into the queue. */
  public void sell(String sale) {
    sales.add(sale);
  }

  /** Sends what is in the queue. */
  public void open(MessagingClient client) {
    while (!sales.isEmpty()) {
      client.send(
          MessageEnvelope.builder()
              .sender(account)
              .recipient(vault)
              .body(ContractCall.of("deposit(address,uint256)", customer, BigInteger.valueOf(100)))
              .build(),
          SendOptions.idempotencyKey(sales.getFirst()));
      sales.removeFirst();
    }
  }
}
