package dev.interlane.devnet.chaos;

import dev.interlane.chain.ChainId;
import dev.interlane.evm.rpc.JsonRpcChainPort;
import dev.interlane.evm.rpc.JsonRpcOptions;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.testkit.chain.PoolGate;
import dev.interlane.testkit.chain.PoolRules;
import java.net.URI;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The node behind the proxy, as the faults let it be seen. Thread-safe. */
final class ChaosNode implements AutoCloseable {
  private static final String SEND = "eth_sendRawTransaction";
  private static final int SERVER_ERROR = -32_000;
  private static final int INVALID_PARAMETERS = -32_602;

  private final NodeLink node;
  private final JsonRpcChainPort port;
  private final PoolGate pool;

  private ChaosNode(NodeLink node, JsonRpcChainPort port, PoolRules rules) {
    this.node = node;
    this.port = port;
    this.pool = PoolGate.before(port, this::holds, rules);
  }

  static ChaosNode before(ChainId chain, URI url, PoolRules rules) {
    JsonRpcChainPort port =
        JsonRpcChainPort.connect(chain, List.of(url), JsonRpcOptions.defaults());
    return new ChaosNode(new NodeLink(url), port, rules);
  }

  ObjectNode answer(RpcCall call, List<NodeFault> faults) {
    ObjectNode answer = honest(call, faults);
    for (NodeFault fault : faults) {
      answer = Falsehood.tell(fault, call, answer);
    }
    return answer;
  }

  private ObjectNode honest(RpcCall call, List<NodeFault> faults) {
    for (NodeFault fault : faults) {
      if (fault instanceof NodeFault.Stale stale && !call.method().equals(SEND)) {
        return new StaleView(node, stale.behindBlocks()).answer(call);
      }
      if (fault instanceof NodeFault.Pruned pruned && !call.method().equals(SEND)) {
        return new PrunedView(node, pruned.oldestHeight()).answer(call);
      }
      if (fault instanceof NodeFault.Duplicate) {
        ask(call);
      }
    }
    return ask(call);
  }

  private ObjectNode ask(RpcCall call) {
    return call.method().equals(SEND) ? submit(call) : node.ask(call);
  }

  private ObjectNode submit(RpcCall call) {
    Bytes raw;
    try {
      raw = Bytes.fromHex(call.parameter(0).asString(""));
    } catch (IllegalArgumentException noHex) {
      return call.error(INVALID_PARAMETERS, "invalid argument 0: " + noHex.getMessage());
    }
    return switch (pool.judge(raw)) {
      case PoolGate.Ruling.Refuse refuse -> call.error(SERVER_ERROR, refuse.text());
      case PoolGate.Ruling.Swallow swallow -> call.result(Keccak256.hash(raw).toHex());
      case PoolGate.Ruling.Pass pass -> handOn(call, raw, pass.displaced());
    };
  }

  private ObjectNode handOn(RpcCall call, Bytes raw, List<Bytes32> displaced) {
    ObjectNode answer = node.ask(call);
    if (answer.has("error")) {
      pool.forget(Keccak256.hash(raw));
    } else {
      displaced.forEach(hash -> node.result("anvil_dropTransaction", hash.toHex()));
    }
    return answer;
  }

  private boolean holds(Bytes32 transactionHash) {
    return node.result("eth_getTransactionByHash", transactionHash.toHex()).isObject();
  }

  @Override
  public void close() {
    port.close();
    node.close();
  }
}
