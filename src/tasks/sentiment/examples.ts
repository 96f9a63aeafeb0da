import type { ClassifiedText } from '../../corpus/classified/text.ts';
import type { NgramSettings } from '../../text/ngrams/schema.ts';
import type { Token } from '../../text/tokenizer.ts';
import { type TokenizerName, tokenizers } from '../../text/tokenizers.ts';
import { classes } from './classes.ts';
import { ngramsOf } from './ngrams.ts';

/** A classified text as the network is trained on it. */
export interface Example {
  /** At least one. */
  readonly tokens: readonly Token[];
  /** The number of its class. */
  readonly gold: number;
  /** The rows of its n-grams, where a model looks at them. */
  readonly ngrams?: Int32Array;
}

const numbers: ReadonlyMap<string, number> = new Map(classes.map((name, number) => [name, number]));

/** Tokenises texts; those without tokens are left out. */
export function toExamples(
  texts: readonly ClassifiedText[],
  { tokenizer, ngrams }: { readonly tokenizer: TokenizerName; readonly ngrams?: NgramSettings | undefined },
): Example[] {
  return texts.flatMap(({ text, label }) => {
    const tokens = tokenizers[tokenizer](text);
    if (tokens.length === 0) return [];
    return [{ tokens, gold: numbers.get(label)!, ...(ngrams && { ngrams: ngramsOf(tokens, ngrams) }) }];
  });
}

/** The number of the class with the greatest logit; the first of equals. */
export function likeliest(logits: ArrayLike<number>): number {
  let best = 0;
  for (let index = 1; index < logits.length; index++) if (logits[index]! > logits[best]!) best = index;
  return best;
}

/** The share of examples of which the likeliest class is right. */
export function accuracyOf(examples: readonly Example[], logits: readonly ArrayLike<number>[]): number {
  const right = examples.filter(({ gold }, index) => likeliest(logits[index]!) === gold).length;
  return examples.length === 0 ? 0 : right / examples.length;
}
