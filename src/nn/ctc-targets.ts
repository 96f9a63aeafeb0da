/** As good as impossible; sums of it with any score, and of several of it, are finite. */
export const impossible = -1e30;

/** Targets of a batch as `ctcLosses` reads them, row-major. */
export interface CtcTargets {
  /** Blanks and letters in turn of the longest target: twice its length and one. */
  readonly states: number;
  /** `[batch, states]`: the symbol that a state emits. */
  readonly emits: Int32Array;
  /** `[3, states, batch]`: 0 where a state can be reached by staying, from the one before, from two before. */
  readonly arcs: Float32Array;
  /** `[states, batch]`: 0 where an alignment may end. */
  readonly ends: Float32Array;
}

/** Frames that an alignment of `target` needs: one a letter, and one for the blank between two that are equal. */
export function framesNeeded(target: ArrayLike<number>): number {
  let needed = target.length;
  for (let at = 1; at < target.length; at++) if (target[at] === target[at - 1]) needed++;
  return needed;
}

/** The letters of a target at its states, where there are any: at every second one. */
function lettersOf(target: ArrayLike<number>, states: number): (number | undefined)[] {
  return Array.from({ length: states }, (_, state) => (state % 2 === 1 ? target[state >> 1] : undefined));
}

/** Lays targets (symbols, none of them the blank) out as states: blank, letter, blank, letter, ... blank. */
export function encodeCtcTargets(targets: readonly ArrayLike<number>[], blank: number): CtcTargets {
  const batch = targets.length;
  const states = 2 * Math.max(0, ...targets.map(({ length }) => length)) + 1;
  const emits = new Int32Array(batch * states);
  const arcs = new Float32Array(3 * states * batch);
  const ends = new Float32Array(states * batch).fill(impossible);
  for (const [example, target] of targets.entries()) {
    const letters = lettersOf(target, states);
    for (const [state, letter] of letters.entries()) {
      emits[example * states + state] = letter ?? blank;
      const maySkip = letter !== undefined && state > 1 && letter !== letters[state - 2];
      arcs[(states + state) * batch + example] = state > 0 ? 0 : impossible;
      arcs[(2 * states + state) * batch + example] = maySkip ? 0 : impossible;
    }
    const last = 2 * target.length;
    for (let state = Math.max(0, last - 1); state <= last; state++) ends[state * batch + example] = 0;
  }
  return { states, emits, arcs, ends };
}
