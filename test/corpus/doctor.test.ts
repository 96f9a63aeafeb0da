import { describe, expect, it } from 'vitest';
import { checkCorpus, type Finding } from '../../src/corpus/doctor.ts';
import type { LabelledSentence } from '../../src/corpus/index.ts';

/** A sentence with the first occurrence of each value labelled. */
function sentence(text: string, values: Record<string, string> = {}, requested?: string[]): LabelledSentence {
  const slots = Object.entries(values).map(([value, slot]) => {
    const start = text.indexOf(value);
    return { slot, start, end: start + value.length };
  });
  return { text, slots, ...(requested && { requested }) };
}

const check = (sentences: LabelledSentence[], minValues = 0): Finding[] =>
  checkCorpus([{ name: 'train', sentences }], { minValues });
const codes = (findings: Finding[]): string[] => findings.map(({ code }) => code);

describe('checkCorpus', () => {
  it('finds nothing in good data', () => {
    expect(
      check([sentence('to Rome', { Rome: 'destination' }), sentence('from Oslo', { Oslo: 'origin' })]),
    ).toEqual([]);
    expect(checkCorpus([])).toEqual([]);
  });

  it('finds the same sentence labelled in two ways, and tells where', () => {
    const at = (line: number) => ({ at: { file: 'a.jsonl', line } });
    const [finding] = check([
      { ...sentence('Rome', { Rome: 'destination' }), ...at(1) },
      { ...sentence('Rome', { Rome: 'origin' }), ...at(2) },
    ]);
    expect(finding).toMatchObject({ severity: 'error', code: 'inconsistent-sentence', count: 1 });
    expect(finding?.examples).toEqual([
      { file: 'a.jsonl', line: 2, detail: "'Rome' is labelled otherwise at a.jsonl:1" },
    ]);
  });

  it('takes the slots that were asked for as part of the sentence', () => {
    const asked = (slot: string): LabelledSentence => sentence('Rome', { Rome: slot }, [slot]);
    expect(check([asked('origin'), asked('destination')])).toEqual([]);
  });

  it('finds a value with other slots between the same two words', () => {
    const findings = check([
      sentence('fly to Rome now please', { Rome: 'destination' }),
      sentence('go to Rome now', { Rome: 'origin' }),
      sentence('go from Rome now', { Rome: 'origin' }),
    ]);
    expect(codes(findings)).toEqual(['inconsistent-value']);
    expect(findings[0]?.examples[0]?.detail).toContain(
      "'Rome' is origin, but destination at 'fly to Rome now please'",
    );
  });

  it('finds values that are left out of slots now and then, but not ordinary words', () => {
    const findings = check([
      sentence('to new york', { 'new york': 'destination' }),
      sentence('from New York', { 'New York': 'origin' }),
      sentence('new york please'),
      sentence('two rooms', { two: 'rooms' }),
      sentence('two of two'),
    ]);
    expect(codes(findings)).toEqual(['unlabelled-value']);
    expect(findings[0]).toMatchObject({ severity: 'warning', count: 1 });
    expect(findings[0]?.examples[0]?.detail).toBe(
      "'new york' is labelled 2x (destination or origin) and unlabelled 1x",
    );
  });

  it('finds slots with few different values, whatever their case', () => {
    const findings = check([sentence('to Rome', { Rome: 'a' }), sentence('to rome', { rome: 'a' })], 2);
    expect(codes(findings)).toEqual(['few-values']);
    expect(findings[0]?.examples[0]?.detail).toBe("a has 1 in 2 uses: 'rome'");
  });

  it('finds spans that overlap, hold no word, or cut a token', () => {
    const overlapping = {
      text: 'New York',
      slots: [
        { slot: 'a', start: 0, end: 8 },
        { slot: 'b', start: 4, end: 8 },
      ],
    };
    const findings = check([overlapping, { text: 'a b', slots: [{ slot: 'x', start: 1, end: 2 }] }]);
    expect(findings[0]).toMatchObject({ severity: 'error', code: 'broken-slots', count: 2 });
    const cut = check([{ text: 'to Rome', slots: [{ slot: 'x', start: 3, end: 5 }] }]);
    expect(codes(cut)).toEqual(['cut-token']);
    expect(cut[0]?.examples[0]?.detail).toBe("x 'Ro' cuts 'Rome'");
  });

  it('finds sentences without a word', () => {
    const findings = check([sentence(' '), sentence('to Rome', { Rome: 'destination' })]);
    expect(codes(findings)).toEqual(['empty-sentence']);
  });

  it('finds parts that nothing can be learned from', () => {
    expect(codes(check([]))).toEqual(['empty-part']);
    expect(codes(check([sentence('hello')]))).toEqual(['empty-part']);
  });

  it('finds sentences that are in two parts', () => {
    const same = sentence('to Rome', { Rome: 'destination' });
    const findings = checkCorpus(
      [
        { name: 'train', sentences: [same, same] },
        { name: 'test', sentences: [same] },
      ],
      { minValues: 0 },
    );
    expect(codes(findings)).toEqual(['duplicate-across-parts']);
    expect(findings[0]?.examples[0]?.detail).toContain('is also in train');
  });

  it('counts every case, shows the first few, and puts errors first', () => {
    const many = Array.from({ length: 9 }, (_, index) =>
      sentence(`Rome${'x'.repeat(index + 1)}`, { Rome: 'a' }),
    );
    const findings = check([...many, sentence('')]);
    expect(findings.map(({ severity }) => severity)).toEqual(['error', 'warning']);
    expect(findings[1]?.count).toBe(9);
    expect(findings[1]?.examples).toHaveLength(5);
    expect(findings.every(({ remedy }) => remedy !== '')).toBe(true);
  });
});
