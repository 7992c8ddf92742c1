package dev.interlane.mailbox.catalogue;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The table that {@code support/extract-registry.mjs} writes: a line per chain, columns between
 * tabs, {@code -} for what is not known.
 *
 * <pre>
 * 0 name   1 EVM chain id   2 domain   3 mainnet | testnet   4 live | disabled
 * 5 seconds per block       6 reorg period: blocks | safe | finalized   7 first block to read
 * 8 mailbox   9 merkleTreeHook   10 validatorAnnounce   11 interchainAccountRouter
 * 12 interchainGasPaymaster
 * </pre>
 */
final class RegistryTable {
  private static final int COLUMNS = 13;
  private static final String UNKNOWN = "-";
  private static final Map<String, Finality> TAGS =
      Map.of("safe", Finality.SAFE, "finalized", Finality.FINAL);

  private RegistryTable() {}

  /**
   * Reads the table.
   *
   * @throws IllegalArgumentException if a line has another form, with its number
   */
  static List<CataloguedChain> read(List<String> lines) {
    return TableRows.read(lines, COLUMNS, RegistryTable::chain);
  }

  private static CataloguedChain chain(String[] columns) {
    Optional<String> reorg = known(columns[6]);
    return CataloguedChain.builder()
        .name(columns[0])
        .chain(ChainId.parse(ChainId.EIP155 + ":" + columns[1]))
        .domain(Long.parseLong(columns[2]))
        .network(network(columns[3]))
        .status(status(columns[4]))
        .blockTime(known(columns[5]).map(RegistryTable::seconds))
        .reorgTag(reorg.map(TAGS::get))
        .reorgBlocks(
            reorg
                .filter(period -> !TAGS.containsKey(period))
                .map(period -> OptionalInt.of(Integer.parseInt(period)))
                .orElse(OptionalInt.empty()))
        .fromBlock(
            known(columns[7])
                .map(block -> OptionalLong.of(Long.parseLong(block)))
                .orElse(OptionalLong.empty()))
        .mailbox(address(columns[8]))
        .merkleTreeHook(address(columns[9]))
        .validatorAnnounce(address(columns[10]))
        .interchainAccountRouter(address(columns[11]))
        .interchainGasPaymaster(address(columns[12]))
        .build();
  }

  static CataloguedChain.Network network(String column) {
    return CataloguedChain.Network.valueOf(column.toUpperCase(Locale.ROOT));
  }

  static CataloguedChain.Status status(String column) {
    return CataloguedChain.Status.valueOf(column.toUpperCase(Locale.ROOT));
  }

  private static Optional<String> known(String column) {
    return column.equals(UNKNOWN) ? Optional.empty() : Optional.of(column);
  }

  private static Duration seconds(String decimal) {
    return Duration.ofMillis(new BigDecimal(decimal).movePointRight(3).longValueExact());
  }

  private static Optional<EvmAddress> address(String column) {
    return known(column).map(EvmAddress::parse);
  }
}
