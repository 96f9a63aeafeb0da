import {
  add,
  cast,
  concat,
  constant,
  div,
  greaterOrEqual,
  input,
  matMul,
  range,
  shapeOf,
  slice,
  squeeze,
  sub,
  tanh,
  transpose,
  unsqueeze,
} from '../../graph/ops/index.ts';
import { dimOf, sizeOf, type Value } from '../../graph/value.ts';
import { attentionPooling } from '../../nn/attention.ts';
import { binaryCrossEntropy } from '../../nn/cross-entropy.ts';
import { linear } from '../../nn/linear.ts';
import { scope } from '../../nn/parameters.ts';
import type { TokenBuild } from '../tokens/network.ts';
import type { KeywordsArchitecture, ReadWindows } from './network.ts';

/** Candidate phrases of windows, int32 `[batch, candidates]`: their first and last tokens; -1 for none. */
export interface Candidates {
  readonly firsts: Value;
  readonly lasts: Value;
}

/** What a scorer says. */
export interface ScoredPhrases {
  /** `[batch, candidates]`: of being a keyword. */
  readonly logits: Value;
  /** What each token counts for the window as a whole, `[time, batch, 1]`. */
  readonly attention: Value;
}

/**
 * A score for each candidate. The last states ask for what the window is about (attention over its words); a layer of
 * units judges each phrase, by its first word, its last and the mean of its words, in the light of that.
 */
export function scorePhrases(
  architecture: KeywordsArchitecture,
  { read, mask }: ReadWindows,
  { lengths, firsts, lasts }: Candidates & { readonly lengths: Value },
  { source }: TokenBuild,
): ScoredPhrases {
  const { attention: size } = architecture;
  const query = lastStates(architecture, read, lengths);
  const { pooled, weights } = attentionPooling(scope(source, 'attention'), read, { mask, size, query });
  const words = transpose(read, [1, 0, 2]);
  const from = (token: Value) => reached(read, token);
  const one = constant(Int32Array.of(1), []);
  const [first, behindFirst] = [from(firsts), from(add(firsts, one))];
  const [last, behindLast] = [from(lasts), from(add(lasts, one))];
  const count = unsqueeze(cast(add(sub(lasts, firsts), one), 'float32'), 2);
  const shares = [sub(first, behindFirst), sub(last, behindLast), div(sub(first, behindLast), count)];
  // There are many more phrases than words, so words are projected before phrases pick theirs; their shares sum to 1.
  const judged = shares
    .map((share, index) => matMul(share, linear(scope(source, `phrase${index}`), words, size)))
    .reduce(add, unsqueeze(linear(scope(source, 'document'), pooled, size), 1));
  return { logits: squeeze(linear(scope(source, 'output'), tanh(judged), 1), 2), attention: weights };
}

/** float32 `[batch, candidates, time]`: 1 from the given tokens on, 0 before them. */
function reached(like: Value, tokens: Value): Value {
  const places = cast(range(shapeOf(like, 0, 1), dimOf(like, 0)), 'int32');
  return cast(greaterOrEqual(places, unsqueeze(tokens, 2)), 'float32');
}

/** What the forward direction holds at the last token, and the backward one at the first: `[batch, d]`. */
function lastStates({ reading, hidden }: KeywordsArchitecture, read: Value, lengths: Value): Value {
  const words = transpose(read, [1, 0, 2]);
  const at = (token: Value, part: Value): Value => {
    const next = add(token, constant(Int32Array.of(1), []));
    return squeeze(matMul(sub(reached(read, token), reached(read, next)), part), 1);
  };
  const ends = unsqueeze(sub(lengths, constant(Int32Array.of(1), [])), 1);
  const starts = sub(ends, ends);
  // A cell without memory has one direction, whatever its recipe says.
  if (sizeOf(read, -1) === hidden) return at(reading === 'backward' ? starts : ends, words);
  const forward = at(ends, slice(words, -1, 0, hidden));
  const backward = at(starts, slice(words, -1, hidden, 2 * hidden));
  return concat([forward, backward], -1);
}

/** What scorers are taught: `wanted` and `weights` float32 `[batch, candidates]`. */
export function phraseLoss({ logits }: ScoredPhrases): Value {
  const of = (name: string): Value => input(name, 'float32', ['batch', 'candidates']);
  return binaryCrossEntropy(logits, of('wanted'), of('weights'));
}

/** The inputs of a scorer besides its windows. */
export function candidateInputs(): Candidates {
  const of = (name: string): Value => input(name, 'int32', ['batch', 'candidates']);
  return { firsts: of('firsts'), lasts: of('lasts') };
}
