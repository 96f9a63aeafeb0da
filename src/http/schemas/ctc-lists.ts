/** Limits of a request to the CTC decoder that no setting changes. */
export const ctcLimits = {
  symbols: 20_000,
  /** Characters of a symbol or separator, of a word of the lexicon, and of a hotword. */
  symbol: 100,
  word: 100,
  hotword: 200,
  words: 50_000,
  hotwords: 2000,
  weight: 100,
  beamWidth: 1000,
  alternatives: 100,
} as const;

const text = { type: 'string', minLength: 1, maxLength: ctcLimits.hotword, pattern: '\\S' } as const;
const weight = { type: 'number', minimum: -ctcLimits.weight, maximum: ctcLimits.weight } as const;

/** An entry of `hotwords`, as JSON Schema. */
export const hotwordShape = {
  anyOf: [
    text,
    { type: 'object', properties: { text, weight }, required: ['text'], additionalProperties: false },
  ],
} as const;
