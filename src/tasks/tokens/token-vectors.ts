import type { Session } from '../../runtime/session.ts';
import type { Token } from '../../text/tokenizer.ts';
import { encodeTokens, type NamedEncoder } from './encode.ts';

/** What the network knows of a token before it sees the sentence. */
export interface TokenVector {
  /** `[width]` */
  readonly vector: Float32Array;
  /** Whether the vocabulary lacks it, so that it went in as "other" or as nothing. */
  readonly unknown: boolean;
}

const rememberedTokens = 8192;
const rememberedLength = 40;
const runLimit = 1024;

/**
 * Vectors of tokens from the graph of tokens. They depend on nothing but the token's text, so those of recent tokens
 * are remembered: in two halves, of which the older is dropped when the newer is full.
 */
export class TokenVectors {
  readonly width: number;
  readonly #session: Session;
  readonly #encoders: readonly NamedEncoder[];
  readonly #lexicon: NamedEncoder | undefined;
  #recent = new Map<string, TokenVector>();
  #older = new Map<string, TokenVector>();
  #nothing: TokenVector | undefined;

  constructor(session: Session, encoders: readonly NamedEncoder[], width: number) {
    this.width = width;
    this.#session = session;
    this.#encoders = encoders;
    this.#lexicon = ['word', 'vector'].flatMap(
      (name) => encoders.find((each) => each.name === name) ?? [],
    )[0];
  }

  /** The vectors of every sentence's tokens. */
  async of(sentences: readonly (readonly Token[])[]): Promise<TokenVector[][]> {
    const missing = new Map<string, Token>();
    const found = sentences.map((tokens) =>
      tokens.map((token) => {
        const known = this.#recall(token.text);
        if (!known) missing.set(token.text, token);
        return known;
      }),
    );
    if (missing.size === 0) return found as TokenVector[][];
    const fresh = await this.#compute([...missing.values()]);
    return sentences.map((tokens, s) => tokens.map(({ text }, t) => found[s]![t] ?? fresh.get(text)!));
  }

  /** The vector of a token of which nothing is known: a word like any that the vocabulary lacks, and no other row. */
  async nothing(): Promise<TokenVector> {
    if (this.#nothing) return this.#nothing;
    const encoders = this.#encoders.map(({ name, encoder }) => ({
      name,
      encoder: name === 'word' ? encoder : { ...encoder, encode: () => [] },
    }));
    const vectors = await this.#run([{ text: '', start: 0, end: 0 }], encoders);
    this.#nothing = { vector: vectors.slice(0, this.width), unknown: true };
    return this.#nothing;
  }

  close(): Promise<void> {
    return this.#session.close();
  }

  #recall(text: string): TokenVector | undefined {
    const recent = this.#recent.get(text);
    if (recent) return recent;
    const older = this.#older.get(text);
    if (older) this.#remember(text, older);
    return older;
  }

  #remember(text: string, entry: TokenVector): void {
    if (text.length > rememberedLength) return;
    if (this.#recent.size >= rememberedTokens / 2) {
      this.#older = this.#recent;
      this.#recent = new Map();
    }
    this.#recent.set(text, entry);
  }

  async #compute(tokens: readonly Token[]): Promise<Map<string, TokenVector>> {
    const fresh = new Map<string, TokenVector>();
    for (let start = 0; start < tokens.length; start += runLimit) {
      const part = tokens.slice(start, start + runLimit);
      const vectors = await this.#run(part, this.#encoders);
      for (const [index, token] of part.entries()) {
        const vector = vectors.slice(index * this.width, (index + 1) * this.width);
        const entry = { vector, unknown: this.#isUnknown(token) };
        fresh.set(token.text, entry);
        this.#remember(token.text, entry);
      }
    }
    return fresh;
  }

  #isUnknown(token: Token): boolean {
    return this.#lexicon !== undefined && !this.#lexicon.encoder.encode(token)[0];
  }

  /**
   * A token's vector has the same bits whatever is computed with it: all bags are of one width, and there are always
   * two, because onnxruntime adds up in another order for other widths, and for one row by itself.
   */
  async #run(tokens: readonly Token[], encoders: readonly NamedEncoder[]): Promise<Float32Array> {
    const rows = tokens.length === 1 ? [tokens[0]!, tokens[0]!] : tokens;
    const feeds = encoders.map(({ name, encoder }) => [name, encodeTokens(rows, encoder)] as const);
    const { tokens: vectors } = await this.#session.run(Object.fromEntries(feeds), ['tokens']);
    return vectors!;
  }
}
