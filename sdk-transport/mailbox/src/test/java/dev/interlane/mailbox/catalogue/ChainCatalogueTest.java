package dev.interlane.mailbox.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.error.WrongChainException;
import dev.interlane.mailbox.CosmosAccounts;
import dev.interlane.mailbox.MailboxAbi;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.mailbox.RemoteDomain;
import dev.interlane.mailbox.ScriptedChain;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ChainCatalogueTest {
  /** What the extract of 26.1.0 hashes to: it is made by a script and never edited. */
  private static final String TABLE_SHA256 =
      "21126b093f2a5e35ab9c4b570b6fdab3fde261f9d693e99b9591a0b6edf1e9b0";

  private static final String REMOTE_TABLE_SHA256 =
      "28e9f6f4df7b5a6c753d75821a5c4ef17698aa422e1cec1b65533831c1cc8b3b";

  private final ChainCatalogue catalogue = ChainCatalogue.hyperlane();

  @Test
  void holdsThePinnedExtractOfTheRegistry() throws IOException, NoSuchAlgorithmException {
    assertThat(sha256("hyperlane-registry.tsv")).isEqualTo(TABLE_SHA256);
    assertThat(sha256("hyperlane-registry-remote.tsv")).isEqualTo(REMOTE_TABLE_SHA256);
    assertThat(catalogue.origin()).startsWith("@hyperlane-xyz/registry 26.1.0, sha512-");
    assertThat(catalogue.chains()).hasSize(309);
    assertThat(catalogue.deployments()).hasSize(238);
    assertThat(catalogue.remotes()).hasSize(31);
  }

  private static String sha256(String name) throws IOException, NoSuchAlgorithmException {
    try (InputStream table =
        Objects.requireNonNull(ChainCatalogue.class.getResourceAsStream(name))) {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(table.readAllBytes()));
    }
  }

  @Test
  void findsTheDomainsOfChainsWithoutAnEvm() {
    assertThat(catalogue.remoteNamed("celestia"))
        .contains(
            new CataloguedRemote(
                "celestia",
                RemoteDomain.cosmos(
                    ChainId.parse("cosmos:celestia"),
                    1128614981,
                    new CosmosAccounts("celestia", CosmosAccounts.Recipients.MODULE_IDS)),
                CataloguedChain.Network.MAINNET,
                CataloguedChain.Status.LIVE));
    assertThat(catalogue.remoteNamed("osmosis").map(CataloguedRemote::remote))
        .contains(
            RemoteDomain.cosmos(
                ChainId.parse("cosmos:osmosis-1"),
                875,
                new CosmosAccounts("osmo", CosmosAccounts.Recipients.CONTRACTS)));
    assertThat(catalogue.remoteNamed("starknet").map(CataloguedRemote::remote))
        .contains(new RemoteDomain(ChainId.parse("starknet:SN_MAIN"), 358974494));
    assertThat(catalogue.remoteNamed("eclipsemainnet")).isEmpty();
  }

  @Test
  void noDomainAndNoChainHasTwoEntries() {
    assertThat(catalogue.remoteDomains())
        .doesNotHaveDuplicates()
        .allSatisfy(remote -> assertThat(catalogue.ofDomain(remote.domain())).isEmpty());
    assertThat(catalogue.remoteDomains()).extracting(RemoteDomain::domain).doesNotHaveDuplicates();
    assertThat(catalogue.remoteDomains()).extracting(RemoteDomain::chain).doesNotHaveDuplicates();
  }

  @Test
  void aCosmosChainIdThatCaip2CannotHoldIsHashed() throws NoSuchAlgorithmException {
    byte[] hash =
        MessageDigest.getInstance("SHA-256")
            .digest("dymension_1100-1".getBytes(StandardCharsets.UTF_8));

    assertThat(catalogue.remoteNamed("dymension").orElseThrow().remote().chain())
        .isEqualTo(
            ChainId.parse("cosmos:hashed-" + HexFormat.of().formatHex(hash).substring(0, 16)));
  }

  @Test
  void findsAChainByNameIdAndDomain() {
    CataloguedChain arbitrum = catalogue.named("arbitrum").orElseThrow();

    assertThat(arbitrum.chain()).isEqualTo(ChainId.parse("eip155:42161"));
    assertThat(arbitrum.domain()).isEqualTo(42161);
    assertThat(arbitrum.network()).isEqualTo(CataloguedChain.Network.MAINNET);
    assertThat(arbitrum.status()).isEqualTo(CataloguedChain.Status.LIVE);
    assertThat(arbitrum.mailbox())
        .contains(EvmAddress.parse("0x979Ca5202784112f4738403dBec5D0F3B9daabB9"));
    assertThat(arbitrum.fromBlock()).hasValue(143649797);
    assertThat(catalogue.at(ChainId.parse("eip155:42161"))).contains(arbitrum);
    assertThat(catalogue.ofDomain(42161)).contains(arbitrum);
    assertThat(catalogue.named("atlantis")).isEmpty();
    assertThat(catalogue.at(ChainId.parse("eip155:424242424242"))).isEmpty();
    assertThat(catalogue.ofDomain(0)).isEmpty();
  }

  @Test
  void saysHowFastAChainIsAndWhatItsValidatorsWaitFor() {
    CataloguedChain ethereum = catalogue.named("ethereum").orElseThrow();
    CataloguedChain acala = catalogue.named("acala").orElseThrow();

    assertThat(ethereum.blockTime()).contains(Duration.ofSeconds(13));
    assertThat(ethereum.reorgBlocks()).hasValue(15);
    assertThat(ethereum.reorgTag()).isEmpty();
    assertThat(acala.reorgTag()).contains(Finality.FINAL);
    assertThat(acala.reorgBlocks()).isEmpty();
    assertThat(acala.deployment()).isEmpty();
  }

  @Test
  void seventeenChainsHaveAnotherDomainThanChainId() {
    assertThat(catalogue.chains())
        .filteredOn(chain -> !chain.chain().evmChainId().equals(BigInteger.valueOf(chain.domain())))
        .extracting(CataloguedChain::name)
        .containsExactly(
            "alephzeroevmmainnet",
            "basecamptestnet",
            "chilizmainnet",
            "edentestnet",
            "flametestnet",
            "flowmainnet",
            "immutablezkevmmainnet",
            "inclusivelayertestnet",
            "infinityvmmainnet",
            "lumiaprism",
            "metal",
            "opengradienttestnet",
            "polynomialfi",
            "rarichain",
            "rootstockmainnet",
            "sovachain",
            "superpositionmainnet");
  }

  @Test
  void ofTwoEntriesOfAChainTheOneWithAMailboxIsMeant() {
    assertThat(catalogue.at(ChainId.eip155(1750)).map(CataloguedChain::name)).contains("metal");
    assertThat(catalogue.at(ChainId.eip155(88888)).map(CataloguedChain::name))
        .contains("chilizmainnet");
    assertThat(catalogue.ofDomain(1750).map(CataloguedChain::name)).contains("deprecatedmetall2");
  }

  @Test
  void deploymentHasWhatTransportsNeed() {
    MailboxDeployment base =
        catalogue.at(ChainId.eip155(8453)).flatMap(CataloguedChain::deployment).orElseThrow();

    assertThat(base.domain()).isEqualTo(8453);
    assertThat(base.mailbox())
        .isEqualTo(EvmAddress.parse("0xeA87ae93Fa0019a82A727bfd3eBd1cFCa8f64f1D"));
    assertThat(base.validatorAnnounce()).isPresent();
  }

  @Test
  void acceptsTheChainItDescribes() {
    CataloguedChain metal = catalogue.named("metal").orElseThrow();

    metal.requireAt(chainWithMailbox(metal, 1_000_001_750));
  }

  @Test
  void refusesAMailboxOfAnotherDomain() {
    CataloguedChain metal = catalogue.named("metal").orElseThrow();

    assertThatThrownBy(() -> metal.requireAt(chainWithMailbox(metal, 1750)))
        .isInstanceOf(WrongChainException.class)
        .hasMessageContaining("on eip155:1750 is of domain 1750")
        .hasMessageContaining("the catalogue says domain 1000001750 for 'metal'")
        .hasMessageContaining("MailboxDeployment of your own");
  }

  @Test
  void refusesAChainWithoutTheMailboxAndAnotherChain() {
    CataloguedChain metal = catalogue.named("metal").orElseThrow();
    CataloguedChain acala = catalogue.named("acala").orElseThrow();

    assertThatThrownBy(() -> metal.requireAt(new ScriptedChain(metal.chain())))
        .isInstanceOf(WrongChainException.class)
        .hasMessageContaining("does not answer localDomain()");
    assertThatThrownBy(() -> metal.requireAt(new ScriptedChain(ChainId.eip155(1))))
        .isInstanceOf(WrongChainException.class)
        .hasMessageContaining("serves eip155:1, the catalogue's 'metal' is eip155:1750");
    assertThatThrownBy(() -> acala.requireAt(new ScriptedChain(acala.chain())))
        .isInstanceOf(WrongChainException.class)
        .hasMessageContaining("knows no mailbox on 'acala'");
  }

  @Test
  void anApplicationCanReplaceWhatIsOutOfDate() {
    CataloguedChain moved =
        CataloguedChain.builder()
            .from(catalogue.named("metal").orElseThrow())
            .mailbox(ScriptedChain.MAILBOX)
            .build();

    ChainCatalogue changed = catalogue.with(List.of(moved));

    assertThat(changed.at(ChainId.eip155(1750))).contains(moved);
    assertThat(changed.chains()).hasSize(309);
    CataloguedChain second = CataloguedChain.builder().from(moved).name("metal2").domain(5).build();
    assertThatThrownBy(() -> ChainCatalogue.of(List.of(moved, second)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("both have a mailbox on eip155:1750");
  }

  @Test
  void refusesALineOfAnotherFormWithItsNumber() {
    String line = "x\t1\t1\tmainnet\tlive\t-\t-\t-\t-\t-\t-\t-\t-";

    assertThat(RegistryTable.read(List.of("# head", line))).hasSize(1);
    assertThatThrownBy(() -> RegistryTable.read(List.of("# head", line + "\t-")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Line 2 of the registry's table: expected 13 columns, found 14");
    assertThatThrownBy(() -> RegistryTable.read(List.of(line.replace("live", "sleepy"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Line 1");
  }

  private static ScriptedChain chainWithMailbox(CataloguedChain chain, long domain) {
    ScriptedChain scripted = new ScriptedChain(chain.chain());
    Bytes answer = Bytes32.ofUnsigned(BigInteger.valueOf(domain)).toBytes();
    scripted.contract(
        chain.mailbox().orElseThrow(),
        call -> call.equals(MailboxAbi.LOCAL_DOMAIN.encodeCall()) ? answer : Bytes.EMPTY);
    return scripted;
  }
}
