/** What a model said of a text, and what is right. */
export interface Judgement {
  /** One a class. */
  readonly logits: ArrayLike<number>;
  /** The number of the right class. */
  readonly gold: number;
  /** The file that the text came from. */
  readonly source?: string;
}

/** The probabilities of the classes: softmax of logits / temperature. */
export function probabilitiesOf(logits: ArrayLike<number>, temperature: number): number[] {
  const scaled = Array.from(logits, (logit) => logit / temperature);
  const greatest = Math.max(...scaled);
  const raised = scaled.map((logit) => Math.exp(logit - greatest));
  const sum = raised.reduce((total, number) => total + number, 0);
  return raised.map((number) => number / sum);
}

/** A few dev texts that are all right would make any answer sure: so much sharper it may become, and no more. */
const coldest = 1 / 4;
const hottest = 64;

/**
 * The temperature by which the judgements become likeliest (Guo et al. 2017). Their negative log-likelihood is convex in
 * one over the temperature, so that where it stops falling is found by halving; never outside of 1/4 to 64, where it
 * may go if all judgements are right or none is. 1 if there are none.
 */
export function fitTemperature(judgements: readonly Judgement[]): number {
  if (judgements.length === 0) return 1;
  let [low, high] = [1 / hottest, 1 / coldest];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (slopeAt(judgements, middle) <= 0) low = middle;
    else high = middle;
  }
  return 2 / (low + high);
}

/** The slope of the negative log-likelihood by one over the temperature: expected logits minus right ones. */
function slopeAt(judgements: readonly Judgement[], inverse: number): number {
  let slope = 0;
  for (const { logits, gold } of judgements) {
    const chances = probabilitiesOf(logits, 1 / inverse);
    const expected = chances.reduce((sum, chance, index) => sum + chance * logits[index]!, 0);
    slope += expected - logits[gold]!;
  }
  return slope;
}

/** Judgements of about the same confidence. */
export interface ReliabilityBin {
  /** Confidences above `from` up to `to`. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Mean probability of the likeliest class, and the share of judgements in which it is right; 0 of none. */
  readonly confidence: number;
  readonly accuracy: number;
}

/** How far probabilities can be believed. */
export interface Reliability {
  readonly bins: readonly ReliabilityBin[];
  /** Expected calibration error: the mean gap between confidence and accuracy of a bin, weighed by its judgements. */
  readonly error: number;
}

const binCount = 15;

/** Sorts judgements by confidence into 15 bins of one width (Guo et al. 2017). */
export function reliabilityOf(judgements: readonly Judgement[], temperature: number): Reliability {
  const sums = Array.from({ length: binCount }, () => ({ count: 0, confidence: 0, right: 0 }));
  for (const { logits, gold } of judgements) {
    const chances = probabilitiesOf(logits, temperature);
    const confidence = Math.max(...chances);
    const bin = sums[Math.max(0, Math.ceil(confidence * binCount) - 1)]!;
    bin.count += 1;
    bin.confidence += confidence;
    bin.right += Number(chances.indexOf(confidence) === gold);
  }
  const bins = sums.map(({ count, confidence, right }, index) => ({
    from: index / binCount,
    to: (index + 1) / binCount,
    count,
    confidence: count > 0 ? confidence / count : 0,
    accuracy: count > 0 ? right / count : 0,
  }));
  const gaps = bins.reduce(
    (sum, { count, confidence, accuracy }) => sum + count * Math.abs(confidence - accuracy),
    0,
  );
  return { bins, error: judgements.length > 0 ? gaps / judgements.length : 0 };
}
