import { extractFeatures } from '../../audio/features/extract.ts';
import { frameCount } from '../../audio/features/settings.ts';
import { type CtcMatrix, decodeGreedy } from '../../decoding/ctc/index.ts';
import { cutIntoBatches } from '../../training/batches.ts';
import type { AcousticModel } from './acoustic-model.ts';
import type { Decode } from './decode.ts';
import { addEdits, countEdits, type Edits, errorRate, lettersOf, noEdits, wordsOf } from './error-rate.ts';

/** What is said, and what was heard of it. */
export interface Heard {
  readonly id: string;
  readonly source: string;
  readonly speaker?: string | undefined;
  readonly text: string;
  /** By the best path, with no knowledge of the language. */
  readonly heard: string;
  /** By the search that the model's decoding, or the command line, asks for. */
  readonly searched?: string | undefined;
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
  /** The same utterances read by a search with a language model, if there was one. */
  readonly searched?: HearingScore;
  readonly heard: readonly Heard[];
}

/** What is listened to. */
type Utterance = Omit<Heard, 'heard' | 'searched'> & { readonly samples: Int16Array };

const batchSize = { batch: 32, batchTokens: 16_384 };

/** What the network says of utterances through the serving path, in their order. */
export async function listen(model: AcousticModel, utterances: readonly Utterance[]): Promise<CtcMatrix[]> {
  const { features } = model.manifest;
  const lengths = utterances.map(({ samples }) => frameCount(samples.length, features));
  const order = [...utterances.keys()].sort((a, b) => lengths[a]! - lengths[b]!);
  const said: CtcMatrix[] = [];
  for (const batch of cutIntoBatches(order, lengths, batchSize)) {
    const sounds = batch.map((index) => extractFeatures(utterances[index]!.samples, features));
    const matrices = await model.logProbs(sounds);
    for (const [place, index] of batch.entries()) said[index] = matrices[place]!;
  }
  return said;
}

/** What a model hears of utterances, in their order: by the best path, and by `search` if there is one. */
export async function hear(
  model: AcousticModel,
  utterances: readonly Utterance[],
  search?: Decode,
): Promise<Heard[]> {
  const matrices = await listen(model, utterances);
  return utterances.map(({ id, source, speaker, text }, index) => ({
    ...{ id, source, speaker, text },
    heard: decodeGreedy(matrices[index]!, model.manifest.alphabet).text,
    ...(search && { searched: search(matrices[index]!) }),
  }));
}

/** Scores what was heard. */
export function evaluateHeard(heard: readonly Heard[]): SpeechEvaluation {
  const searched = heard.flatMap((one) =>
    one.searched === undefined ? [] : { ...one, heard: one.searched },
  );
  return {
    ...score(heard),
    ...(searched.length > 0 && { searched: score(searched) }),
    bySource: scoreBy(heard, ({ source }) => source),
    bySpeaker: scoreBy(heard, ({ speaker }) => speaker),
    heard,
  };
}

/** How well a set of utterances was heard, by what stands in `heard`. */
export function score(heard: readonly Heard[]): HearingScore {
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
