import { extractFeatures } from '../../audio/features/extract.ts';
import { decodeGreedy } from '../../decoding/ctc/index.ts';
import { cutIntoBatches } from '../../training/batches.ts';
import type { AcousticModel } from './acoustic-model.ts';
import { addEdits, countEdits, type Edits, errorRate, lettersOf, noEdits, wordsOf } from './error-rate.ts';

/** What is said, and what was heard of it. */
export interface Heard {
  readonly id: string;
  readonly source: string;
  readonly speaker?: string | undefined;
  readonly text: string;
  readonly heard: string;
}

/** How well a set of utterances was heard. */
export interface HearingScore {
  readonly utterances: number;
  readonly letters: Edits;
  readonly words: Edits;
  readonly letterErrorRate: number;
  readonly wordErrorRate: number;
  /** Share of utterances in which anything is wrong. */
  readonly sentenceErrorRate: number;
}

/** The same, for all and for parts of them. */
export interface SpeechEvaluation extends HearingScore {
  /** By source, if there are several. */
  readonly bySource: Readonly<Record<string, HearingScore>>;
  /** By speaker, where they are known and several. */
  readonly bySpeaker: Readonly<Record<string, HearingScore>>;
  readonly heard: readonly Heard[];
}

/** What is listened to. */
type Utterance = Omit<Heard, 'heard'> & { readonly samples: Int16Array };

/** How what the network says becomes a text; the best path, unless told. */
export type Decode = (matrix: Awaited<ReturnType<AcousticModel['logProbs']>>[number]) => string;

const batchSize = { batch: 32, batchTokens: 16_384 };

/** What a model hears of utterances through the serving path, in their order. */
export async function hear(
  model: AcousticModel,
  utterances: readonly Utterance[],
  decode: Decode = (matrix) => decodeGreedy(matrix, model.manifest.alphabet).text,
): Promise<Heard[]> {
  const lengths = utterances.map(({ samples }) => samples.length / 480);
  const order = [...utterances.keys()].sort((a, b) => lengths[a]! - lengths[b]!);
  const heard: Heard[] = [];
  for (const batch of cutIntoBatches(order, lengths, batchSize)) {
    const features = batch.map((index) =>
      extractFeatures(utterances[index]!.samples, model.manifest.features),
    );
    const matrices = await model.logProbs(features);
    for (const [place, index] of batch.entries()) {
      const { id, source, speaker, text } = utterances[index]!;
      heard[index] = { id, source, speaker, text, heard: decode(matrices[place]!) };
    }
  }
  return heard;
}

/** Scores what was heard. */
export function evaluateHeard(heard: readonly Heard[]): SpeechEvaluation {
  return {
    ...score(heard),
    bySource: scoreBy(heard, ({ source }) => source),
    bySpeaker: scoreBy(heard, ({ speaker }) => speaker),
    heard,
  };
}

function score(heard: readonly Heard[]): HearingScore {
  const of = (unitsOf: (text: string) => string[]) =>
    heard.map((one) => countEdits(unitsOf(one.text), unitsOf(one.heard))).reduce(addEdits, noEdits);
  const [letters, words] = [of(lettersOf), of(wordsOf)];
  return {
    utterances: heard.length,
    letters,
    words,
    letterErrorRate: errorRate(letters),
    wordErrorRate: errorRate(words),
    sentenceErrorRate: heard.filter((one) => one.text !== one.heard).length / Math.max(1, heard.length),
  };
}

function scoreBy(
  heard: readonly Heard[],
  nameOf: (one: Heard) => string | undefined,
): Record<string, HearingScore> {
  const groups = new Map<string, Heard[]>();
  for (const one of heard) {
    const name = nameOf(one);
    if (name !== undefined) groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  if (groups.size < 2) return {};
  return Object.fromEntries(
    [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, of]) => [name, score(of)]),
  );
}
