package dev.interlane.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** The addresses are what the real router of a devnet answered. */
class InterchainAccountTest {
  private static final EvmAddress OWNER =
      EvmAddress.parse("0x70997970C51812dc3A010C7d01b50e0d17dc79C8");
  private static final EvmAddress ROUTER =
      EvmAddress.parse("0x9A9f2CCfdE556A7E9Ff0848998Aa4a0CFD8863AE");
  private static final EvmAddress IMPLEMENTATION =
      EvmAddress.parse("0x751c1B9411B42b397ECe285106d4EFc6E7D4a4ca");
  private static final EvmAddress ISM =
      EvmAddress.parse("0x0DCd1Bf9A1b36cE34237eEaFef220932846BCD82");
  private static final EvmAddress TARGET =
      EvmAddress.parse("0x3333333333333333333333333333333333333333");
  private static final Bytes32 SALT = Bytes32.ofUnsigned(BigInteger.valueOf(7));

  private final InterchainAccounts accounts =
      InterchainAccounts.at(ROUTER).behind(ISM).pinned(IMPLEMENTATION);
  private final InterchainAccount account = new InterchainAccount(31337, OWNER, ROUTER, accounts);
  private final MailboxDeployment origin =
      MailboxDeployment.builder()
          .chain(ChainId.eip155(31337))
          .domain(31337)
          .mailbox(ScriptedChain.MAILBOX)
          .merkleTreeHook(ScriptedChain.HOOK)
          .accounts(InterchainAccounts.at(ROUTER))
          .build();

  @Test
  void worksOutTheAddressThatTheRouterWould() {
    assertThat(account.address())
        .isEqualTo(EvmAddress.parse("0xD57EA81Fbf6C515F6E0b7e8C7ab85346Af553432"));
    assertThat(new InterchainAccount(31337, OWNER, ROUTER, accounts.salted(SALT)).address())
        .isEqualTo(EvmAddress.parse("0x562E0D88eEa1A97C50CfFCab1ec7D1009b24ec3f"));
  }

  @Test
  void eachPartOfItMakesAnotherAccount() {
    assertThat(account.address())
        .isNotEqualTo(new InterchainAccount(31337, TARGET, ROUTER, accounts).address())
        .isNotEqualTo(new InterchainAccount(31338, OWNER, ROUTER, accounts).address())
        .isNotEqualTo(new InterchainAccount(31337, OWNER, TARGET, accounts).address())
        .isNotEqualTo(
            new InterchainAccount(31337, OWNER, ROUTER, accounts.behind(TARGET)).address())
        .isNotEqualTo(
            new InterchainAccount(
                    31337,
                    OWNER,
                    ROUTER,
                    InterchainAccounts.at(TARGET).behind(ISM).pinned(IMPLEMENTATION))
                .address())
        .isNotEqualTo(account.address(TARGET));
  }

  @Test
  void needsTheImplementationForAnAddress() {
    InterchainAccount unpinned =
        new InterchainAccount(31337, OWNER, ROUTER, InterchainAccounts.at(ROUTER));

    assertThatThrownBy(unpinned::address)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pin it with InterchainAccounts.pinned(...)");
  }

  @Test
  void writesTheBodyThatRoutersRead() {
    InterchainAccount salted = new InterchainAccount(31337, OWNER, ROUTER, accounts.salted(SALT));
    Bytes body = salted.body(TARGET, Bytes.fromHex("0xaabbccdd"));

    assertThat(body.get(0)).isZero();
    assertThat(body.slice(1, 32)).isEqualTo(OWNER.toWord().toBytes());
    assertThat(body.slice(33, 32)).isEqualTo(ISM.toWord().toBytes());
    assertThat(body.slice(65, 32)).isEqualTo(SALT.toBytes());
    assertThat(body.slice(97).toHex())
        .isEqualTo(
            "0x"
                + word("20")
                + word("1")
                + word("20")
                + "0".repeat(24)
                + "33".repeat(20)
                + word("0")
                + word("60")
                + word("4")
                + "aabbccdd"
                + "0".repeat(56));
  }

  @Test
  void readsTheOwnerOnlyOfWhatTheRouterDispatched() {
    Bytes body = account.body(TARGET, Bytes.EMPTY);

    assertThat(InterchainAccount.ownerOf(message(ROUTER, body), origin)).contains(OWNER.toWord());
    assertThat(InterchainAccount.ownerOf(message(TARGET, body), origin)).isEmpty();
    for (int length = 0; length < 97; length++) {
      assertThat(InterchainAccount.ownerOf(message(ROUTER, body.slice(0, length)), origin))
          .isEmpty();
    }
    Bytes reveal = Bytes.concat(Bytes.of((byte) 2), body.slice(1));
    assertThat(InterchainAccount.ownerOf(message(ROUTER, reveal), origin)).isEmpty();
  }

  private static HyperlaneMessage message(EvmAddress sender, Bytes body) {
    return HyperlaneMessage.of(
        0, DomainAccount.of(31337, sender), DomainAccount.of(31338, ROUTER), body);
  }

  private static String word(String hex) {
    return "0".repeat(64 - hex.length()) + hex;
  }
}
