import { type CandidateOptions, candidatesOf } from '../candidates.ts';
import { mergePhrases, type ScoredPhrase } from '../merging.ts';
import type { ReadText } from '../words.ts';
import { termScores } from './yake-terms.ts';

/**
 * Ranks the candidates of a text as YAKE-like does (Campos et al. 2020), with nothing learned from other texts: each term has
 * S(t), the smaller the better (`termScores`), and a phrase S(kw) = Π S(t) / (TF(kw) · (1 + Σ S(t))). The score here is
 * -ln S(kw), so that the better phrase has the greater. It differs from the paper in that terms are told by stem, that no
 * stopwords stand inside of candidates, and that near-duplicates are merged by `mergePhrases` and not by edit distance.
 */
export function rankByYake(read: ReadText, options: Pick<CandidateOptions, 'maxWords'> = {}): ScoredPhrase[] {
  const terms = termScores(read);
  const candidates = candidatesOf(read, { maxWords: options.maxWords });
  return mergePhrases(
    candidates.map((candidate) => {
      const scores = candidate.key.split(' ').map((stem) => terms.get(stem)!);
      const product = scores.reduce((all, score) => all * score, 1);
      const sum = scores.reduce((all, score) => all + score, 0);
      return { ...candidate, score: -Math.log(product / (candidate.occurrences.length * (1 + sum))) };
    }),
  );
}
