package dev.interlane.ports;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.devnet.Devnet;
import dev.interlane.devnet.DevnetChain;
import dev.interlane.devnet.DevnetContract;
import dev.interlane.devnet.RequiresDevnet;
import dev.interlane.evm.rpc.JsonRpcChainPort;
import dev.interlane.evm.rpc.JsonRpcOptions;
import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.Signer;
import dev.interlane.testkit.conformance.ChainPortContract;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

@RequiresDevnet
class JsonRpcChainPortOnAnvilTest extends ChainPortContract {
  private static Devnet devnet;
  private static DevnetChain node;
  private static JsonRpcChainPort port;

  @BeforeAll
  static void start() {
    devnet = Devnet.builder().chain(ChainId.eip155(31337)).start();
    node = devnet.chains().get(0);
    port = JsonRpcChainPort.connect(node.id(), List.of(node.rpcUrl()), JsonRpcOptions.defaults());
  }

  @AfterAll
  static void stop() {
    if (port != null) {
      port.close();
    }
    if (devnet != null) {
      devnet.close();
    }
  }

  @Override
  protected ChainPort port() {
    return port;
  }

  @Override
  protected Signer signer() {
    return InMemorySigner.of(devnet.others().get(0));
  }

  @Override
  protected EvmAddress mailbox() {
    return node.address(DevnetContract.MAILBOX);
  }

  @Override
  protected EvmAddress vault() {
    return node.address(DevnetContract.TRUSTED_RELAYER_VAULT);
  }

  @Override
  protected void mine(int blocks) {
    node.mine(blocks);
  }

  @Override
  protected void reorg(int depth) {
    node.reorg(depth);
  }
}
