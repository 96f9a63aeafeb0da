import { type NgramJudge, quantizeNgrams } from '../../nn/ngrams.ts';
import { type RandomSource, randomSource } from '../../random.ts';
import { classes } from './classes.ts';
import type { Example } from './examples.ts';

/** How a judge of n-grams learns. */
export interface NgramTraining {
  readonly buckets: number;
  readonly epochs: number;
  /** Of AdaGrad. */
  readonly learningRate: number;
  /** The share of the n-grams of a text that are left out at random each time it is seen. */
  readonly dropout: number;
  /** What the judge's log-odds are multiplied by where they are added to the network's. */
  readonly weight: number;
}

/**
 * Trains a linear judge by AdaGrad (Duchi et al. 2011), one text at a time, on the log-loss. An n-gram counts in proportion
 * to its log-count ratio, as in NBSVM (Wang and Manning 2012): what says nothing of the class by its counts stays quiet.
 */
export function trainNgrams(
  examples: readonly Example[],
  { buckets, epochs, learningRate, dropout, weight }: NgramTraining,
  seed: number,
): NgramJudge {
  const random = randomSource(`${seed} n-grams`);
  const ratios = logCountRatios(examples, buckets);
  const numbers = new Float64Array(buckets);
  const squares = new Float64Array(buckets).fill(startSquare);
  let bias = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const index of shuffled(examples.length, random)) {
      const { ngrams, gold } = examples[index]!;
      const share = 1 / Math.sqrt(Math.max(1, ngrams!.length)) / (1 - dropout);
      const kept = dropout > 0 ? ngrams!.filter(() => random.next() >= dropout) : ngrams!;
      let odds = bias;
      for (const row of kept) odds += numbers[row]! * ratios[row]! * share;
      const error = 1 / (1 + Math.exp(-odds)) - gold;
      bias -= biasRate * error;
      for (const row of kept) {
        const slope = error * ratios[row]! * share;
        squares[row]! += slope * slope;
        numbers[row]! -= (learningRate * slope) / Math.sqrt(squares[row]!);
      }
    }
  }
  const weights = Float32Array.from(ratios, (ratio, row) => weight * numbers[row]! * ratio);
  return { ...quantizeNgrams(weights), bias: Math.fround(weight * bias) };
}

/** The numbers below `count` in random order (Fisher and Yates). */
function shuffled(count: number, random: RandomSource): Int32Array {
  const order = Int32Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = random.integer(last + 1);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}

/** Squared slopes seem to have summed to this before the first: a step is never far longer than its slope. */
const startSquare = 1e-3;
const biasRate = 0.01;

/**
 * Log-count ratios: for each row of n-grams, the logarithm of how much more often positive texts have it than negative
 * ones, by the share of all that texts of the class have; every count is one more than it is.
 */
export function logCountRatios(examples: readonly Example[], buckets: number): Float32Array {
  const counts = classes.map(() => new Float64Array(buckets).fill(1));
  for (const { ngrams, gold } of examples) for (const row of ngrams!) counts[gold]![row]! += 1;
  const [negative, positive] = counts.map((each) => each.reduce((sum, count) => sum + count, 0));
  const shift = Math.log(negative! / positive!);
  return Float32Array.from(
    { length: buckets },
    (_, row) => Math.log(counts[1]![row]! / counts[0]![row]!) + shift,
  );
}
