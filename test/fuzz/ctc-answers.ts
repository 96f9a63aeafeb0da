import { Alphabet } from '../../src/decoding/ctc/alphabet.ts';
import { labelsOf } from '../decoding/ctc/brute-force.ts';

/** A good request to `POST /ctc/decode`. */
export interface CtcRequestBody {
  readonly logProbs?: unknown;
  readonly probabilities?: unknown;
  readonly logits?: unknown;
  readonly shape?: unknown;
  readonly matrices?: readonly unknown[];
  readonly alphabet: readonly string[];
  readonly blank?: number;
  readonly wordSeparator?: string;
  readonly method?: string;
  readonly languageModel?: { readonly name: string };
  readonly [field: string]: unknown;
}

interface CtcAlternativeBody {
  readonly text: string;
  readonly score: number;
  readonly acoustic: number;
  readonly languageModel: number;
  readonly hotwords: number;
  readonly tokens: readonly { token: string; start: number; end: number; confidence: number }[];
  readonly words: readonly { word: string; start: number; end: number; confidence: number }[];
}

/** What one matrix is answered. */
export interface CtcResultBody {
  readonly text: string;
  readonly alternatives: readonly CtcAlternativeBody[];
}

const ofBeam = [
  'beamWidth',
  'beamThreshold',
  'tokenMinLogProb',
  'alternatives',
  'languageModel',
  'lexicon',
  'hotwords',
];
/** No more symbols than matrices are made for. */
const mostSymbols = 6;

/** The request with a matrix that fits its alphabet, and options that fit its method. */
export function ctcMeaning(
  { shape: _, matrices, logProbs, probabilities, logits, ...rest }: CtcRequestBody,
  languageModels: readonly string[],
): CtcRequestBody {
  const { alphabet, blank } = alphabetOf(rest.alphabet, rest.blank ?? 0);
  const { wordSeparator, ...others } = rest;
  const isSpoken = alphabet.some((symbol, s) => s !== blank && symbol.startsWith(wordSeparator ?? ' '));
  const seed = JSON.stringify([matrices, logProbs, probabilities, logits]) ?? '';
  const matrix = (index: number) => matrixOf(seed, index, alphabet.length);
  const idle = rest.method === 'greedy' || rest.method === 'naive' ? ofBeam : [];
  const kept = Object.fromEntries(Object.entries(others).filter(([field]) => !idle.includes(field)));
  const { languageModel } = kept as { languageModel?: { name: string } };
  const canAsk = languageModel !== undefined && languageModels.length > 0;
  delete kept.languageModel;
  return {
    ...kept,
    alphabet,
    blank,
    ...(wordSeparator !== undefined && isSpoken && { wordSeparator }),
    ...(canAsk && { languageModel: { ...languageModel, name: languageModels[0]! } }),
    ...(matrices ? { matrices: matrices.slice(0, 3).map((_, index) => matrix(index)) } : matrix(0)),
  };
}

/** Some of the symbols; an empty one can only be the blank. */
function alphabetOf(given: readonly string[], place: number): { alphabet: string[]; blank: number } {
  const spoken = given.filter((symbol) => symbol !== '').slice(0, mostSymbols - 1);
  if (!given.includes('') && spoken.length > 0) return { alphabet: spoken, blank: place % spoken.length };
  const blank = place % (spoken.length + 1);
  return { alphabet: spoken.toSpliced(blank, 0, ''), blank };
}

/** A matrix of logits or probabilities, as rows or base64, of numbers that are made of the seed. */
function matrixOf(seed: string, index: number, symbols: number): object {
  const bytes = Buffer.from(`${index}${seed}`);
  const frames = bytes.length % 7;
  const numbers = Array.from(
    { length: frames * symbols },
    (_, at) => (bytes[at % bytes.length]! * (at + 1)) % 11,
  );
  const rows = Array.from({ length: frames }, (_, t) => numbers.slice(t * symbols, (t + 1) * symbols));
  if (seed.length % 3 === 0) return { logits: rows };
  if (seed.length % 3 === 1) {
    const sums = rows.map((row) => row.reduce((sum, one) => sum + one + 1, 0));
    return { probabilities: rows.map((row, t) => row.map((one) => (one + 1) / sums[t]!)) };
  }
  const values = Float32Array.from(numbers);
  return { logits: Buffer.from(values.buffer).toString('base64'), shape: [frames, symbols] };
}

/** What is wrong with the answer to one matrix; undefined if nothing is. */
export function ctcFault(asked: CtcRequestBody, { text, alternatives }: CtcResultBody): string | undefined {
  if (alternatives[0]?.text !== text) return 'the text is not that of the best alternative';
  if (new Set(alternatives.map((each) => each.text)).size < alternatives.length) return 'a text comes twice';
  for (const [i, alternative] of alternatives.entries()) {
    const { score, acoustic, languageModel, hotwords } = alternative;
    if (Math.abs(score - acoustic - languageModel - hotwords) > 1e-6 * (1 + Math.abs(score)))
      return `${score} is not the sum of its parts`;
    const fault = tokensFault(asked, alternative);
    if (fault !== undefined) return `alternative ${i}: ${fault}`;
  }
  return undefined;
}

function tokensFault(asked: CtcRequestBody, { text, tokens, words }: CtcAlternativeBody): string | undefined {
  const { wordSeparator } = asked;
  const blank = asked.blank ?? 0;
  const alphabet = new Alphabet({
    symbols: asked.alphabet,
    blank,
    ...(wordSeparator !== undefined && { wordSeparator }),
  });
  const labels = tokens.map(({ token }) => asked.alphabet.indexOf(token));
  if (labels.some((label) => label < 0 || label === blank)) return 'a token that is no symbol';
  const isOrdered = tokens.every(({ start, end }, i) => end > start && start >= (tokens[i - 1]?.end ?? 0));
  if (!isOrdered) return 'tokens out of order';
  const joined = words.map(({ word }) => word).join(alphabet.mode === 'none' ? '' : ' ');
  if (joined !== text) return `the words ${JSON.stringify(joined)} of ${JSON.stringify(text)}`;
  const path = tokens.flatMap(({ start, end }, i) => [
    ...Array(start - (tokens[i - 1]?.end ?? 0)).fill(blank),
    ...Array(end - start).fill(labels[i]),
  ]);
  const isSame = asked.method === 'naive' || labelsOf(path, blank).join() === labels.join();
  return isSame ? undefined : 'frames that read otherwise';
}
