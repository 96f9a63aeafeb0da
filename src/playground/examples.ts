import { byId, element } from './dom.ts';

/** A sentence to try, and the slots that the app had just asked for. */
export interface Example {
  readonly text: string;
  readonly requested: readonly string[];
}

/** Sentences of which each shows something: a role, the other role, many places, a stay, and an answer to a question. */
export const examples: readonly Example[] = [
  { text: 'I would like to arrive Taipei on November 2nd', requested: [] },
  { text: 'I would like to leave Taipei on November 2nd', requested: [] },
  { text: 'from Paris via Rome to Athens, back on Sunday', requested: [] },
  { text: 'two rooms in Kyoto for three nights', requested: [] },
  { text: 'Taipei', requested: ['destination'] },
];

/** Shows the examples as buttons. */
export function offerExamples(onChoice: (example: Example) => void): void {
  const items = examples.map((example) => {
    const { text, requested } = example;
    const asked =
      requested.length > 0
        ? [element('small', { class: 'muted' }, ` asked for ${requested.join(', ')}`)]
        : [];
    const button = element('button', { type: 'button' }, text, ...asked);
    button.addEventListener('click', () => onChoice(example));
    return element('li', {}, button);
  });
  byId('examples', HTMLElement).replaceChildren(...items);
}
