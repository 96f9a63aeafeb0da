import { byId, element } from './dom.ts';
import type { Settings } from './fragment.ts';

/** A text to try, and what is to be chosen with it. */
export interface Example extends Settings {
  readonly text: string;
  /** Only models of it make sense of the text, as the first part of a BCP 47 tag; any do without it. */
  readonly language?: string;
}

/** Sentences of which each shows something: a role, the other role, many places, a stay, and an answer to a question. */
export const sentences: readonly Example[] = [
  { text: 'I would like to arrive Taipei on November 2nd', requested: [] },
  { text: 'I would like to leave Taipei on November 2nd', requested: [] },
  { text: 'from Paris via Rome to Athens, back on Sunday', requested: [] },
  { text: 'two rooms in Kyoto for three nights', requested: [] },
  { text: 'Taipei', requested: ['destination'] },
];

/** Shows examples as buttons. */
export function offerExamples(examples: readonly Example[], onChoice: (example: Example) => void): void {
  const items = examples.map((example) => {
    const { text, language = '', requested = [] } = example;
    const asked =
      requested.length > 0
        ? [element('small', { class: 'muted' }, ` asked for ${requested.join(', ')}`)]
        : [];
    const button = element('button', { type: 'button', lang: language || 'en' }, text, ...asked);
    button.addEventListener('click', () => onChoice(example));
    return element('li', {}, button);
  });
  byId('examples', HTMLElement).replaceChildren(...items);
}
