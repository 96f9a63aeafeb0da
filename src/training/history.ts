/** One epoch of a training. */
export interface EpochRecord {
  readonly epoch: number;
  /** Mean loss of an example while training. */
  readonly loss: number;
  readonly devF1: number;
  /** At the last step. */
  readonly learningRate: number;
  /** Spent on steps, without scoring dev. */
  readonly seconds: number;
  readonly sentencesPerSecond: number;
  /** Whether its weights are the best so far on dev. */
  readonly best: boolean;
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

const mostSteps = 4000;

/** Adds a step; when there are too many, keeps every second one. */
export function recordStep(history: History, step: StepRecord): void {
  history.steps.push(step);
  if (history.steps.length > mostSteps) {
    history.steps.splice(0, history.steps.length, ...history.steps.filter((_, index) => index % 2 === 0));
  }
}
