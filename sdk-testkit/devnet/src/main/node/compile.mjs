// Compiles Solidity. Arguments: folder with node_modules, input file and output file in solc's standard JSON.
// What a source imports from a package is read from node_modules.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [tools, input, output] = process.argv.slice(2);
const solc = createRequire(join(tools, 'package.json'))('solc');
const find = (path) => {
  try {
    return { contents: readFileSync(join(tools, 'node_modules', path), 'utf8') };
  } catch (failure) {
    return { error: failure.message };
  }
};
writeFileSync(output, solc.compile(readFileSync(input, 'utf8'), { import: find }));
