package dev.interlane.ports;

import dev.interlane.chain.EvmAddress;
import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.Signer;
import dev.interlane.testkit.HyperlaneChain;
import dev.interlane.testkit.Security;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.chain.Displaced;
import dev.interlane.testkit.conformance.ChainPortContract;
import java.math.BigInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class SimulatedChainPortTest extends ChainPortContract {
  private final SimulatedNetwork network = SimulatedNetwork.builder().seed(7).provable().build();
  private final HyperlaneChain chain = network.origin();
  private final InMemorySigner signer = InMemorySigner.fromHex("5a".repeat(32));

  @BeforeEach
  void fund() {
    chain.chain().fund(signer.address(), BigInteger.TEN.pow(20));
  }

  @AfterEach
  void close() {
    network.close();
  }

  @Override
  protected ChainPort port() {
    return chain.chain();
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
