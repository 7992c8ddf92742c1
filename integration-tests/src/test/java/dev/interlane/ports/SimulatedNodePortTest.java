package dev.interlane.ports;

import dev.interlane.chain.EvmAddress;
import dev.interlane.evm.rpc.JsonRpcChainPort;
import dev.interlane.evm.rpc.JsonRpcOptions;
import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.Signer;
import dev.interlane.testkit.HyperlaneChain;
import dev.interlane.testkit.Security;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.chain.Displaced;
import dev.interlane.testkit.conformance.ChainPortContract;
import dev.interlane.testkit.rpc.SimulatedNode;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The simulated chain by way of its JSON-RPC: nothing may be lost on that way. */
class SimulatedNodePortTest extends ChainPortContract {
  private final SimulatedNetwork network = SimulatedNetwork.builder().seed(7).provable().build();
  private final HyperlaneChain chain = network.origin();
  private final InMemorySigner signer = InMemorySigner.fromHex("5a".repeat(32));
  private final SimulatedNode node = SimulatedNode.serve(chain.chain());
  private final JsonRpcChainPort port =
      JsonRpcChainPort.connect(chain.id(), List.of(node.url()), JsonRpcOptions.defaults());

  @BeforeEach
  void fund() {
    chain.chain().fund(signer.address(), BigInteger.TEN.pow(20));
  }

  @AfterEach
  void close() {
    port.close();
    node.close();
    network.close();
  }

  @Override
  protected ChainPort port() {
    return port;
  }

  @Override
  protected Signer signer() {
    return signer;
  }

  @Override
  protected EvmAddress mailbox() {
    return chain.mailbox();
  }

  @Override
  protected EvmAddress vault() {
    return chain.vault(Security.TRUSTED_RELAYER).evmAddress();
  }

  @Override
  protected void mine(int blocks) {
    chain.mineBlocks(blocks);
  }

  @Override
  protected void reorg(int depth) {
    chain.reorg(depth, Displaced.WITHDRAWN);
  }
}
