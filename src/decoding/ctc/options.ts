import { CtcError } from './error.ts';

/** How wide the search is. */
export interface SearchOptions {
  /** Labellings that are kept after each frame. */
  readonly beamWidth: number;
  /** A labelling is dropped whose score lies this much or more below the best one's (natural logs). */
  readonly beamThreshold: number;
  /** Symbols less likely than this in a frame begin no new labelling there, but for the likeliest symbol. */
  readonly tokenMinLogProb: number;
  /** Hypotheses that are answered, of different texts. */
  readonly alternatives: number;
}

/** The search if nothing else is said. */
export const searchDefaults: SearchOptions = {
  beamWidth: 50,
  beamThreshold: 20,
  tokenMinLogProb: -10,
  alternatives: 1,
};

/** A search that drops nothing for its score, only for the width. */
export const fullSearch = { beamThreshold: Infinity, tokenMinLogProb: -Infinity } as const;

/** Options with defaults filled in; throws a CtcError. */
export function searchOptions(given: Partial<SearchOptions>): SearchOptions {
  const said = Object.entries(given).filter(([, value]) => value !== undefined);
  const options: SearchOptions = { ...searchDefaults, ...Object.fromEntries(said) };
  for (const field of ['beamWidth', 'alternatives'] as const) {
    if (Number.isInteger(options[field]) && options[field] >= 1) continue;
    throw new CtcError([field], 'Send a whole number of at least 1');
  }
  if (!(options.beamThreshold > 0)) throw new CtcError(['beamThreshold'], 'Send a number above 0');
  if (!(options.tokenMinLogProb <= 0)) throw new CtcError(['tokenMinLogProb'], 'Send a number of at most 0');
  return options;
}
