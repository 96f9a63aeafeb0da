import { Command } from 'commander';
import { isClientName, keyLine, newKey } from '../api-keys.ts';
import { CommandError, run } from './fail.ts';

interface Options {
  readonly json?: true;
}

/** `slotline key NAME`: the line for the keys file on standard output, the key itself only on standard error. */
export function keyCommand(): Command {
  return new Command('key')
    .description('make an API key: its line for API_KEYS_FILE, and once the key itself, on standard error')
    .argument('<name>', 'who gets the key: stands in the log, and shares one rate limit among its keys')
    .option('--json', 'print {"name", "key", "line"} as JSON on standard output instead')
    .action((name: string, options: Options) => run(() => printKey(name, options)));
}

function printKey(name: string, { json }: Options): void {
  if (!isClientName(name)) throw new CommandError('A name has up to 64 letters, digits and _ . @ -', 2);
  const key = newKey();
  const line = keyLine(key, name);
  if (json) {
    process.stdout.write(`${JSON.stringify({ name, key, line })}\n`);
    return;
  }
  process.stderr.write(`The key of ${name}, which is shown only now:\n${key}\n`);
  process.stdout.write(`${line}\n`);
}
