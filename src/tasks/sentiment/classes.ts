/** The classes of a text, in the order of the network's logits. */
export const classes = ['negative', 'positive'] as const;

/** One of them. */
export type SentimentClass = (typeof classes)[number];
