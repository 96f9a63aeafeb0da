/** A part of an expression of a grammar. */
export type GrammarNode =
  | { readonly type: 'text'; readonly text: string }
  /** One of the options is said. */
  | { readonly type: 'choice'; readonly options: readonly (readonly GrammarNode[])[] }
  /** A value of the type is said, and fills the slot. */
  | { readonly type: 'value'; readonly of: string; readonly slot: string };

/** What stops a list of nodes, besides the end. */
type Closers = ',]' | ')' | '';

class ExpressionReader {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Reads to one of `closers`, which is left where it is. */
  list(closers: Closers): GrammarNode[] {
    const nodes: GrammarNode[] = [];
    while (this.at < this.text.length && !closers.includes(this.text[this.at]!)) nodes.push(this.node());
    if (closers !== '' && this.at >= this.text.length) {
      throw new SyntaxError(`"${closers.at(-1)}" is missing at the end of "${this.text}"`);
    }
    return nodes;
  }

  node(): GrammarNode {
    const sign = this.text[this.at]!;
    if (sign === '[') return { type: 'choice', options: this.options() };
    if (sign === '(') return { type: 'choice', options: [this.optional(), []] };
    if (sign === '$') return this.value();
    if ('])@'.includes(sign)) throw new SyntaxError(`"${sign}" cannot stand at ${this.at} of "${this.text}"`);
    const [text] = /^[^[\]()$@,]+|^,/.exec(this.text.slice(this.at))!;
    this.at += text.length;
    return { type: 'text', text };
  }

  options(): GrammarNode[][] {
    const options: GrammarNode[][] = [];
    do {
      this.at += 1;
      options.push(this.list(',]'));
    } while (this.text[this.at] === ',');
    this.at += 1;
    return options;
  }

  optional(): GrammarNode[] {
    this.at += 1;
    const nodes = this.list(')');
    this.at += 1;
    return nodes;
  }

  value(): GrammarNode {
    const match = /^\$(\w+):(\w+)/.exec(this.text.slice(this.at));
    if (match === null) throw new SyntaxError(`"$type:slot" is meant at ${this.at} of "${this.text}"`);
    this.at += match[0].length;
    return { type: 'value', of: match[1]!, slot: match[2]! };
  }
}

/** Reads an expression such as "[get, give] me (a) $size:size coffee"; throws a SyntaxError. */
export function parseExpression(text: string): GrammarNode[] {
  return new ExpressionReader(text).list('');
}
