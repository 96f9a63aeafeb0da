import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heldOutCities } from '../src/corpus/generate/held-out.ts';
import type { Explanation } from '../src/tasks/tag/explanation.ts';
import { loadTagger } from '../src/tasks/tag/load.ts';
import type { Tagger } from '../src/tasks/tag/tagger.ts';

const models = fileURLToPath(new URL('../models', import.meta.url));

async function slotsOf(tagger: Tagger, text: string, requested?: string[]): Promise<Record<string, string>> {
  const [result] = await tagger.tag([{ text, requested }]);
  return Object.fromEntries(result!.slots.map(({ slot, text: value }) => [slot, value]));
}

describe.each(['booking', 'booking-spoken', 'atis', 'booking-elman'])('the shipped model %s', (name) => {
  const folder = join(models, name);

  it('loads with its checksums and golden cases, and is under 8 MB', async () => {
    const tagger = await loadTagger(folder);
    await tagger.close();
    const sizes = readdirSync(folder).map((file) => statSync(join(folder, file)).size);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(8_000_000);
  });

  it('keeps roles with the context when places are swapped, by its own figures', async () => {
    const tagger = await loadTagger(folder);
    const { swap } = tagger.manifest.metrics.test as unknown as { swap: { overall: number } };
    expect(swap.overall).toBeGreaterThanOrEqual(0.98);
    await tagger.close();
  });
});

/** The words that speak most for each found slot, by the slot. */
async function strongestWords(tagger: Tagger, text: string): Promise<Record<string, string>> {
  const { bodies } = await tagger.answer([{ text, unit: 'utf16', explain: true }]);
  const { explanation } = JSON.parse(bodies[0]!) as { explanation: Explanation };
  return Object.fromEntries(
    explanation.slots.map(({ slot, words }) => [
      slot,
      words.reduce((most, each) => (each.effect > most.effect ? each : most)).text,
    ]),
  );
}

describe('the shipped model booking', () => {
  let tagger: Tagger;
  beforeAll(async () => {
    tagger = await loadTagger(join(models, 'booking'));
  });
  afterAll(() => tagger.close());

  const sentences = ['Taipei', ...heldOutCities].flatMap((city) =>
    [`I would like to arrive ${city} on November 2nd.`, `arrive ${city} on November 2nd`].flatMap((text) => [
      { text, slots: { destination: city, arrival_time: 'November 2nd' } },
      { text: text.replace('arrive', 'leave'), slots: { origin: city, departure_time: 'November 2nd' } },
    ]),
  );

  it.each(sentences)('reads "$text", typed and in lower case', async ({ text, slots }) => {
    expect(await slotsOf(tagger, text)).toEqual(slots);
    const lower = Object.fromEntries(
      Object.entries(slots).map(([slot, value]) => [slot, value.toLowerCase()]),
    );
    expect(await slotsOf(tagger, text.toLowerCase())).toEqual(lower);
  });

  it.each([
    ['arrive Taipei on November 2nd', 'destination', 'arrive'],
    ['leave Taipei on November 2nd', 'origin', 'leave'],
    ['I would like to arrive Taipei on November 2nd', 'destination', 'arrive'],
    ['I would like to leave Taipei on November 2nd', 'origin', 'leave'],
  ])('takes Taipei in "%s" for the %s because of "%s"', async (text, slot, word) => {
    expect((await slotsOf(tagger, text))[slot]).toBe('Taipei');
    expect((await strongestWords(tagger, text))[slot]).toBe(word);
  });

  it.each([
    [
      'get me to Gdansk before noon tomorrow',
      { destination: 'Gdansk', arrival_time: 'before noon tomorrow' },
    ],
    ['landing in Reykjavik at 5pm', { destination: 'Reykjavik', arrival_time: '5pm' }],
    ['out of Ljubljana on sunday', { origin: 'Ljubljana', departure_time: 'sunday' }],
    ['from taipei to oslo', { origin: 'taipei', destination: 'oslo' }],
    ['from oslo to taipei', { origin: 'oslo', destination: 'taipei' }],
    ['hello', {}],
    ['how many bags can I take?', {}],
  ])('reads "%s"', async (text, slots) => {
    expect(await slotsOf(tagger, text)).toEqual(slots);
  });

  it.each(['destination', 'origin'])('takes a bare place for the %s when that was asked', async (slot) => {
    expect(await slotsOf(tagger, 'Taipei', [slot])).toEqual({ [slot]: 'Taipei' });
  });

  it('answers batches as it answers texts alone', async () => {
    const texts = sentences.slice(0, 12).map(({ text }) => ({ text }));
    const together = await tagger.tag([...texts, { text: `${'a very long sentence '.repeat(20)}to Oslo` }]);
    for (const [index, request] of texts.entries()) {
      const [alone] = await tagger.tag([request]);
      expect(together[index]!.slots.map(({ slot, text }) => [slot, text])).toEqual(
        alone!.slots.map(({ slot, text }) => [slot, text]),
      );
    }
  });
});

describe('the lecture on the shipped models', () => {
  const [arrive, leave] = ['arrive', 'leave'].map((verb) => `I would like to ${verb} Taipei on November 2nd`);
  const rolesOf = async (name: string) => {
    const tagger = await loadTagger(join(models, name));
    try {
      const found = [await slotsOf(tagger, arrive!), await slotsOf(tagger, leave!)];
      return { found, metrics: tagger.manifest.metrics.test as unknown as { swap: Record<string, number> } };
    } finally {
      await tagger.close();
    }
  };

  it('without memory, Taipei is the same whatever is said before it, and roles are right as often as by chance', async () => {
    const { found, metrics } = await rolesOf('booking-feed-forward');
    expect(Object.values(found[0]!)).toContain('Taipei');
    expect(found[0]).toEqual(found[1]);
    expect(Math.abs(metrics.swap.places! - 0.5)).toBeLessThan(0.1);
  });

  it.each(['booking-elman', 'booking'])('with the memory of %s, it is what the verb says', async (name) => {
    const { found } = await rolesOf(name);
    expect(found).toEqual([
      { destination: 'Taipei', arrival_time: 'November 2nd' },
      { origin: 'Taipei', departure_time: 'November 2nd' },
    ]);
  });
});

describe('the shipped model booking-spoken', () => {
  it('reads sentences as a recogniser writes them, with most cities that it never saw', async () => {
    const tagger = await loadTagger(join(models, 'booking-spoken'));
    const missed: string[] = [];
    for (const city of ['taipei', ...heldOutCities.map((each) => each.toLowerCase())]) {
      const slots = await slotsOf(tagger, `i would like to arrive in ${city} on november second`);
      if (slots.destination !== city || slots.arrival_time !== 'november second') missed.push(city);
    }
    await tagger.close();
    expect(missed.length, missed.join(', ')).toBeLessThan(3);
  });
});
