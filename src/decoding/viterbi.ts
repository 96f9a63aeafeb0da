import type { SentenceScores } from './scores.ts';
import type { TransitionTable } from './transitions.ts';

/**
 * The best label sequence under BIO for one sentence, as label numbers `[time]`.
 * Viterbi (1967), made cheap: `I-x` has two possible predecessors, and a predecessor whose score lies further
 * below the best than any transition can make good is never tried. Ties go to the lowest label number.
 */
export function viterbi(scores: SentenceScores, table: TransitionTable): Int32Array {
  const { size } = table;
  const { time } = scores;
  const best = new Float64Array(time * size);
  const from = new Int32Array(time * size);
  if (time === 0) return from;
  start(scores, table, best);
  for (let t = 1; t < time; t++) {
    advanceFree(scores, table, best, from, t);
    advanceInside(scores, table, best, from, t);
  }
  const path = new Int32Array(time);
  path[time - 1] = bestEnd(table, best, (time - 1) * size);
  for (let t = time - 1; t > 0; t--) path[t - 1] = from[t * size + path[t]!]!;
  return path;
}

function start(scores: SentenceScores, table: TransitionTable, best: Float64Array): void {
  const { free } = table.constraint;
  const { data, first } = scores;
  best.fill(-Infinity, 0, table.size);
  for (let f = 0; f < free.length; f++) best[free[f]!] = table.start[f]! + data[first + free[f]!]!;
}

function advanceFree(
  scores: SentenceScores,
  table: TransitionTable,
  best: Float64Array,
  from: Int32Array,
  t: number,
): void {
  const { size, toFree } = table;
  const { free } = table.constraint;
  const row = t * size;
  const before = row - size;
  let top = -Infinity;
  for (let i = before; i < row; i++) if (best[i]! > top) top = best[i]!;
  for (let f = 0; f < free.length; f++) best[row + free[f]!] = -Infinity;
  for (let i = 0; i < size; i++) {
    const reached = best[before + i]!;
    if (reached < top - table.range) continue;
    const base = i * free.length;
    for (let f = 0; f < free.length; f++) {
      const to = row + free[f]!;
      const score = reached + toFree[base + f]!;
      if (score > best[to]!) {
        best[to] = score;
        from[to] = i;
      }
    }
  }
  const own = scores.first + t * scores.stride;
  for (let f = 0; f < free.length; f++) best[row + free[f]!]! += scores.data[own + free[f]!]!;
}

function advanceInside(
  scores: SentenceScores,
  table: TransitionTable,
  best: Float64Array,
  from: Int32Array,
  t: number,
): void {
  const { inside, begin } = table.constraint;
  const row = t * table.size;
  const before = row - table.size;
  const own = scores.first + t * scores.stride;
  for (let k = 0; k < inside.length; k++) {
    const label = inside[k]!;
    const stay = best[before + label]! + table.stay[k]!;
    const enter = begin[k]! < 0 ? -Infinity : best[before + begin[k]!]! + table.enter[k]!;
    best[row + label] = (enter > stay ? enter : stay) + scores.data[own + label]!;
    from[row + label] = enter > stay ? begin[k]! : label;
  }
}

function bestEnd(table: TransitionTable, best: Float64Array, row: number): number {
  let label = table.constraint.free[0]!;
  for (let i = 0; i < table.size; i++) {
    if (best[row + i]! + table.end[i]! > best[row + label]! + table.end[label]!) label = i;
  }
  return label;
}
