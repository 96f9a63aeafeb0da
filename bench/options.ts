import { parseArgs } from 'node:util';

/** An option's default and meaning. */
type Described = readonly [preset: number | string, meaning: string];

/** What options come to: numbers where the default is one. */
type Values<T extends Record<string, Described>> = {
  readonly [Name in keyof T]: T[Name][0] extends number ? number : string;
};

/** Reads the command line's `--name value`; `--help` and mistakes end the process with a list of the options. */
export function readOptions<const T extends Record<string, Described>>(about: string, known: T): Values<T> {
  const names = Object.keys(known);
  try {
    const { values } = parseArgs({
      options: {
        help: { type: 'boolean', default: false },
        ...Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
      },
    });
    if (values.help) {
      console.log(usage(about, known));
      process.exit(0);
    }
    const given: Record<string, string | boolean | undefined> = values;
    const chosen = names.map((name) => [name, chosenValue(name, known[name]![0], given[name])]);
    return Object.fromEntries(chosen);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage(about, known)}`);
    process.exit(2);
  }
}

function chosenValue(name: string, preset: number | string, given: unknown): number | string {
  if (given === undefined) return preset;
  if (typeof preset === 'string') return String(given);
  const number = Number(given);
  if (given === '' || !(number > 0)) throw new Error(`--${name} ${given} must be a number above 0`);
  return number;
}

function usage(about: string, known: Record<string, Described>): string {
  const lines = Object.entries(known).map(
    ([name, [preset, meaning]]) => `  --${name.padEnd(12)} ${meaning} (default ${preset})`,
  );
  return [about, '', ...lines].join('\n');
}
