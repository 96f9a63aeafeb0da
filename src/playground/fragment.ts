/** What is chosen beside the text and the model; each task has its own. */
export interface Settings {
  /** Slots that the app had just asked for. */
  readonly requested?: readonly string[];
  /** Most keywords. */
  readonly limit?: number;
  /** Least score of a keyword; the model's own without it. */
  readonly minScore?: number;
}

/** What the page's address holds, so that it can be shared; nothing of it is sent to a server. */
export interface Shared extends Settings {
  readonly text: string;
  /** Name of a model; the default one without it. */
  readonly model?: string;
  /** Parts of the page that are open. */
  readonly open: readonly string[];
}

/** Reads the fragment of an address; undefined if it tells nothing. */
export function readFragment(fragment: string): Shared | undefined {
  const fields = new URLSearchParams(fragment.replace(/^#/, ''));
  const text = fields.get('text');
  if (text === null) return undefined;
  const model = fields.get('model');
  return {
    text,
    ...(model && { model }),
    requested: fields.getAll('requested'),
    ...numbersOf(fields),
    open: fields.getAll('open'),
  };
}

/** Writes what `readFragment` reads. */
export function writeFragment({ text, model, requested = [], open, ...numbers }: Shared): string {
  const fields = new URLSearchParams({ text });
  if (model !== undefined) fields.set('model', model);
  for (const slot of requested) fields.append('requested', slot);
  for (const name of numeric) if (numbers[name] !== undefined) fields.set(name, String(numbers[name]));
  for (const part of open) fields.append('open', part);
  return `#${fields}`;
}

const numeric = ['limit', 'minScore'] as const;

function numbersOf(fields: URLSearchParams): Settings {
  const given = numeric.map((name) => [name, Number(fields.get(name) || Number.NaN)] as const);
  return Object.fromEntries(given.filter(([, value]) => Number.isFinite(value)));
}
