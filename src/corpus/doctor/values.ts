import type { Span } from '../../text/bio.ts';
import { normalizeWord } from '../../text/normalize.ts';
import type { Token } from '../../text/tokenizer.ts';
import { type Checked, type Example, exampleOf, type Finding, findingOf, groupBy } from './finding.ts';

/** One value that is labelled somewhere: its normalised words and how it is used. */
interface Value {
  readonly words: readonly string[];
  readonly slots: Set<string>;
  labelled: number;
  unlabelled: number;
  firstUnlabelled?: Checked;
}

/** Finds slots with fewer than `minValues` different values, from which a tagger learns the words by heart. */
export function checkVariety(sentences: readonly Checked[], minValues: number): Finding[] {
  const spans = sentences.flatMap((sentence) => sentence.slots.map((span) => ({ sentence, span })));
  const few: Example[] = [];
  for (const [slot, group] of groupBy(spans, ({ span }) => span.slot)) {
    const values = new Set(group.map(({ sentence, span }) => wordsOf(sentence, span).join(' ')));
    if (values.size < minValues) {
      const list = [...values].map((value) => `'${value}'`).join(', ');
      few.push(exampleOf(group[0]!.sentence, `${slot} has ${values.size} in ${group.length} uses: ${list}`));
    }
  }
  return findingOf(
    {
      severity: 'warning',
      code: 'few-values',
      problem: `slots with fewer than ${minValues} different values`,
      remedy: 'Label more sentences with other values, or expect only these to be found',
    },
    few,
  );
}

/**
 * Finds values that are labelled mostly but not always: a word such as "boston" left out of every slot once.
 * Values that are more often unlabelled ("two") are ordinary words.
 */
export function checkUnlabelled(sentences: readonly Checked[]): Finding[] {
  const values = collectValues(sentences);
  const byFirstWord = groupBy(values, ({ words }) => words[0]!);
  for (const sentence of sentences) {
    countUnlabelled(sentence, byFirstWord);
  }
  const missed = values.filter(({ unlabelled, labelled }) => unlabelled > 0 && unlabelled <= labelled);
  missed.sort((a, b) => b.labelled / b.unlabelled - a.labelled / a.unlabelled);
  return findingOf(
    {
      severity: 'warning',
      code: 'unlabelled-value',
      problem: 'values that are labelled in most sentences and left out in others',
      remedy: 'Label them there too, unless they mean something else',
    },
    missed.map(({ words, slots, labelled, unlabelled, firstUnlabelled }) => {
      const names = [...slots].sort().join(' or ');
      const detail = `'${words.join(' ')}' is labelled ${labelled}x (${names}) and unlabelled ${unlabelled}x`;
      return exampleOf(firstUnlabelled!, detail);
    }),
  );
}

function collectValues(sentences: readonly Checked[]): Value[] {
  const values = new Map<string, Value>();
  for (const sentence of sentences) {
    for (const span of sentence.slots) {
      const words = wordsOf(sentence, span);
      const key = words.join(' ');
      const value = values.get(key) ?? { words, slots: new Set(), labelled: 0, unlabelled: 0 };
      value.slots.add(span.slot);
      value.labelled += 1;
      values.set(key, value);
    }
  }
  return [...values.values()].filter(({ words }) => words.length > 0);
}

function countUnlabelled(sentence: Checked, byFirstWord: ReadonlyMap<string, Value[]>): void {
  const { tokens, slots } = sentence;
  const isFree = (token: Token): boolean =>
    !slots.some(({ start, end }) => token.start < end && token.end > start);
  const words = tokens.map((token) => (isFree(token) ? normalizeWord(token.text) : undefined));
  words.forEach((word, index) => {
    for (const value of byFirstWord.get(word ?? '') ?? []) {
      if (value.words.every((each, place) => words[index + place] === each)) {
        value.unlabelled += 1;
        value.firstUnlabelled ??= sentence;
      }
    }
  });
}

function wordsOf({ tokens }: Checked, { start, end }: Span): string[] {
  return tokens
    .filter((token) => token.start < end && token.end > start)
    .map(({ text }) => normalizeWord(text));
}
