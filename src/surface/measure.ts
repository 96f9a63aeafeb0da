import type { Splits } from '../corpus/splits.ts';
import { type AddingRun, runAdding } from './adding-run.ts';
import { type ClippingRuns, runClipping } from './clipping.ts';
import { type LinearUnitPoint, runLinearUnit } from './linear-unit.ts';
import { type LossSurface, measureLossSurface } from './loss-surface.ts';
import { type Effort, partsOf } from './settings.ts';

/** The parts of the measurement, in their order. */
export const parts = ['toy', 'surface', 'clipping', 'reach'] as const;

/** One of them. */
export type PartName = (typeof parts)[number];

/** The smallest recurrent network, over the values of its one weight. */
export interface Toy {
  readonly steps: number;
  /** The weights that are named in words. */
  readonly named: readonly LinearUnitPoint[];
  /** Those that are drawn. */
  readonly drawn: readonly LinearUnitPoint[];
}

/** Why training a recurrent network is hard, as far as it was measured. */
export interface Measured {
  readonly seed: number;
  readonly effort: Effort;
  readonly data: { readonly files: readonly string[]; readonly sha256: string };
  readonly toy?: Toy;
  readonly surface?: LossSurface;
  readonly clipping?: readonly ClippingRuns[];
  readonly reach?: readonly AddingRun[];
}

/** What to measure, and on which data. */
export interface MeasureOptions {
  readonly splits: Splits;
  readonly parts: readonly PartName[];
  readonly seed: number;
  readonly effort: Effort;
  /** Is told what is begun. */
  readonly onProgress: (text: string) => unknown;
}

/** Measures the parts, one after another; the same options give the same numbers. */
export async function measure(options: MeasureOptions): Promise<Measured> {
  const { splits, seed, effort, onProgress } = options;
  const settings = partsOf(effort, seed);
  const wants = (part: PartName): boolean => options.parts.includes(part);
  const toy = async (): Promise<Toy> => {
    const { steps, named, drawn } = settings.toy;
    onProgress(`a linear unit over ${steps} steps`);
    return { steps, named: await runLinearUnit(named, steps), drawn: await runLinearUnit(drawn, steps) };
  };
  const surface = (): Promise<LossSurface> => {
    onProgress('the loss of an Elman tagger over two of its weights');
    return measureLossSurface(splits, settings.surface);
  };
  const clipping = inTurn(settings.clipping, (runs) => {
    onProgress(`an ${runs.cell} tagger with and without clipping`);
    return runClipping(splits, runs);
  });
  const reach = inTurn(settings.reach, (run) => {
    onProgress(`${run.cell} on the adding problem over ${run.length} steps, ${run.steps} updates`);
    return runAdding(run);
  });
  return {
    seed,
    effort,
    data: { files: splits.files, sha256: splits.sha256 },
    ...(wants('toy') && { toy: await toy() }),
    ...(wants('surface') && { surface: await surface() }),
    ...(wants('clipping') && { clipping: await clipping() }),
    ...(wants('reach') && { reach: await reach() }),
  };
}

/** One after another, since each of them uses a core as it is. */
function inTurn<Settings, Result>(list: readonly Settings[], run: (settings: Settings) => Promise<Result>) {
  return async (): Promise<Result[]> => {
    const results: Result[] = [];
    for (const settings of list) results.push(await run(settings));
    return results;
  };
}
