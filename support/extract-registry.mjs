// Writes the chain catalogue, hyperlane-registry.tsv and hyperlane-registry-remote.tsv, from an unpacked @hyperlane-xyz/registry:
//   npm pack @hyperlane-xyz/registry@26.1.0 && tar xzf hyperlane-xyz-registry-26.1.0.tgz
//   node support/extract-registry.mjs package sha512-... > sdk-transport/mailbox/src/main/resources/dev/interlane/mailbox/catalogue/hyperlane-registry.tsv
//   node support/extract-registry.mjs package sha512-... remote > .../hyperlane-registry-remote.tsv
// EVM chains, or those without an EVM; facts only: no URLs of nodes, which rot, and no keys.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';

const [folder, integrity, kind] = process.argv.slice(2);
const read = (...path) => JSON.parse(readFileSync(join(folder, ...path), 'utf8'));
const manifest = read('package.json');
const chains = readdirSync(join(folder, 'dist', 'chains'))
  .filter((name) => existsSync(join(folder, 'dist', 'chains', name, 'metadata.json')))
  .sort();

// The licence asks that its text goes with copies.
const license = readFileSync(join(folder, 'LICENSE.md'), 'utf8').trim();

// CAIP-2 ids as https://github.com/ChainAgnostic/namespaces defines them.
const SOLANA = {
  1399811149: '5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp',
  1399811150: '4uhcVJyU9pJkvQyS88uRDiswHXSGkY3z',
  1399811151: 'EtWTRABZaYq6iMfeYKouRu166VU2xqa1',
};
const RADIX = { 1: 'mainnet', 2: 'stokenet' };
const cosmos = (id) =>
  /^(?!hashed-)[-a-zA-Z0-9]{1,32}$/.test(id)
    ? `cosmos:${id}`
    : `cosmos:hashed-${createHash('sha256').update(id).digest('hex').slice(0, 16)}`;
const caip2 = ({ protocol, chainId, domainId }) =>
  ({
    aleo: () => `aleo:${chainId}`,
    cosmos: () => cosmos(chainId),
    cosmosnative: () => cosmos(chainId),
    radix: () => RADIX[chainId] && `radix:${RADIX[chainId]}`,
    // A genesis hash, which the registry does not have; those of Solana itself are well known.
    sealevel: () => SOLANA[domainId] && `solana:${SOLANA[domainId]}`,
    starknet: () => `starknet:${Buffer.from(chainId.slice(2), 'hex')}`,
    tron: () => `tron:${chainId}`,
  })[protocol]?.();

const networkOf = (metadata) => (metadata.isTestnet ? 'testnet' : 'mainnet');
const statusOf = (metadata) => (metadata.availability?.status === 'disabled' ? 'disabled' : 'live');
const remark = (text) => text.split('\n').map((line) => `# ${line}`.trimEnd()).join('\n');
const head = (what) => `# ${manifest.name} ${manifest.version}, ${integrity}
# Made by support/extract-registry.mjs, not edited by hand: ${what}
#
${remark(license)}
#
`;

if (kind === 'remote') {
  const rows = [];
  const unnamed = [];
  for (const name of chains) {
    const metadata = read('dist', 'chains', name, 'metadata.json');
    if (metadata.protocol === 'ethereum') continue;
    const id = caip2(metadata);
    if (!id) {
      unnamed.push(name);
      continue;
    }
    const { protocol, domainId } = metadata;
    const prefix = protocol.startsWith('cosmos') ? metadata.bech32Prefix : '-';
    rows.push([name, id, domainId, networkOf(metadata), statusOf(metadata), protocol, prefix].join('\t'));
  }
  process.stdout.write(
    `${head('the chains without an EVM of which a CAIP-2 id is known.')}# Left out, for want of one: ${unnamed.join(', ')}
#
# name, CAIP-2 id, domain, network, status, protocol, bech32 prefix of a Cosmos chain
${rows.join('\n')}
`,
  );
  process.exit(0);
}

const lines = [];
for (const name of chains) {
  const metadata = read('dist', 'chains', name, 'metadata.json');
  if (metadata.protocol !== 'ethereum') continue;
  const place = join('dist', 'chains', name, 'addresses.json');
  const addresses = existsSync(join(folder, place)) ? read(place) : {};
  lines.push(
    [
      name,
      metadata.chainId,
      metadata.domainId,
      networkOf(metadata),
      statusOf(metadata),
      metadata.blocks?.estimateBlockTime,
      metadata.blocks?.reorgPeriod,
      metadata.index?.from,
      addresses.mailbox,
      addresses.merkleTreeHook,
      addresses.validatorAnnounce,
      addresses.interchainAccountRouter,
      addresses.interchainGasPaymaster,
    ]
      .map((field) => field ?? '-')
      .join('\t'),
  );
}

process.stdout.write(
  `${head('the EVM chains of the package.')}# name, EVM chain id, domain, network, status, seconds per block, reorg period (blocks or a tag), first block to read,
# mailbox, merkleTreeHook, validatorAnnounce, interchainAccountRouter, interchainGasPaymaster
${lines.join('\n')}
`,
);
