import type { Token } from '../tokenizer.ts';

/** Turns a token into a bag of row numbers (0 to `rows` - 1) of one embedding table. */
export interface TokenEncoder {
  readonly rows: number;
  /** The most rows that a bag has. */
  readonly width: number;
  encode(token: Token): readonly number[];
}

const rememberedBags = 8192;
const rememberedLength = 40;

/** Remembers the bags of token texts, in bounded memory whatever texts a client sends. */
export function remembering(encoder: TokenEncoder): TokenEncoder {
  const bags = new Map<string, readonly number[]>();
  const encode = (token: Token): readonly number[] => {
    const { text } = token;
    const known = bags.get(text);
    if (known !== undefined) {
      return known;
    }
    const bag = encoder.encode(token);
    if (bags.size >= rememberedBags) {
      bags.clear();
    }
    if (text.length <= rememberedLength) {
      bags.set(text, bag);
    }
    return bag;
  };
  return { ...encoder, encode };
}
