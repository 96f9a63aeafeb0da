/** How one kind of writing is said: tried where a word, number or sign begins. */
export interface SpokenRule {
  /** Sticky, so that it is tried at one place only. */
  readonly pattern: RegExp;
  /** The words, letters that are named one by one in capitals; undefined if it is something else after all. */
  readonly say: (match: RegExpExecArray, before: string, text: string) => string | undefined;
}

/** A rule from the source of its pattern, without regard to case. */
export const spokenRule = (pattern: string, say: SpokenRule['say']): SpokenRule => ({
  pattern: new RegExp(pattern, 'iuy'),
  say,
});

/** No letter or digit follows. */
export const ended = String.raw`(?![\p{L}\p{M}\p{N}])`;

/** Letters that are named one by one. */
export const spelled = (letters: string): string =>
  [...letters.replaceAll(/[^a-z]/gi, '').toUpperCase()].join(' ');
