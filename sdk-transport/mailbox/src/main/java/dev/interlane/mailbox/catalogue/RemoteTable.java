package dev.interlane.mailbox.catalogue;

import dev.interlane.chain.ChainId;
import dev.interlane.mailbox.CosmosAccounts;
import dev.interlane.mailbox.RemoteDomain;
import java.util.List;
import java.util.Optional;

/**
 * The table of chains without an EVM that {@code support/extract-registry.mjs} writes.
 *
 * <pre>
 * 0 name   1 CAIP-2 id   2 domain   3 mainnet | testnet   4 live | disabled
 * 5 protocol: aleo | cosmos | cosmosnative | radix | sealevel | starknet | tron
 * 6 bech32 prefix of a Cosmos chain
 * </pre>
 */
final class RemoteTable {
  private static final int COLUMNS = 7;

  private RemoteTable() {}

  /**
   * Reads the table.
   *
   * @throws IllegalArgumentException if a line has another form, with its number
   */
  static List<CataloguedRemote> read(List<String> lines) {
    return TableRows.read(lines, COLUMNS, RemoteTable::chain);
  }

  private static CataloguedRemote chain(String[] columns) {
    return new CataloguedRemote(
        columns[0],
        new RemoteDomain(
            ChainId.parse(columns[1]),
            Long.parseLong(columns[2]),
            recipients(columns[5]).map(there -> new CosmosAccounts(columns[6], there))),
        RegistryTable.network(columns[3]),
        RegistryTable.status(columns[4]));
  }

  private static Optional<CosmosAccounts.Recipients> recipients(String protocol) {
    return switch (protocol) {
      case "cosmos" -> Optional.of(CosmosAccounts.Recipients.CONTRACTS);
      case "cosmosnative" -> Optional.of(CosmosAccounts.Recipients.MODULE_IDS);
      default -> Optional.empty();
    };
  }
}
