import { describe, expect, it } from 'vitest';
import { mostSteps } from '../../src/tasks/ctc/work.ts';
import { useTestApp } from '../helpers/app.ts';
import { Api } from '../helpers/openapi.ts';
import { ctcCases, good, rows, shapeCases } from './error-cases/ctc.ts';

const test = useTestApp();

async function decode(body: unknown) {
  const response = await test.app.inject({ method: 'POST', url: '/ctc/decode', payload: body as object });
  return { status: response.statusCode, body: response.json() };
}

const float32 = (numbers: readonly number[]): string =>
  Buffer.from(Float32Array.from(numbers).buffer).toString('base64');
const letters = { alphabet: [...'-ehotw '], blank: 0, wordSeparator: ' ' };
/** A matrix that is almost sure of each character of a path. */
const sayable = (path: string, most = 0.5) => ({
  probabilities: [...path].map((sure) =>
    letters.alphabet.map((symbol) => (symbol === sure ? most : (1 - most) / (letters.alphabet.length - 1))),
  ),
});

describe('POST /ctc/decode', () => {
  it('answers the text with its scores, tokens and words', async () => {
    const { status, body } = await decode({ ...good, alternatives: 2 });
    expect(status).toBe(200);
    expect(body.text).toBe('a');
    expect(body.alternatives).toHaveLength(2);
    const [best] = body.alternatives;
    // a then blank, blank then a, a twice.
    expect(best.acoustic).toBeCloseTo(Math.log(0.8 * 0.5 + 0.1 * 0.1 + 0.8 * 0.1), 9);
    expect(best).toEqual({
      text: 'a',
      score: best.acoustic,
      acoustic: best.acoustic,
      languageModel: 0,
      hotwords: 0,
      tokens: [{ token: 'a', start: 0, end: 1, confidence: expect.closeTo(0.8, 9) }],
      words: [{ word: 'a', start: 0, end: 1, confidence: expect.closeTo(0.8, 9) }],
    });
  });

  it('takes the same matrix in every way', async () => {
    const logits = rows.map((row) => row.map((p) => Math.log(p) + 3));
    const logProbs = rows.map((row) => row.map((p) => Math.log(p)));
    const shape = [2, 3];
    const { probabilities: _, ...rest } = good;
    const expected = (await decode(good)).body.alternatives[0].acoustic;
    for (const matrix of [
      { logits },
      { logProbs },
      { logProbs, shape },
      { logits: float32(logits.flat()), shape },
      { logProbs: float32(logProbs.flat()), shape },
      { probabilities: float32(rows.flat()), shape },
    ]) {
      const { body } = await decode({ ...rest, ...matrix });
      expect(body.alternatives[0].acoustic).toBeCloseTo(expected, 5);
    }
  });

  it('reads by the best path, and as if there were no blank', async () => {
    const path = [1, 2, 0, 2].map((sure) => [0, 1, 2].map((s) => Number(s === sure)));
    const praise = { probabilities: path, alphabet: ['φ', '好', '棒'] };
    expect((await decode({ ...praise, method: 'greedy' })).body.text).toBe('好棒棒');
    expect((await decode(praise)).body.text).toBe('好棒棒');
    expect((await decode({ ...praise, method: 'naive' })).body.text).toBe('好棒');
  });

  it('weighs with a language model, a lexicon and hotwords', async () => {
    const said = { ...letters, ...sayable('-two-- -t-h-e-') };
    const text = async (more: object) => (await decode({ ...said, ...more })).body.text;
    expect(await text({})).toBe('two the');
    expect(await text({ languageModel: { name: 'tiny', alpha: 1 } })).toBe('to the');
    expect(await text({ lexicon: ['to', 'the'] })).toBe('to the');
    expect(await text({ hotwords: ['to the'] })).toBe('to the');
    const { body } = await decode({
      ...said,
      hotwords: [{ text: 'to', weight: 1 }],
      languageModel: { name: 'tiny' },
    });
    const [{ score, acoustic, languageModel, hotwords }] = body.alternatives;
    expect(hotwords).toBe(1);
    expect(score).toBeCloseTo(acoustic + languageModel + hotwords, 9);
  });

  it('answers a list in its order, as each alone', async () => {
    const matrices = [sayable('-to-'), sayable('--'), { ...sayable('-the-', 0.9), shape: [5, 7] }];
    const { body } = await decode({ ...letters, matrices, alternatives: 3 });
    expect(body.results).toHaveLength(3);
    for (const [i, matrix] of matrices.entries()) {
      expect((await decode({ ...letters, ...matrix, alternatives: 3 })).body).toEqual(body.results[i]);
    }
  });

  it.each([
    ['rows', { logProbs: [] }],
    ['base64', { logProbs: '', shape: [0, 3] }],
  ])('reads the empty text out of no frames, in %s', async (_, matrix) => {
    const { probabilities: __, ...rest } = good;
    const { status, body } = await decode({ ...rest, ...matrix });
    expect(status).toBe(200);
    expect(body).toMatchObject({ text: '', alternatives: [{ score: 0, tokens: [], words: [] }] });
  });

  it.each([
    ['lexicon', 100, (text: string) => ({ lexicon: [text] })],
    ['hotwords', 200, (text: string) => ({ hotwords: [text] })],
    ['hotwords', 200, (text: string) => ({ hotwords: [{ text }] })],
    ['alphabet', 100, (text: string) => ({ alphabet: ['', text] })],
    ['wordSeparator', 100, (text: string) => ({ wordSeparator: text, alphabet: ['', text.slice(0, 200)] })],
  ])('counts characters of %s as Unicode does, not as JavaScript', async (field, most, entry) => {
    const body = (length: number) => ({
      probabilities: [[0, 1]],
      alphabet: ['', 'a'],
      ...entry('🛫'.repeat(length)),
    });
    expect((await decode(body(most))).status).toBe(200);
    const { status, body: problem } = await decode(body(most + 1));
    expect([status, problem.pointer]).toEqual([400, expect.stringMatching(`^/${field}`)]);
  });

  it('gives finite scores to what is impossible', async () => {
    const { body } = await decode({ probabilities: [[0, 1]], alphabet: ['', 'a'], lexicon: ['aa'] });
    expect(body).toMatchObject({ text: 'a', alternatives: [{ unfinished: true }] });
    const [sure] = (await decode({ probabilities: [[0, 1]], alphabet: ['', 'a'], lexicon: ['b'] })).body
      .alternatives;
    expect(sure).toMatchObject({ text: '', acoustic: -1000 });
  });

  it.each(ctcCases)('refuses $name', async ({ body, ...expected }) => {
    const answer = await decode(body);
    expect([answer.body.code, answer.body.pointer]).toEqual([expected.code, expected.pointer]);
    expect(answer.status).toBe(expected.status);
    expect(answer.body.detail).toMatch(expected.detail ?? /./);
  });

  it('tells all that its schema can say of what is refused', async () => {
    const api = new Api((await test.app.inject('/openapi.json')).json());
    const { schema } = api.operation('ctcDecode').body!;
    expect(api.fault(schema, good)).toBeUndefined();
    for (const { name, body } of shapeCases) expect(api.fault(schema, body), name).toBeDefined();
  });

  it('refuses more work than a worker has time for', async () => {
    const row = Array(700).fill(1 / 700);
    const alphabet = row.map((_, symbol) => `symbol ${symbol}`);
    const probabilities = float32(Array(50).fill(row).flat());
    const asked = { alphabet, probabilities, shape: [50, 700], hotwords: ['symbol 7'] };
    const { status, body } = await decode({ ...asked, beamWidth: 1000 });
    expect([status, body.code]).toEqual([400, 'too_much_to_decode']);
    expect(body.detail).toContain(String(mostSteps));
    expect((await decode({ ...asked, beamWidth: 1000, tokenMinLogProb: -5 })).status).toBe(200);
  });

  it('has its own limit of bodies', async () => {
    expect((await decode({ ...good, wordSeparator: 'x'.repeat(5000) })).status).toBe(400);
  });
});

it('lists language models', async () => {
  const response = await test.app.inject('/ctc/language-models');
  expect(response.json()).toEqual({ languageModels: [{ name: 'tiny', order: 2, words: 6, ngrams: 8 }] });
});
