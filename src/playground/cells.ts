import type { Model } from './answer.ts';
import { counted } from './format.ts';

/** What the cells are called, in the order of a lecture: from no memory to much. */
const names: Readonly<Record<string, string>> = {
  'feed-forward': 'Feed-forward, no memory',
  elman: 'Elman',
  jordan: 'Jordan',
  irnn: 'IRNN',
  scrn: 'SCRN',
  clockwork: 'Clockwork',
  gru: 'GRU',
  lstm: 'LSTM',
  'lstm-peephole': 'LSTM with peepholes',
};

const order = Object.keys(names);

/** Models of one cell. */
export interface CellGroup {
  /** Empty if the service tells of no cell. */
  readonly title: string;
  readonly models: readonly Model[];
}

/** Groups models by task, as `titles` has them, and within a task by cell; of one task alone nothing need be said. */
export function groupByTask(models: readonly Model[], titles: ReadonlyMap<string, string>): CellGroup[] {
  const tasks = [...titles].filter(([task]) => models.some((model) => model.task === task));
  return tasks.flatMap(([task, name]) =>
    groupByCell(models.filter((model) => model.task === task)).map(({ title, models: own }) => ({
      title: [tasks.length > 1 ? name : '', title].filter((part) => part !== '').join(' · '),
      models: own,
    })),
  );
}

/** Groups models by their cells, simple ones first; within a group the order stays. */
export function groupByCell(models: readonly Model[]): CellGroup[] {
  const groups = new Map<string, Model[]>();
  for (const model of models) {
    const cell = model.network?.cell ?? '';
    groups.set(cell, [...(groups.get(cell) ?? []), model]);
  }
  return [...groups]
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map(([cell, own]) => ({ title: cellTitle(cell), models: own }));
}

/** What a model is made of and how well it scored, as far as the service tells. */
export function describeModel({ network, metrics }: Model): string {
  const { cell = '', direction, layers, hidden, window = 0 } = network ?? {};
  return [
    cellTitle(cell),
    // Without memory it is the same which way one reads.
    cell === 'feed-forward' ? '' : (direction ?? ''),
    layers === undefined ? '' : counted(layers, 'layer'),
    hidden === undefined ? '' : counted(hidden, 'unit'),
    window === 0 ? '' : `window of ${window}`,
    scoreOf('F1', 'f1', metrics) ||
      scoreOf('accuracy', 'accuracy', metrics) ||
      scoreOf('word errors', 'wordErrorRate', metrics),
  ]
    .filter((fact) => fact !== '')
    .join(' · ');
}

function scoreOf(
  title: string,
  name: 'f1' | 'accuracy' | 'wordErrorRate',
  { test, dev }: Model['metrics'],
): string {
  const score = test?.[name] ?? dev?.[name];
  const part = test?.[name] === undefined ? 'dev' : 'test';
  return typeof score === 'number' ? `${title} ${(score * 100).toFixed(1)} on ${part}` : '';
}

function cellTitle(cell: string): string {
  return names[cell] ?? cell;
}

function rank(cell: string): number {
  const place = order.indexOf(cell);
  return place < 0 ? order.length : place;
}
