/** One sentence: `scores` a row a token, `transitions` `[labels + 1][labels + 1]` with the border last. */
export interface ScoredSentence {
  readonly scores: readonly (readonly number[])[];
  readonly transitions: readonly (readonly number[])[];
  /** Which transitions may be taken. */
  readonly allowed: readonly (readonly boolean[])[];
}

/** What summing over all label sequences one by one gives. */
export interface Enumerated {
  readonly logZ: number;
  /** The probability of each label at each token. */
  readonly labels: readonly (readonly number[])[];
  /** How often each transition is expected to be taken. */
  readonly transitions: readonly (readonly number[])[];
}

/** The transitions that a label sequence takes, from border to border. */
export function arcsOf(path: readonly number[], labels: number): [from: number, to: number][] {
  const stops = [labels, ...path, labels];
  return path
    .map((_, index): [number, number] => [stops[index]!, stops[index + 1]!])
    .concat([[path.at(-1)!, labels]]);
}

/** The score of a label sequence; -Infinity where it takes a transition that is not allowed. */
export function scoreOf({ scores, transitions, allowed }: ScoredSentence, path: readonly number[]): number {
  const emissions = path.reduce((sum, label, now) => sum + scores[now]![label]!, 0);
  return arcsOf(path, transitions.length - 1).reduce(
    (sum, [from, to]) => (allowed[from]![to] ? sum + transitions[from]![to]! : Number.NEGATIVE_INFINITY),
    emissions,
  );
}

/** All label sequences of a length. */
export function pathsOf(length: number, labels: number): number[][] {
  if (length === 0) return [[]];
  return pathsOf(length - 1, labels).flatMap((path) =>
    [...Array(labels).keys()].map((label) => [...path, label]),
  );
}

/** Sums over all label sequences of a sentence, one by one. */
export function enumerate(sentence: ScoredSentence): Enumerated {
  const states = sentence.transitions.length;
  const paths = pathsOf(sentence.scores.length, states - 1);
  const scored = paths.map((path) => ({ path, score: scoreOf(sentence, path) }));
  const greatest = Math.max(...scored.map(({ score }) => score));
  const logZ = greatest + Math.log(scored.reduce((sum, { score }) => sum + Math.exp(score - greatest), 0));
  const labels = sentence.scores.map((row) => row.map(() => 0));
  const transitions = sentence.transitions.map((row) => row.map(() => 0));
  for (const { path, score } of scored) {
    const probability = Math.exp(score - logZ);
    for (const [now, label] of path.entries()) labels[now]![label]! += probability;
    for (const [from, to] of arcsOf(path, states - 1)) transitions[from]![to]! += probability;
  }
  return { logZ, labels, transitions };
}
