package dev.interlane.devnet;

import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * The pool of an anvil, where transactions can get stuck for ever. anvil looks at the account's
 * nonce, and enters a later transaction as one that waits for its predecessor. Where that gets into
 * a block in between, nothing is left that would free it: it stays queued though it is next, and
 * all of the account's behind it. Handed over again they are known; only once they were removed
 * they are looked at anew.
 */
final class StuckPool {
  private final JsonRpc rpc;

  /** How the pool was at the look before: while anything moves it is left alone. */
  private String before = "";

  StuckPool(JsonRpc rpc) {
    this.rpc = rpc;
  }

  /** Frees what was stuck at the look before, too; how many accounts had something to free. */
  synchronized int free() {
    JsonNode status = rpc.call("txpool_status");
    String now = rpc.call("eth_blockNumber") + " " + status;
    boolean moves = !now.equals(before);
    before = now;
    if (moves || number(status.path("queued")) == 0 || number(status.path("pending")) > 0) {
      return 0;
    }
    int freed = 0;
    JsonNode queued = rpc.call("txpool_content").path("queued");
    for (Map.Entry<String, JsonNode> account : queued.properties()) {
      long next = number(rpc.call("eth_getTransactionCount", account.getKey(), "latest"));
      if (account.getValue().has(Long.toString(next))) {
        sendAnew(account.getKey(), account.getValue());
        freed++;
      }
    }
    return freed;
  }

  private void sendAnew(String account, JsonNode byNonce) {
    TreeMap<Long, String> raws = new TreeMap<>();
    for (Map.Entry<String, JsonNode> stuck : byNonce.properties()) {
      String hash = stuck.getValue().path("hash").asString();
      JsonNode raw = rpc.call("eth_getRawTransactionByHash", hash);
      if (raw.isString()) {
        raws.put(Long.parseLong(stuck.getKey()), raw.asString());
      }
    }
    rpc.call("anvil_removePoolTransactions", account);
    // One that its sender has handed over again by now is refused, which is as good.
    raws.values().forEach(raw -> rpc.ask("eth_sendRawTransaction", raw));
  }

  private static long number(JsonNode hex) {
    return new BigInteger(hex.asString().substring(2), 16).longValueExact();
  }
}
