import type { Span } from '../../text/bio.ts';
import { normalizeWord } from '../../text/normalize.ts';
import {
  type Checked,
  type Example,
  exampleOf,
  type Finding,
  findingOf,
  groupBy,
  placeOf,
} from './finding.ts';
import { sameInput } from './sentences.ts';

/** Finds the same words labelled in different ways: whole sentences, and values between the same neighbours. */
export function checkConsistency(sentences: readonly Checked[]): Finding[] {
  return [...checkWholeSentences(sentences), ...checkNeighbours(sentences)];
}

function checkWholeSentences(sentences: readonly Checked[]): Finding[] {
  const conflicts: Example[] = [];
  for (const group of groupBy(sentences, sameInput).values()) {
    const [first, ...others] = [...groupBy(group, labelling).values()].map((same) => same[0]!);
    conflicts.push(
      ...others.map((other) =>
        exampleOf(other, `'${other.text}' is labelled otherwise at ${placeOf(first!)}`),
      ),
    );
  }
  return findingOf(
    {
      severity: 'error',
      code: 'inconsistent-sentence',
      problem: 'sentences that are labelled differently in another place, with the same slots asked for',
      remedy: 'Choose one labelling; a tagger cannot learn both',
    },
    conflicts,
  );
}

function labelling({ slots }: Checked): string {
  return JSON.stringify(slots.map(({ slot, start, end }) => [start, end, slot]).sort());
}

function checkNeighbours(sentences: readonly Checked[]): Finding[] {
  const uses = sentences.flatMap((sentence) =>
    sentence.slots.map((span) => ({ sentence, span, key: surroundings(sentence, span) })),
  );
  const conflicts: Example[] = [];
  for (const group of groupBy(uses, ({ key }) => key).values()) {
    const [first, ...others] = [...groupBy(group, ({ span }) => span.slot).values()].map((same) => same[0]!);
    for (const { sentence, span } of others) {
      const value = sentence.text.slice(span.start, span.end);
      const there = `${first!.span.slot} at ${placeOf(first!.sentence)}`;
      conflicts.push(exampleOf(sentence, `'${value}' is ${span.slot}, but ${there}`));
    }
  }
  return findingOf(
    {
      severity: 'warning',
      code: 'inconsistent-value',
      problem: 'values between the same two words that have different slots in different sentences',
      remedy: 'Check that words further away make the difference, and correct the labels where they do not',
    },
    conflicts,
  );
}

/** The value and the words on both sides of it, with the slots that were asked for. */
function surroundings({ text, tokens, requested = [] }: Checked, { start, end }: Span): string {
  const before = tokens.findLast((token) => token.end <= start)?.text ?? '';
  const after = tokens.find((token) => token.start >= end)?.text ?? '';
  return JSON.stringify([
    ...[before, text.slice(start, end), after].map((part) => normalizeWord(part)),
    ...requested,
  ]);
}
