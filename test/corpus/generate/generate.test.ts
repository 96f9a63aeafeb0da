import { describe, expect, it } from 'vitest';
import {
  type GeneratedSentence,
  type GenerateOptions,
  generateSentences,
} from '../../../src/corpus/generate/generate.ts';
import { heldOutCities } from '../../../src/corpus/generate/held-out.ts';
import type { Template } from '../../../src/corpus/generate/templates/group.ts';
import { templateGroups } from '../../../src/corpus/generate/templates/index.ts';
import { problemOfSlots } from '../../../src/corpus/slots.ts';
import { withoutAccents } from '../../../src/text/accents.ts';
import { tinyGazetteer } from './tiny-gazetteer.ts';

const slots = new Set(
  'destination origin stopover arrival_time departure_time return_time passengers travel_class carrier price check_in_time check_out_time nights rooms pickup_location pickup_time dropoff_time'.split(
    ' ',
  ),
);

const generate = (options: Partial<GenerateOptions> = {}): GeneratedSentence[] => [
  ...generateSentences({
    gazetteer: tinyGazetteer,
    count: 3000,
    seed: 1,
    places: 'all',
    templates: 'all',
    ...options,
  }),
];

const ofTemplates = (templates: readonly Template[], count = 400): GeneratedSentence[] =>
  generate({ count, groups: [{ name: 'test', share: 1, templates }] });

const values = (sentence: GeneratedSentence): Record<string, string> =>
  Object.fromEntries(sentence.slots.map(({ slot, start, end }) => [slot, sentence.text.slice(start, end)]));

const sentences = generate({ count: 6000 });

describe('generateSentences', () => {
  it('makes as many sentences as asked, the same for the same seed and others for another', () => {
    expect(generate({ count: 137 })).toHaveLength(137);
    expect(generate({ count: 300 })).toEqual(generate({ count: 300 }));
    expect(generate({ count: 300 })).not.toEqual(generate({ count: 300, seed: 2 }));
  });

  it('keeps every span inside the text, trimmed, in order and apart from the others', () => {
    for (const sentence of sentences) {
      let last = 0;
      for (const { slot, start, end } of sentence.slots) {
        const value = sentence.text.slice(start, end);
        expect(slots.has(slot)).toBe(true);
        expect(value.length, sentence.text).toBeGreaterThan(0);
        expect(value, sentence.text).toBe(value.trim());
        expect(start, sentence.text).toBeGreaterThanOrEqual(last);
        expect(end).toBeLessThanOrEqual(sentence.text.length);
        last = end;
      }
      expect(sentence.text).toBe(sentence.text.trim());
      expect(sentence.text).not.toBe('');
    }
  });

  it('gives each token one slot at most, as training needs it', () => {
    for (const { text, slots: spans } of sentences) expect(problemOfSlots(text, spans), text).toBeUndefined();
    const joined = ofTemplates([
      '{origin}-{destination}',
      '{origin} - {destination}',
      '{origin} → {destination}',
    ]);
    for (const { text, slots: spans } of joined) expect(problemOfSlots(text, spans), text).toBeUndefined();
  });

  it('leaves no sign of the template language in a text', () => {
    for (const { text } of sentences) expect(text).not.toMatch(/[{}<|[\]]|undefined|_time/);
  });

  it('leaves about an eighth of the sentences without slots', () => {
    const share = sentences.filter((sentence) => sentence.slots.length === 0).length / sentences.length;
    expect(share).toBeGreaterThan(0.1);
    expect(share).toBeLessThan(0.16);
  });

  it('names places as origin nearly as often as destination, and every slot', () => {
    const counts = new Map<string, number>();
    for (const { slot } of sentences.flatMap((sentence) => sentence.slots))
      counts.set(slot, (counts.get(slot) ?? 0) + 1);
    expect([...counts.keys()].sort()).toEqual([...slots].sort());
    expect(counts.get('origin')! / counts.get('destination')!).toBeGreaterThan(0.7);
  });

  it('draws every place in both roles', () => {
    const taipei = sentences.flatMap((sentence) =>
      Object.entries(values(sentence)).filter(([, value]) => value === 'Taipei'),
    );
    const roles = new Set(taipei.map(([slot]) => slot));
    expect(roles).toContain('destination');
    expect(roles).toContain('origin');
  });

  it('asks before about a fifth of the sentences', () => {
    const share = sentences.filter((sentence) => sentence.requested).length / sentences.length;
    expect(share).toBeGreaterThan(0.18);
    expect(share).toBeLessThan(0.32);
  });

  it('gives the lecture its two sentences of one place and one date', () => {
    const pair = ofTemplates([
      [
        'I would like to arrive {destination} {arrival_time:day}.',
        'I would like to leave {origin} {departure_time:day}.',
      ],
    ]);
    for (let i = 0; i + 1 < pair.length; i += 2) {
      const [arrive, leave] = [values(pair[i]!), values(pair[i + 1]!)];
      expect(Object.keys(arrive)).toEqual(['destination', 'arrival_time']);
      expect(Object.keys(leave)).toEqual(['origin', 'departure_time']);
    }
    const same = pair.filter(
      (sentence, i) => i % 2 === 0 && values(sentence).destination === values(pair[i + 1]!).origin,
    );
    // Not all: a typing error is drawn after the names and may fall into one of the two.
    expect(same.length / (pair.length / 2)).toBeGreaterThan(0.9);
  });

  it('keeps "on", "at" and "in" outside of a time and its relation word inside', () => {
    const times = ofTemplates(['I leave {departure_time:when}.'], 2000).map((sentence) =>
      values(sentence).departure_time!.toLowerCase(),
    );
    expect(times.filter((time) => /^(on|at|in|between) /.test(time))).toEqual([]);
    expect(times.some((time) => /^by /.test(time))).toBe(true);
    expect(times.some((time) => /^after /.test(time))).toBe(true);
  });

  it('joins a date and its clock time into one span', () => {
    const sentence = ofTemplates(['Leave {departure_time:date} at {departure_time:clock}'], 50);
    for (const { slots: spans, text } of sentence) expect(spans, text).toHaveLength(1);
  });

  it('never writes a held-out city or a name of the test part for training', () => {
    const cities = heldOutCities.map((city) => city.toLowerCase());
    const mentions = (list: readonly GeneratedSentence[]): number =>
      list.filter(({ text }) => cities.some((city) => withoutAccents(text).toLowerCase().includes(city)))
        .length;
    expect(mentions(generate({ places: 'train' }))).toBe(0);
    expect(mentions(generate({ places: 'all' }))).toBe(0);
    expect(mentions(generate({ places: 'test', count: 500 }))).toBeGreaterThan(50);
    expect(generate({ places: 'all' }).some(({ text }) => text.includes('TLL'))).toBe(false);
  });

  it('keeps the templates of training and testing apart', () => {
    const texts = (templates: GenerateOptions['templates']): Set<string> =>
      new Set(generate({ templates, places: 'train', count: 2000 }).map(({ text }) => text));
    const train = texts('train');
    const shared = [...texts('test')].filter((text) => train.has(text));
    expect(shared.length).toBeLessThan(60);
  });
});

describe('the templates', () => {
  const all = templateGroups.flatMap((group) =>
    group.templates.map((template) => [group.name, template] as const),
  );

  it.each(templateGroups.map((group) => [group.name, group]))('of %s can all be expanded', (_name, group) => {
    for (const template of group.templates) {
      expect(
        () => generate({ count: 6, groups: [{ ...group, templates: [template] }] }),
        JSON.stringify(template),
      ).not.toThrow();
    }
  });

  it('of the lecture are trained on', () => {
    const train = generate({ templates: 'train', count: 6000 });
    for (const words of ['like to arrive', 'like to leave', 'from', 'arriving in', 'landing in', 'leaving']) {
      expect(train.filter(({ text }) => text.includes(words)).length, words).toBeGreaterThan(10);
    }
  });

  it('are several hundred', () => {
    expect(all.length).toBeGreaterThan(500);
  });
});
