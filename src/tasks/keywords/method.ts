/** The two ways to find keywords: a label for each token, or a score for each candidate phrase. */
export const methods = ['tagger', 'scorer'] as const;

/** One of them. */
export type Method = (typeof methods)[number];
