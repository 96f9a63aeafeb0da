import { extractFeatures } from '../../audio/features/extract.ts';
import { PackageError } from '../../package/error.ts';
import { packageFiles } from '../../package/files.ts';
import type { SpeechGoldenCase } from '../../package/golden.ts';
import type { SpeechPackage } from '../../package/parse.ts';
import type { AcousticModel } from './acoustic-model.ts';
import { goldenSound } from './golden-sound.ts';

type Network = Pick<AcousticModel, 'manifest' | 'logProbs'>;

/** How far a log-probability may lie from the recorded one: processors round differently. */
const tolerance = 0.02;

/** Replays the package's golden cases, from samples to log-probabilities; throws a PackageError. */
export async function checkGolden(model: Network, source: SpeechPackage): Promise<void> {
  const { folder, golden } = source;
  if (golden.length === 0) throw new PackageError({ folder, file: packageFiles.golden }, 'has no case');
  for (const [index, expected] of golden.entries()) {
    const [actual] = await recordGolden(model, [expected]);
    const problem = difference(actual!.logProbs, expected.logProbs);
    if (problem) throw new PackageError({ folder, file: packageFiles.golden, field: String(index) }, problem);
  }
}

/** What the model says of made-up sounds, as cases that a package made from the same model must repeat. */
export async function recordGolden(
  { manifest, logProbs }: Network,
  sounds: readonly Pick<SpeechGoldenCase, 'seed' | 'seconds'>[],
): Promise<SpeechGoldenCase[]> {
  const cases: SpeechGoldenCase[] = [];
  const { features, alphabet } = manifest;
  const columns = alphabet.symbols.length;
  for (const { seed, seconds } of sounds) {
    const samples = goldenSound(seed, Math.round(seconds * features.sampleRate));
    const [matrix] = await logProbs([extractFeatures(samples, features)]);
    const rows = Array.from({ length: matrix!.frames }, (_, t) =>
      Array.from(matrix!.values.subarray(t * columns, (t + 1) * columns), round),
    );
    cases.push({ seed, seconds, logProbs: rows });
  }
  return cases;
}

/** The sounds that are recorded for a new package. */
export const goldenSounds = [
  { seed: 'one', seconds: 0.5 },
  { seed: 'two', seconds: 0.8 },
] as const;

function round(number: number): number {
  // Never a rounded -0.
  return Math.min(0, Math.round(number * 1e4) / 1e4) + 0;
}

function difference(
  actual: SpeechGoldenCase['logProbs'],
  expected: SpeechGoldenCase['logProbs'],
): string | undefined {
  if (actual.length !== expected.length)
    return `has ${actual.length} frames, recorded were ${expected.length}`;
  for (const [t, row] of expected.entries()) {
    if (row.length !== actual[t]!.length)
      return `frame ${t} has ${actual[t]!.length} symbols, not ${row.length}`;
    for (const [s, number] of row.entries()) {
      const found = actual[t]![s]!;
      // Far below, symbols are impossible one way or the other.
      if (Math.abs(Math.max(found, -20) - Math.max(number, -20)) > tolerance) {
        return `symbol ${s} of frame ${t} has log-probability ${found}, recorded was ${number}`;
      }
    }
  }
  return undefined;
}
