import { Command } from 'commander';
import { checkPath, type Diagnosis, type Finding } from '../corpus/doctor.ts';
import { colorsFor } from './colors.ts';
import { run } from './fail.ts';
import { printable } from './table.ts';
import { wholeNumber } from './whole-number.ts';

interface Options {
  readonly json?: true;
  readonly minValues: number;
}

/** `slotline data check FILE`: exit code 1 when errors are found, 0 when there are only warnings. */
export function dataCheckCommand(): Command {
  return new Command('check')
    .description('look for labels that a tagger would learn wrongly')
    .argument('<file>', 'a .jsonl file, a file of IOB columns, or a data folder')
    .option('--json', 'print what was found as JSON')
    .option('--min-values <count>', 'report slots with fewer different values', wholeNumber(), 5)
    .action((file: string, options: Options) => run(() => check(file, options)));
}

function check(file: string, { json, minValues }: Options): void {
  const diagnosis = checkPath(file, { minValues });
  process.stdout.write(json ? `${JSON.stringify(diagnosis, null, 2)}\n` : describe(diagnosis));
  if (diagnosis.findings.some(({ severity }) => severity === 'error')) {
    process.exitCode = 1;
  }
}

function describe({ sentences, findings }: Diagnosis): string {
  const read = Object.entries(sentences).map(([name, count]) => `${count} in ${name}`);
  const countOf = (severity: Finding['severity']): number =>
    findings.reduce((sum, finding) => sum + (finding.severity === severity ? finding.count : 0), 0);
  return [
    `Sentences read: ${read.join(', ') || 'none'}`,
    ...findings.map(describeFinding),
    `\nErrors: ${countOf('error')}, warnings: ${countOf('warning')}\n`,
  ].join('\n');
}

function describeFinding({ severity, code, problem, remedy, count, examples }: Finding): string {
  const colors = colorsFor(process.stdout);
  const paint = severity === 'error' ? colors.red : colors.yellow;
  const lines = examples.map(({ file, line, detail }) => {
    const place = file === undefined ? '' : `${colors.cyan(line === undefined ? file : `${file}:${line}`)} `;
    return `  ${place}${printable(detail)}`;
  });
  const more = count > examples.length ? [`  ... and ${count - examples.length} more`] : [];
  return [`\n${paint(severity)} ${code} (${count}): ${problem}. ${remedy}.`, ...lines, ...more].join('\n');
}
