// Compiles Solidity. Arguments: folder with node_modules, input file and output file in solc's standard JSON.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [tools, input, output] = process.argv.slice(2);
const solc = createRequire(join(tools, 'package.json'))('solc');
writeFileSync(output, solc.compile(readFileSync(input, 'utf8')));
