import { bioConstraint } from '../../decoding/constraint.ts';

/** The labels of tokens, in the order of the network's scores. */
export const labelNames: readonly string[] = ['O', 'B-keyword', 'I-keyword'];

/** The numbers of the labels that begin a keyword and go on with it. */
export const [begin, inside] = [1, 2] as const;

/** What may follow what. */
export const constraint = bioConstraint(labelNames);
