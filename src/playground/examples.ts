import { byId, element } from './dom.ts';
import type { Settings } from './fragment.ts';

/** A text to try, and what is to be chosen with it. */
export interface Example extends Settings {
  readonly text: string;
  /** Only models of it make sense of the text, as the first part of a BCP 47 tag; any do without it. */
  readonly language?: string;
  /** What stands for a text that is too long for a button. */
  readonly name?: string;
}

/** Sentences of which each shows something: a role, the other role, many places, a stay, and an answer to a question. */
export const sentences: readonly Example[] = [
  { text: 'I would like to arrive Taipei on November 2nd', requested: [] },
  { text: 'I would like to leave Taipei on November 2nd', requested: [] },
  { text: 'from Paris via Rome to Athens, back on Sunday', requested: [] },
  { text: 'two rooms in Kyoto for three nights', requested: [] },
  { text: 'Taipei', requested: ['destination'] },
];

/** Reviews of which each shows something: praise, blame, a no that is none, and either in Chinese. */
export const reviews: readonly Example[] = [
  { text: 'A warm and funny film that is never a minute too long', language: 'en' },
  { text: 'The plot is a mess and most of the jokes fall flat', language: 'en' },
  { text: 'Not bad at all, though I had hoped for more', language: 'en' },
  { text: '房间很干净，服务员也很热情，下次还会再来。', language: 'zh' },
  { text: '隔音太差，晚上根本睡不着，早餐也不好吃。', language: 'zh' },
];

/** Paragraphs as they stand before a paper and in a newspaper. */
export const paragraphs: readonly Example[] = [
  {
    name: 'Recurrent networks that read (an abstract)',
    text:
      'Recurrent neural networks read a sentence word by word and keep what they have read in a hidden state. Plain ' +
      'recurrent networks forget the beginning of long sentences, since gradients vanish on the way back. Gated cells such ' +
      'as long short-term memory learn when to write, keep and forget. We compare gated cells with plain recurrent networks ' +
      'on slot filling and sentiment analysis, and find that gated cells help most where the deciding word stands far from ' +
      'the word that it decides about. Word embeddings with character trigrams make slot filling robust to misspelt names.',
    language: 'en',
  },
  {
    name: 'Night trains (a news item)',
    text:
      'Night trains are coming back to Europe. Sleeper services link Vienna with Paris and Brussels again, and railway ' +
      'companies order new sleeping cars for the first time in decades. Travellers like night trains because they save a ' +
      'hotel and a flight; railway companies like them less, since sleeping cars earn money only once a day.',
    language: 'en',
  },
];

/** Shows examples as buttons. */
export function offerExamples(examples: readonly Example[], onChoice: (example: Example) => void): void {
  const items = examples.map((example) => {
    const { text, name = text, language = 'en', requested = [] } = example;
    const asked =
      requested.length > 0
        ? [element('small', { class: 'muted' }, ` asked for ${requested.join(', ')}`)]
        : [];
    const button = element('button', { type: 'button', lang: language }, name, ...asked);
    button.addEventListener('click', () => onChoice(example));
    return element('li', {}, button);
  });
  byId('examples', HTMLElement).replaceChildren(...items);
}
