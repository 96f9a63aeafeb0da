import { readLabelled } from '../src/corpus/index.ts';
import { arpaText } from '../src/corpus/ngrams/arpa-text.ts';
import { countNgrams } from '../src/corpus/ngrams/counts.ts';
import { estimateNgrams } from '../src/corpus/ngrams/estimate.ts';
import { CtcBeamDecoder, decodeGreedy, readArpa } from '../src/decoding/ctc/index.ts';
import type { CtcMatrix } from '../src/decoding/ctc/matrix.ts';
import { randomSource } from '../src/random.ts';
import { describeMachine } from './machine.ts';
import { median } from './statistics.ts';
import { processorTime, timeEach } from './time.ts';
import { verdict } from './verdict.ts';

// Frames a second of processor time of each way to decode, against greedy decoding of the same matrices in the same run.
// The matrices are made up around the sentences of a file: each letter likely for a frame or two, blanks between, and
// other letters nearly as likely now and then. Their language model is of the same sentences.
const file = process.argv[2] ?? 'data/sample/train.jsonl';
const rounds = Number(process.argv[3] ?? 15);
const wanted = 2000;
const random = randomSource(1);
const letters = [...'abcdefghijklmnopqrstuvwxyz', "'", ' ', '.', ',', '-'];
const alphabet = { symbols: ['', ...letters], blank: 0, wordSeparator: ' ' };
const sentences = readLabelled(file)
  .map(({ text }) => [...text.toLowerCase()].filter((char) => letters.includes(char)).join(''))
  .map((text) => text.trim().replaceAll(/ +/g, ' '))
  .filter((text) => text.length > 20)
  .slice(0, 40);

/** Logits of one frame in which `likely` leads, as log-probabilities. */
function frame(likely: number): number[] {
  const logits = alphabet.symbols.map((_, symbol) => 1.5 * random.normal() + (symbol === likely ? 6 : 0));
  const rival = 1 + random.integer(letters.length);
  if (random.next() < 0.3) logits[rival] = logits[likely]! + random.normal();
  const sum = Math.log(logits.reduce((total, logit) => total + Math.exp(logit), 0));
  return logits.map((logit) => logit - sum);
}

function matrixOf(text: string): CtcMatrix {
  const frames = [...text].flatMap((char) => {
    const symbol = alphabet.symbols.indexOf(char);
    return [frame(symbol), ...(random.next() < 0.4 ? [frame(symbol)] : []), frame(0)];
  });
  return {
    values: Float32Array.from(frames.flat()),
    frames: frames.length,
    symbols: alphabet.symbols.length,
  };
}

const matrices = sentences.map(matrixOf);
const frames = matrices.reduce((sum, matrix) => sum + matrix.frames, 0);
const counts = countNgrams(
  sentences.map((text) => text.split(' ')),
  3,
);
const model = readArpa(Buffer.from([...arpaText(counts, estimateNgrams(counts))].join('')));
const hotwords = ['taipei', 'new york', 'san francisco', 'boston'].map((text) => ({ text }));
const words = new Set(sentences.flatMap((text) => text.split(' ')));

const beam = (beamWidth: number, more: ConstructorParameters<typeof CtcBeamDecoder>[1] = {}) => {
  const decoder = new CtcBeamDecoder(alphabet, { beamWidth, ...more });
  return (matrix: CtcMatrix) => decoder.decode(matrix)[0]!.text;
};
const all = { beamThreshold: Infinity, tokenMinLogProb: -Infinity };
const ways: Record<string, (matrix: CtcMatrix) => string> = {
  greedy: (matrix) => decodeGreedy(matrix, alphabet).text,
  'beam 10': beam(10),
  'beam 50': beam(50),
  'beam 50, nothing pruned': beam(50, all),
  'beam 50, language model': beam(50, { languageModel: { model } }),
  'beam 50, language model, nothing pruned': beam(50, { languageModel: { model }, ...all }),
  'beam 50, lexicon': beam(50, { lexicon: words }),
  'beam 50, language model, lexicon, hotwords': beam(50, {
    languageModel: { model },
    lexicon: words,
    hotwords,
  }),
  'beam 200, language model': beam(200, { languageModel: { model } }),
};

const tasks = Object.values(ways).map((way) => async () => matrices.forEach((matrix) => void way(matrix)));
const times = await timeEach(tasks, rounds, processorTime);
console.log(describeMachine());
console.log(`${sentences.length} sentences, ${frames} frames of ${alphabet.symbols.length} symbols`);
const speeds = new Map(Object.keys(ways).map((name, at) => [name, (1000 * frames) / median(times[at]!)]));
const greedy = speeds.get('greedy')!;
for (const [name, way] of Object.entries(ways)) {
  const right = sentences.filter((text, at) => way(matrices[at]!) === text).length;
  const speed = speeds.get(name)!;
  console.log(
    `${name.padEnd(44)} ${speed.toFixed(0).padStart(9)} frames/s  ${(speed / greedy).toFixed(4).padStart(7)} of greedy  ${right} sentences right`,
  );
}
const speed = speeds.get('beam 50, language model')!;
verdict(
  speed >= wanted,
  `beam 50 with a language model reads ${speed.toFixed(0)} frames/s; at least ${wanted}`,
);
