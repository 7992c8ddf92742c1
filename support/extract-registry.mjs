// Writes the chain catalogue, hyperlane-registry.tsv, from an unpacked @hyperlane-xyz/registry:
//   npm pack @hyperlane-xyz/registry@26.1.0 && tar xzf hyperlane-xyz-registry-26.1.0.tgz
//   node support/extract-registry.mjs package sha512-... > sdk-transport/mailbox/src/main/resources/dev/interlane/mailbox/catalogue/hyperlane-registry.tsv
// EVM chains only; facts only: no URLs of nodes, which rot, and no keys.
import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';

const [folder, integrity] = process.argv.slice(2);
const read = (...path) => JSON.parse(readFileSync(join(folder, ...path), 'utf8'));
const manifest = read('package.json');
const chains = readdirSync(join(folder, 'dist', 'chains'))
  .filter((name) => existsSync(join(folder, 'dist', 'chains', name, 'metadata.json')))
  .sort();

// The licence asks that its text goes with copies.
const license = readFileSync(join(folder, 'LICENSE.md'), 'utf8').trim();

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
      metadata.isTestnet ? 'testnet' : 'mainnet',
      metadata.availability?.status === 'disabled' ? 'disabled' : 'live',
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
  `# ${manifest.name} ${manifest.version}, ${integrity}
# Made by support/extract-registry.mjs, not edited by hand: the EVM chains of the package.
#
${license
  .split('\n')
  .map((line) => `# ${line}`.trimEnd())
  .join('\n')}
#
# name, EVM chain id, domain, network, status, seconds per block, reorg period (blocks or a tag), first block to read,
# mailbox, merkleTreeHook, validatorAnnounce, interchainAccountRouter, interchainGasPaymaster
${lines.join('\n')}
`,
);
