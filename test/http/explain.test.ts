import { describe, expect, it } from 'vitest';
import { testOptions, useTestApp } from '../helpers/app.ts';

const test = useTestApp({
  limits: { ...testOptions.limits, textLength: 1000, texts: 100 },
  bodyLimit: 100_000,
});
const text = 'arrive Taipei 🛫 on November 2nd';
const longest = 'to '.repeat(64);

async function tag(body: object) {
  const response = await test.app.inject({ method: 'POST', url: '/tag', payload: body });
  return { status: response.statusCode, raw: response.body, ...response.json() };
}

describe('POST /tag with explain', () => {
  it('tells for each slot what every word outside it does', async () => {
    const { slots, explanation, tokens } = await tag({ text, explain: true });
    expect(slots.length).toBeGreaterThan(0);
    for (const [i, { words, ...slot }] of explanation.slots.entries()) {
      expect(slot).toEqual(slots[i]);
      const inside = tokens.filter(
        (token: { start: number; end: number }) => token.start >= slot.start && token.end <= slot.end,
      );
      expect(words).toHaveLength(tokens.length - inside.length);
      for (const { effect } of words) expect(Math.abs(effect)).toBeLessThanOrEqual(1);
    }
  });

  it.each(['utf16', 'codePoint', 'byte'])(
    'gives a list what it gives each text, in %s',
    async (offsetUnit) => {
      const texts = [text, 'leave Taipei', 'zzz'];
      const { results } = await tag({ texts, offsetUnit, explain: true });
      for (const [i, each] of texts.entries()) {
        const { model: _, status, raw: __, ...alone } = await tag({ text: each, offsetUnit, explain: true });
        expect([status, results[i]]).toEqual([200, alone]);
      }
    },
  );

  it('explains only the slots asked for', async () => {
    const { slots } = await tag({ text });
    const { slot } = slots[0];
    const { explanation } = await tag({ text, explain: true, explainSlots: [slot, slot] });
    expect(new Set(explanation.slots.map((each: { slot: string }) => each.slot))).toEqual(new Set([slot]));
    const nothing = await tag({ text, explain: true, explainSlots: [] });
    expect(nothing).toMatchObject({ slots, explanation: { slots: [] } });
  });

  it('changes nothing else of the answer, and nothing at all when it is false', async () => {
    const plain = await tag({ text });
    const { raw } = await tag({ text, explain: false });
    expect(raw).toBe(plain.raw);
    const { raw: explained } = await tag({ text, explain: true });
    expect(explained.startsWith(`${plain.raw.slice(0, -1)},"explanation":{"slots":[{"slot":`)).toBe(true);
  });

  it('takes texts up to its limit, and lists up to theirs', async () => {
    expect((await tag({ text: longest, explain: true })).status).toBe(200);
    expect((await tag({ texts: Array(3).fill(longest), explain: true })).status).toBe(200);
    expect((await tag({ text: `${longest} to` })).status).toBe(200);
  });
});

describe('POST /tag with explain: states', () => {
  it('tells gates and states by layer and direction, and leaves the rest as it is', async () => {
    const plain = await tag({ text });
    const { raw, tokens, states } = await tag({ text, explain: 'states' });
    expect(raw.startsWith(`${plain.raw.slice(0, -1)},"states":{"cell":"lstm","layers":[{"layer":1,`)).toBe(
      true,
    );
    const [{ directions }] = states.layers;
    expect(directions.map(({ direction }: { direction: string }) => direction)).toEqual([
      'forward',
      'backward',
    ]);
    for (const { values } of directions) {
      expect(Object.keys(values).sort()).toEqual(['c', 'f', 'g', 'h', 'i', 'o']);
      for (const rows of Object.values<number[][]>(values)) {
        expect(rows.map((row) => row.length)).toEqual(tokens.map(() => 6));
      }
    }
  });

  it('gives a list what it gives each text, whatever their length', async () => {
    const texts = [text, 'leave Taipei', 'zzz', 'to '.repeat(40)];
    const { results } = await tag({ texts, explain: 'states' });
    for (const [i, each] of texts.entries()) {
      const { model: _, status, raw: __, ...alone } = await tag({ text: each, explain: 'states' });
      expect([status, results[i]]).toEqual([200, alone]);
    }
  });

  it('takes texts up to its limit, and lists up to theirs', async () => {
    expect((await tag({ texts: Array(4).fill(longest), explain: 'states' })).status).toBe(200);
    expect(await tag({ texts: Array(5).fill(longest), explain: 'states' })).toMatchObject({
      status: 400,
      code: 'too_long_to_explain',
      pointer: '/texts/4',
    });
  });
});

describe('POST /tag explains lists', () => {
  it('of ninety sentences of 12 tokens, as is documented', async () => {
    expect((await tag({ texts: Array(90).fill('to '.repeat(12)), explain: true })).status).toBe(200);
  });
});

describe('POST /tag refuses to explain', () => {
  it.each([
    ['a long text', { text: `${longest} to` }, '/text', /65 tokens; explain at most 64/],
    ['a long text of a list', { texts: ['a', `${longest} to`] }, '/texts/1', /65 tokens/],
    ['too many texts', { texts: Array(4).fill(longest) }, '/texts/3', /another request/],
  ])('%s', async (_, body, pointer, detail) => {
    const problem = await tag({ ...body, explain: true });
    expect(problem).toMatchObject({ status: 400, code: 'too_long_to_explain', pointer });
    expect(problem.detail).toMatch(detail);
  });

  it.each([
    [
      'slots that the model does not know',
      { explain: true, explainSlots: ['origin', 'moon'] },
      'unknown_slot',
      '/explainSlots/1',
    ],
    ['slots without explain', { explainSlots: ['origin'] }, 'invalid_field', '/explainSlots'],
    [
      'slots with explain false',
      { explain: false, explainSlots: ['origin'] },
      'invalid_field',
      '/explainSlots',
    ],
    ['slots that are no list', { explain: true, explainSlots: 'origin' }, 'invalid_field', '/explainSlots'],
    [
      'slots that are no names',
      { explain: true, explainSlots: ['origin', 1] },
      'invalid_field',
      '/explainSlots',
    ],
    ['slots with states', { explain: 'states', explainSlots: ['origin'] }, 'invalid_field', '/explainSlots'],
    ['what is no way to explain', { explain: 'yes' }, 'invalid_field', '/explain'],
    ['null', { explain: null }, 'invalid_field', '/explain'],
  ])('%s', async (_, body, code, pointer) => {
    expect(await tag({ text, ...body })).toMatchObject({ status: 400, code, pointer });
  });

  it.each([
    [{ explain: 'yes' }, 'Send true, false or "states"'],
    [
      { explainSlots: [] },
      'Send explainSlots with explain: true only; leave it out, or ask for an explanation',
    ],
  ])('%j, and tells what to send', async (body, detail) => {
    expect((await tag({ text, ...body })).detail).toBe(detail);
  });
});
