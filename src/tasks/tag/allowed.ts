import type { BioConstraint } from '../../decoding/constraint.ts';

/** The transitions that BIO allows, row-major `[labels + 1, labels + 1]`, 1 or 0; index `labels` is the border. */
export function allowedTransitions({ labels, free, next, inside }: BioConstraint): Uint8Array {
  const states = labels.length + 1;
  const allowed = new Uint8Array(states * states);
  for (let from = 0; from < states; from++) {
    for (const to of free) allowed[from * states + to] = 1;
    // Any label may end the sentence; a sentence has at least one.
    if (from < labels.length) allowed[from * states + labels.length] = 1;
    const own = next[from] ?? -1;
    if (own >= 0) allowed[from * states + inside[own]!] = 1;
  }
  return allowed;
}
