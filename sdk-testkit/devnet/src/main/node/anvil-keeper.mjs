// Runs anvil for as long as the JVM holds our standard input open, so that no node outlives a killed JVM.
// Arguments: the anvil executable, then its arguments.
import { spawn } from 'node:child_process';

const anvil = spawn(process.argv[2], process.argv.slice(3), { stdio: ['ignore', 'inherit', 'inherit'] });
const stop = () => anvil.kill('SIGKILL');

process.stdin.on('end', stop).on('close', stop).on('error', stop).resume();
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
anvil.on('error', (failure) => {
  console.error(failure.message);
  process.exit(1);
});
anvil.on('exit', (code) => process.exit(code ?? 1));
