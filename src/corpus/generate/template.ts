/** A parsed template. */
export type Node =
  | { type: 'text'; text: string }
  | { type: 'choice'; options: Node[][] }
  | { type: 'rule'; name: string }
  | { type: 'value'; slot: string; kind: string };

const special = '{}<>()[]|';

/**
 * Parses one template. `{slot:kind}` is a labelled value, `{slot}` one of the slot's usual kind, `{:kind}` an
 * unlabelled value, `<name>` a rule of the grammar, `(a|b)` a choice and `[a]` an optional part.
 * Throws SyntaxError that names the template.
 */
export function parseTemplate(template: string): Node[] {
  let at = 0;
  const fail = (what: string): never => {
    throw new SyntaxError(`${what} at ${at} in template "${template}"`);
  };
  const until = (close: string): string => {
    const end = template.indexOf(close, at);
    if (end < 0) return fail(`missing "${close}"`);
    const name = template.slice(at, end);
    at = end + 1;
    return name;
  };
  const options = (close: string): Node[][] => {
    const list = [sequence()];
    while (template[at] === '|') {
      at++;
      list.push(sequence());
    }
    if (template[at] !== close) fail(`missing "${close}"`);
    at++;
    return list;
  };
  const value = (): Node => {
    const [slot = '', kind = ''] = until('}').split(':');
    if (slot === '' && kind === '') fail('an empty value');
    return { type: 'value', slot, kind: kind === '' ? slot : kind };
  };
  const node = (): Node => {
    const char = template[at++]!;
    if (char === '{') return value();
    if (char === '<') return { type: 'rule', name: until('>') };
    if (char === '(') return { type: 'choice', options: options(')') };
    if (char === '[') return { type: 'choice', options: [...options(']'), []] };
    let text = char;
    while (at < template.length && !special.includes(template[at]!)) text += template[at++];
    return { type: 'text', text };
  };
  function sequence(): Node[] {
    const nodes: Node[] = [];
    while (at < template.length && !')]|'.includes(template[at]!)) nodes.push(node());
    return nodes;
  }
  const nodes = sequence();
  if (at < template.length) fail(`unexpected "${template[at]}"`);
  return nodes;
}

/** The slots that a template labels itself, not counting those of its rules. */
export const slotsOf = (template: string): string[] => [
  ...new Set([...template.matchAll(/\{(\w+)/g)].map((match) => match[1]!)),
];
