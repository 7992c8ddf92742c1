package dev.interlane.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@RequiresDevnet
class DevnetTest {
  private static final int MESSAGE_ID_MULTISIG = 5;
  private static final int MERKLE_ROOT_MULTISIG = 4;
  private static final int AGGREGATION = 2;
  private static final int NULL = 6;

  private static Devnet devnet;

  @BeforeAll
  static void start() {
    devnet = Devnet.builder().start();
  }

  @AfterAll
  static void stop() {
    if (devnet != null) {
      devnet.close();
    }
  }

  @Test
  void startsTwoChainsWithTheirOwnIds() {
    assertThat(devnet.chains())
        .extracting(DevnetChain::id)
        .containsExactly(ChainId.eip155(31337), ChainId.eip155(31338));
    for (DevnetChain chain : devnet.chains()) {
      assertThat(chain.rpc().call("eth_chainId").asString())
          .isEqualTo("0x" + chain.id().evmChainId().toString(16));
    }
  }

  @Test
  void freesTransactionsThatWaitForOneThatIsMined() {
    DevnetChain chain = devnet.chains().get(0);
    EvmAddress account = devnet.others().getLast().address();
    // What a predecessor does that is mined between anvil's look at the nonce and its entry.
    String second = transfer(chain, account, 1);
    String third = transfer(chain, account, 2);
    chain.rpc().call("anvil_setNonce", account.toString(), "0x1");
    chain.mine(1);
    assertThat(chain.rpc().call("eth_getTransactionReceipt", second).isNull()).isTrue();

    assertThat(chain.freeStuckTransactions()).as("it may still move").isZero();
    assertThat(chain.freeStuckTransactions()).isEqualTo(1);

    chain.receipt("The second transaction", second);
    chain.receipt("The third transaction", third);
    assertThat(chain.freeStuckTransactions()).isZero();
  }

  @Test
  void leavesTransactionsWhosePredecessorIsMissing() {
    DevnetChain chain = devnet.chains().get(1);
    EvmAddress account = devnet.others().getLast().address();
    String second = transfer(chain, account, 1);

    assertThat(chain.freeStuckTransactions()).isZero();
    assertThat(chain.freeStuckTransactions()).isZero();

    assertThat(chain.rpc().call("eth_getTransactionReceipt", second).isNull()).isTrue();
    chain.rpc().call("anvil_removePoolTransactions", account.toString());
  }

  private static String transfer(DevnetChain chain, EvmAddress account, int nonce) {
    return chain
        .rpc()
        .call(
            "eth_sendTransaction",
            Map.of("from", account.toString(), "to", account.toString(), "nonce", "0x" + nonce))
        .asString();
  }

  @Test
  void initialisesTheMailboxForTheDeployer() {
    for (DevnetChain chain : devnet.chains()) {
      EvmAddress mailbox = chain.address(DevnetContract.MAILBOX);

      assertThat(address(chain, mailbox, "owner()")).isEqualTo(devnet.deployer().address());
      assertThat(number(chain, mailbox, "localDomain()")).isEqualTo(chain.domain());
      assertThat(address(chain, mailbox, "defaultHook()"))
          .isEqualTo(chain.address(DevnetContract.MERKLE_TREE_HOOK));
      assertThat(address(chain, mailbox, "requiredHook()"))
          .isEqualTo(chain.address(DevnetContract.PROTOCOL_FEE));
      assertThat(address(chain, mailbox, "defaultIsm()"))
          .isEqualTo(chain.address(DevnetContract.MESSAGE_ID_MULTISIG_ISM));
      assertThat(address(chain, chain.address(DevnetContract.PROXY_ADMIN), "owner()"))
          .isEqualTo(devnet.deployer().address());
    }
  }

  @Test
  void deploysIsmsOfTheNamedTypes() {
    for (DevnetChain chain : devnet.chains()) {
      assertThat(ismType(chain, DevnetContract.TRUSTED_RELAYER_ISM)).isEqualTo(NULL);
      assertThat(ismType(chain, DevnetContract.MESSAGE_ID_MULTISIG_ISM))
          .isEqualTo(MESSAGE_ID_MULTISIG);
      assertThat(ismType(chain, DevnetContract.MERKLE_ROOT_MULTISIG_ISM))
          .isEqualTo(MERKLE_ROOT_MULTISIG);
      assertThat(ismType(chain, DevnetContract.AGGREGATION_ISM)).isEqualTo(AGGREGATION);
      assertThat(
              address(chain, chain.address(DevnetContract.TRUSTED_RELAYER_ISM), "trustedRelayer()"))
          .isEqualTo(devnet.trustedRelayer().address());
    }
  }

  @Test
  void givesTheMultisigIsmsTheValidatorsOfTheSeed() {
    DevnetChain chain = devnet.chains().get(0);

    Bytes answer =
        chain.read(
            chain.address(DevnetContract.MESSAGE_ID_MULTISIG_ISM),
            Calls.of("validatorsAndThreshold(bytes)", Bytes.EMPTY));

    // (address[], uint8): offset, threshold, length, members
    assertThat(answer.slice(32, 32).get(31)).isEqualTo((byte) devnet.threshold());
    assertThat(answer.slice(64, 32).get(31)).isEqualTo((byte) 3);
    for (int i = 0; i < 3; i++) {
      assertThat(answer.slice(96 + 32 * i, 32))
          .isEqualTo(devnet.validators().get(i).address().toWord().toBytes());
    }
  }

  @Test
  void putsEachVaultBehindItsIsm() {
    for (DevnetChain chain : devnet.chains()) {
      assertThat(
              address(
                  chain,
                  chain.address(DevnetContract.TRUSTED_RELAYER_VAULT),
                  "interchainSecurityModule()"))
          .isEqualTo(chain.address(DevnetContract.TRUSTED_RELAYER_ISM));
      assertThat(
              address(
                  chain,
                  chain.address(DevnetContract.AGGREGATION_VAULT),
                  "interchainSecurityModule()"))
          .isEqualTo(chain.address(DevnetContract.AGGREGATION_ISM));
    }
    HashSet<EvmAddress> distinct = new HashSet<>();
    for (DevnetContract contract : DevnetContract.values()) {
      distinct.add(devnet.chains().get(0).address(contract));
    }
    assertThat(distinct).hasSize(DevnetContract.values().length);
  }

  @Test
  void derivesTheAddressesThatAnvilUnlocks() {
    DevnetChain chain = devnet.chains().get(0);

    assertThat(
            chain
                .rpc()
                .call("eth_accounts")
                .valueStream()
                .map(node -> EvmAddress.parse(node.asString())))
        .startsWith(
            devnet.deployer().address(),
            devnet.sender().address(),
            devnet.trustedRelayer().address())
        .endsWith(devnet.others().get(6).address());
  }

  @Test
  void minesAndReorgs() {
    DevnetChain chain = devnet.chains().get(0);
    chain.mine(10);
    long height = chain.height();
    String latest = hash(chain, height);
    String parent = hash(chain, height - 3);

    chain.reorg(3);

    assertThat(chain.height()).isEqualTo(height);
    assertThat(hash(chain, height)).isNotEqualTo(latest);
    assertThat(hash(chain, height - 3)).isEqualTo(parent);
  }

  @Test
  void refusesAReorgThatWouldUndoTheDeployment() {
    DevnetChain chain = devnet.chains().get(1);
    int wholeChain = Math.toIntExact(chain.height());

    assertThatThrownBy(() -> chain.reorg(wholeChain))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("would undo the deployment");
    assertThatThrownBy(() -> chain.reorg(0)).hasMessageContaining("at least one block");
    assertThat(number(chain, chain.address(DevnetContract.MAILBOX), "localDomain()"))
        .isEqualTo(chain.domain());
  }

  @Test
  void makesBlocksSafeAndFinalSoon() {
    DevnetChain chain = devnet.chains().get(1);
    chain.mine(5);

    assertThat(chain.rpc().call("eth_getBlockByNumber", "safe", false).get("number").asString())
        .isEqualTo("0x" + Long.toHexString(chain.height() - 1));
    assertThat(
            chain.rpc().call("eth_getBlockByNumber", "finalized", false).get("number").asString())
        .isEqualTo("0x" + Long.toHexString(chain.height() - 2));
  }

  @Test
  void endsTheNodesOnClose() {
    DevnetChain chain;
    try (Devnet short_ =
        Devnet.builder()
            .chain(ChainId.eip155(424242), 0xF0000001L)
            .blockTime(Duration.ofMillis(100))
            .validators(1, 1)
            .seed(7)
            .start()) {
      chain = short_.chains().get(0);
      assertThat(number(chain, chain.address(DevnetContract.MAILBOX), "localDomain()"))
          .isEqualTo(0xF0000001L);
      assertThat(short_.validators()).hasSize(1).doesNotContainAnyElementsOf(devnet.validators());
    }

    assertThat(AnvilPort.answers(chain.rpcUrl())).isFalse();
  }

  @Test
  void refusesAChainThatItCannotRun() {
    assertThatThrownBy(() -> Devnet.builder().chain(ChainId.parse("solana:abc"), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("solana:abc");
    assertThatThrownBy(() -> Devnet.builder().chain(ChainId.eip155(1), 1L << 32))
        .hasMessageContaining("4294967295")
        .hasMessageContaining("4294967296");
    assertThatThrownBy(() -> Devnet.builder().chain(ChainId.eip155(1)).chain(ChainId.eip155(2), 1))
        .hasMessageContaining("there already");
    assertThatThrownBy(() -> Devnet.builder().validators(3, 4)).hasMessageContaining("4 of 3");
    assertThatThrownBy(() -> Devnet.builder().blockTime(Duration.ZERO))
        .hasMessageContaining("10 ms");
  }

  private static long ismType(DevnetChain chain, DevnetContract ism) {
    return number(chain, chain.address(ism), "moduleType()");
  }

  private static EvmAddress address(DevnetChain chain, EvmAddress contract, String function) {
    return EvmAddress.of(chain.read(contract, Calls.of(function)).slice(12));
  }

  private static long number(DevnetChain chain, EvmAddress contract, String function) {
    return Long.parseLong(chain.read(contract, Calls.of(function)).toHex().substring(2), 16);
  }

  private static String hash(DevnetChain chain, long height) {
    return chain
        .rpc()
        .call("eth_getBlockByNumber", "0x" + Long.toHexString(height), false)
        .get("hash")
        .asString();
  }
}
