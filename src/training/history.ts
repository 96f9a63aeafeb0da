/** One epoch of a training. */
export interface EpochRecord {
  readonly epoch: number;
  /** Mean loss of an example while training. */
  readonly loss: number;
  /** What the task is measured by, such as F1 or accuracy, 0 to 1. */
  readonly devScore: number;
  /** At the last step. */
  readonly learningRate: number;
  /** Spent on steps, without scoring dev. */
  readonly seconds: number;
  readonly sentencesPerSecond: number;
  /** Of its steps, before clipping by norm. */
  readonly gradientNorm: NormSummary;
  /** Whether its weights are the best so far on dev. */
  readonly best: boolean;
}

/** What stands for the gradient norms of many steps. */
export interface NormSummary {
  readonly median: number;
  readonly largest: number;
}

/** One step of a training. */
export interface StepRecord {
  readonly step: number;
  /** Mean loss of an example. */
  readonly loss: number;
  /** Before clipping by norm. */
  readonly gradientNorm: number;
}

/** What is known of a training while it runs and after. */
export interface History {
  readonly epochs: EpochRecord[];
  /** Thinned when there are many: the earlier the steps, the fewer are left. */
  readonly steps: StepRecord[];
}

/** The median (of an even number, the mean of the middle two) and the largest of some norms. */
export function summarizeNorms(norms: readonly number[]): NormSummary {
  const sorted = norms.toSorted((a, b) => a - b);
  const [below, above] = [sorted[(sorted.length - 1) >> 1]!, sorted[sorted.length >> 1]!];
  return { median: (below + above) / 2, largest: sorted.at(-1)! };
}

const mostSteps = 4000;

/** Adds a step; when there are too many, keeps every second one. */
export function recordStep(history: History, step: StepRecord): void {
  history.steps.push(step);
  if (history.steps.length > mostSteps) {
    history.steps.splice(0, history.steps.length, ...history.steps.filter((_, index) => index % 2 === 0));
  }
}
