import { describe, expect, it } from 'vitest';
import { chooseParts } from '../../../src/corpus/speech/choose.ts';
import { speechPlanSchema } from '../../../src/corpus/speech/plan.ts';

const utterances = Array.from({ length: 400 }, (_, index) => ({
  id: `u${index}`,
  ...(index % 4 === 0 ? { voice: `v${index % 3}` } : { speaker: `s${index % 4}` }),
}));

const sourceOf = (source: object) =>
  speechPlanSchema.parse({ sources: [{ path: 'x', ...source }] }).sources[0]!;

const count = (parts: ReadonlyMap<string, string>, part: string) =>
  [...parts.values()].filter((each) => each === part).length;

describe('chooseParts', () => {
  it('trains on all that is not set apart', () => {
    expect(count(chooseParts(sourceOf({}), utterances), 'train')).toBe(400);
  });

  it('sets all that some speakers and voices say apart, and nothing else', () => {
    const parts = chooseParts(sourceOf({ test: { speakers: ['s1'] }, dev: { voices: ['v0'] } }), utterances);
    for (const one of utterances) {
      const expected =
        'speaker' in one && one.speaker === 's1'
          ? 'test'
          : 'voice' in one && one.voice === 'v0'
            ? 'dev'
            : 'train';
      expect(parts.get(one.id)).toBe(expected);
    }
  });

  it('sets a published split apart', () => {
    const published = utterances.map(({ id }, index) => ({ id, split: index % 5 === 0 ? 'test' : 'train' }));
    const parts = chooseParts(sourceOf({ test: { splits: ['test'] }, dev: { splits: ['dev'] } }), published);
    for (const { id, split } of published) expect(parts.get(id)).toBe(split);
  });

  it('draws a share by the ids alone: another order or more utterances change nothing', () => {
    const source = sourceOf({ dev: { share: 0.1 }, test: { share: 0.2 } });
    const parts = chooseParts(source, utterances);
    expect(count(parts, 'test')).toBeGreaterThan(50);
    expect(count(parts, 'test')).toBeLessThan(110);
    expect(count(parts, 'dev')).toBeGreaterThan(15);
    expect(count(parts, 'dev')).toBeLessThan(60);
    const fewer = chooseParts(source, utterances.toReversed().slice(0, 100));
    for (const [id, part] of fewer) expect(part).toBe(parts.get(id));
  });

  it('keeps within limits, of each part by itself', () => {
    const source = sourceOf({ limit: 30, dev: { speakers: ['s2'], limit: 10 }, test: { speakers: ['s3'] } });
    const parts = chooseParts(source, utterances);
    expect(['train', 'dev', 'test'].map((part) => count(parts, part))).toEqual([30, 10, 100]);
    expect(chooseParts(source, utterances.toReversed())).toEqual(new Map([...parts].toReversed()));
    const train = [...parts].filter(([, part]) => part === 'train').map(([id]) => Number(id.slice(1)));
    // Drawn from all of them, not from the first.
    expect(Math.max(...train)).toBeGreaterThan(200);
    expect(chooseParts(sourceOf({ limit: 0 }), utterances).size).toBe(0);
  });
});
