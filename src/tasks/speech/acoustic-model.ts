import type { Features } from '../../audio/features/extract.ts';
import { featureWidth } from '../../audio/features/settings.ts';
import type { CtcMatrix } from '../../decoding/ctc/index.ts';
import type { SpeechManifest } from '../../package/manifest.ts';
import type { SpeechPackage } from '../../package/parse.ts';
import type { Session } from '../../runtime/session.ts';
import { type Expected, graphChecker } from '../tokens/graph-check.ts';
import { blaming, openGraph } from '../tokens/open-graph.ts';
import { ofText } from '../tokens/probe.ts';
import { batchFeatures } from './batch-features.ts';
import { checkGolden } from './golden.ts';
import { goldenSound } from './golden-sound.ts';

/** A loaded network from features to what it says of each frame. */
export interface AcousticModel {
  readonly manifest: SpeechManifest;
  /** Natural-log probabilities of the symbols, in the order of the utterances: one run of the graph, padded. */
  logProbs(utterances: readonly Features[]): Promise<CtcMatrix[]>;
  close(): Promise<void>;
}

/** A model from a parsed package, its golden cases replayed; throws a PackageError. */
export async function startAcoustic(source: SpeechPackage): Promise<AcousticModel> {
  const model = await openAcoustic(source);
  try {
    await checkGolden(model, source);
  } catch (error) {
    await model.close();
    throw error;
  }
  return model;
}

/** A model from a parsed package, its graph checked but its golden cases not replayed; throws a PackageError. */
export async function openAcoustic(source: SpeechPackage): Promise<AcousticModel> {
  const { folder, manifest } = source;
  const where = { folder, file: manifest.model.file };
  const session = await openGraph(folder, where.file, source.model);
  try {
    const inputs = featureWidth(manifest.features);
    const symbols = manifest.alphabet.symbols.length;
    const check = graphChecker(folder, where.file);
    check('input', session.inputs, new Map(Object.entries(inputsOf(inputs))));
    check(
      'output',
      session.outputs,
      new Map([['logProbs', { type: 'float32', dims: [undefined, undefined, symbols] }]]),
    );
    const run = (utterances: readonly Features[]) => runGraph(session, { inputs, symbols }, utterances);
    const isOdd = await blaming(where, () => isOddAlone(run, inputs));
    const logProbs = async (utterances: readonly Features[]) => {
      if (utterances.length !== 1 || !isOdd) return run(utterances);
      const [alone] = utterances;
      return (await run([alone!, alone!])).slice(0, 1);
    };
    return { manifest, logProbs, close: () => session.close() };
  } catch (error) {
    await session.close();
    throw error;
  }
}

function inputsOf(inputs: number): Record<string, Expected> {
  return {
    features: { type: 'float32', dims: [undefined, undefined, inputs] },
    lengths: { type: 'int32', dims: [undefined] },
  };
}

interface Widths {
  readonly inputs: number;
  readonly symbols: number;
}

async function runGraph(
  session: Session,
  { inputs, symbols }: Widths,
  utterances: readonly Features[],
): Promise<CtcMatrix[]> {
  if (utterances.length === 0) return [];
  const { features, lengths } = batchFeatures(utterances, inputs);
  const feeds = {
    features: { type: 'float32', ...features },
    lengths: { type: 'int32', ...lengths },
  } as const;
  const { logProbs } = await session.run(feeds, ['logProbs']);
  return utterances.map(({ frames }, place) => {
    const values = ofText(logProbs!, place, { batch: utterances.length, time: frames, size: symbols });
    if (!values.every(Number.isFinite)) throw new Error('output logProbs: is not finite');
    return { values, frames, symbols };
  });
}

/** Lengths of the utterances that tell: of one alone the difference may be nothing by chance. */
const probeFrames = [8, 3, 1];

/** Whether an utterance by itself gets other bits from the graph than beside another: then it goes in twice. */
async function isOddAlone(
  run: (utterances: readonly Features[]) => Promise<CtcMatrix[]>,
  inputs: number,
): Promise<boolean> {
  for (const frames of probeFrames) {
    const probe = { values: goldenSound('probe', frames * inputs), frames };
    const [alone] = await run([probe]);
    const [together] = await run([probe, probe]);
    if (alone!.values.some((number, index) => number !== together!.values[index])) return true;
  }
  return false;
}
