/** Which labels may follow which under BIO, prepared once for a label set. */
export interface BioConstraint {
  /** Label names in the order of the `scores` axis. */
  readonly labels: readonly string[];
  /** Labels that may start a sentence and follow any label: `O` and every `B-x`. */
  readonly free: Int32Array;
  /** Every `I-x`: follows only its own `B-x` or itself. */
  readonly inside: Int32Array;
  /** The `B-x` of each entry of `inside`, -1 where the label set has none (that `I-x` is unreachable). */
  readonly begin: Int32Array;
  /** For each label, the position in `inside` of the `I-x` that may follow it, or -1. */
  readonly next: Int32Array;
}

/** Prepares the BIO rules for `labels` ("O", "B-x", "I-x"; any order); throws on any other or repeated name. */
export function bioConstraint(labels: readonly string[]): BioConstraint {
  const index = new Map(labels.map((label, i) => [label, i]));
  if (index.size !== labels.length) throw new RangeError('a label is repeated');
  const free: number[] = [];
  const inside: number[] = [];
  for (const [i, label] of labels.entries()) {
    if (!/^(O|[BI]-.+)$/s.test(label)) throw new RangeError(`"${label}" is not O, B-<slot> or I-<slot>`);
    (label.startsWith('I-') ? inside : free).push(i);
  }
  if (free.length === 0) throw new RangeError('no label may start a sentence');
  const begin = inside.map((i) => index.get(`B-${labels[i]!.slice(2)}`) ?? -1);
  const next = new Int32Array(labels.length).fill(-1);
  for (const [k, i] of inside.entries()) {
    next[i] = k;
    if (begin[k]! >= 0) next[begin[k]!] = k;
  }
  return {
    labels,
    free: Int32Array.from(free),
    inside: Int32Array.from(inside),
    begin: Int32Array.from(begin),
    next,
  };
}
