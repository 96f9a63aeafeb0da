import { describe, expect, it } from 'vitest';
import { rangeOf, strengths, titleOf } from '../../src/playground/activations.ts';
import type { Model } from '../../src/playground/answer.ts';
import { bandOf } from '../../src/playground/balance.ts';
import { describeModel, groupByCell, groupByTask } from '../../src/playground/cells.ts';
import { effectSummary } from '../../src/playground/effects.ts';
import { failureOf } from '../../src/playground/failure.ts';
import { counted, percent, signed } from '../../src/playground/format.ts';
import { Tones } from '../../src/playground/tones.ts';
import { toResult } from '../../src/tasks/sentiment/result.ts';

const nbsp = '\u00a0';
const plain = (text: string): string => text.replaceAll(nbsp, ' ');

function model(name: string, network?: Model['network'], metrics: Model['metrics'] = {}): Model {
  const base = { name, version: '1.0.0', task: 'tag', default: false, language: 'en', slots: [] };
  return { ...base, requested: null, metrics, ...(network && { network }) };
}

describe('numbers', () => {
  it.each([
    [0, '0.0 %'],
    [0.123456, '12.3 %'],
    [0.99994, '99.9 %'],
    [0.9999999, '99.9 %'],
    [1, '100 %'],
  ])('writes the probability %d as %s, never rounded up to certainty', (value, expected) => {
    expect(plain(percent(value))).toBe(expected);
  });

  it.each([
    [0.984, '+0.98'],
    [-0.12, '−0.12'],
    [0.004, '0'],
    [-0.004, '0'],
  ])('writes the effect %d as %s', (value, expected) => {
    expect(signed(value)).toBe(expected);
  });

  it('counts in words', () => {
    expect([counted(0, 'slot'), counted(1, 'slot'), counted(2, 'slot')]).toEqual([
      '0 slots',
      '1 slot',
      '2 slots',
    ]);
  });
});

describe('models', () => {
  it('are grouped by cell, simple ones first, unknown cells last', () => {
    const models = [
      model('a', { cell: 'lstm' }),
      model('b', { cell: 'feed-forward' }),
      model('c', { cell: 'gru' }),
      model('d', { cell: 'novel' }),
      model('e', { cell: 'lstm' }),
    ];
    const names = groupByCell(models).map(({ title, models: own }) => [
      title,
      own.map(({ name }) => name).join(),
    ]);
    expect(names).toEqual([
      ['Feed-forward, no memory', 'b'],
      ['GRU', 'c'],
      ['LSTM', 'a,e'],
      ['novel', 'd'],
    ]);
  });

  it('are grouped by task before that, in the order of the titles, if there are several', () => {
    const mood = { ...model('m', { cell: 'lstm' }), task: 'sentiment' };
    const titles = new Map([
      ['tag', 'Slots'],
      ['sentiment', 'Sentiment'],
      ['keywords', 'Keywords'],
    ]);
    const groups = (models: Model[]) =>
      groupByTask(models, titles).map(({ title, models: own }) => [
        title,
        own.map(({ name }) => name).join(),
      ]);
    const taggers = [model('b', { cell: 'lstm' }), model('a', { cell: 'elman' })];
    expect(groups([mood, ...taggers])).toEqual([
      ['Slots · Elman', 'a'],
      ['Slots · LSTM', 'b'],
      ['Sentiment · LSTM', 'm'],
    ]);
    expect(groups([mood])).toEqual([['LSTM', 'm']]);
    expect(groups([model('a'), { ...mood, task: 'later' }])).toEqual([['', 'a']]);
  });

  it('are one group without a title if the service tells of no networks', () => {
    expect(groupByCell([model('a'), model('b')])).toMatchObject([{ title: '', models: [{}, {}] }]);
  });

  it('are described as far as the service tells', () => {
    const network = { cell: 'lstm', direction: 'bidirectional', layers: 1, hidden: 64, window: 0 };
    expect(describeModel(model('a', network, { test: { f1: 0.9513 } }))).toBe(
      'LSTM · bidirectional · 1 layer · 64 units · F1 95.1 on test',
    );
    expect(
      describeModel(
        model('a', { cell: 'feed-forward', direction: 'bidirectional', window: 2 }, { dev: { f1: 0.5 } }),
      ),
    ).toBe('Feed-forward, no memory · window of 2 · F1 50.0 on dev');
    expect(describeModel(model('a', undefined, { test: { accuracy: 0.861 }, dev: { accuracy: 0.9 } }))).toBe(
      'accuracy 86.1 on test',
    );
    expect(describeModel(model('a'))).toBe('');
  });
});

describe('explanations', () => {
  const slot = { slot: 'destination', text: 'Taipei', start: 7, end: 13, confidence: 0.99 };
  const word = (text: string, effect: number) => ({ text, effect, start: 0, end: 1 });

  it('tell the strongest words for and against, and what would be without them', () => {
    const words = [word('the', 0.1), word('arrive', 0.9), word('leave', -0.005), word('maybe', -0.008)];
    expect(plain(effectSummary({ ...slot, words }))).toBe(
      '“Taipei” is taken as destination (99.0 %). “arrive” speaks most for it (+0.90): with an unknown word there it would ' +
        'be 9.0 %. “maybe” speaks most against it (−0.01): with an unknown word there it would be 99.8 %.',
    );
  });

  it.each([
    [[word('on', 0.001)], /No single other word matters/],
    [[], /There are no other words/],
  ])('say so if nothing matters (%#)', (words, expected) => {
    expect(effectSummary({ ...slot, words })).toMatch(expected);
  });
});

describe('the band in which a text is neutral', () => {
  it.each([0.02, 0.1, 0.3])('of %d is read from the scores of texts that are near it', (neutral) => {
    const scoresAt = (logit: number) => toResult([0, logit], { temperature: 1, neutral }).scores;
    for (const gap of [0.4, 0.9, 1, 1.1, 1.9]) {
      // The difference of logits at which the probabilities are so far apart.
      const logit = 2 * Math.atanh(gap * neutral);
      expect(bandOf(scoresAt(logit))).toBeCloseTo(neutral, 3);
      expect(bandOf(scoresAt(-logit))).toBeCloseTo(neutral, 3);
    }
    expect(bandOf(scoresAt(2 * Math.atanh(2.1 * neutral)))).toBeUndefined();
    expect(bandOf(scoresAt(0))).toBeUndefined();
  });

  it('is not told by a model that calls nothing neutral', () => {
    expect(bandOf(toResult([0, 0.01], { temperature: 1, neutral: 0 }).scores)).toBeUndefined();
  });
});

describe('gates', () => {
  it('have the range and the mean size of their numbers', () => {
    const values = [
      [0.5, -0.5],
      [3, 1],
    ];
    expect(rangeOf(values)).toEqual({ isSigned: true, most: 3 });
    expect(rangeOf([[0.2]])).toEqual({ isSigned: false, most: 1 });
    expect(strengths(values)).toEqual([0.5, 2]);
  });

  it('are called by their letters in the equations', () => {
    expect([titleOf('f'), titleOf('novel')]).toEqual(['forget gate f', 'novel']);
  });
});

describe('failures', () => {
  it.each([
    [401, {}, null, 'unauthenticated', undefined, /asks for an API key/],
    [429, { code: 'rate_limited' }, '12', 'rate_limited', 12, /asks to wait 12 seconds/],
    [429, { code: 'rate_limited' }, '1', 'rate_limited', 1, /asks to wait one second/],
    [503, { code: 'overloaded' }, null, 'overloaded', 3, /busy/],
    [502, undefined, null, 'unknown', 3, /busy/],
    [500, { code: 'internal' }, null, 'internal', undefined, /not your fault/],
    [
      400,
      { code: 'empty_text', detail: 'Send a sentence' },
      null,
      'empty_text',
      undefined,
      /^Send a sentence\.$/,
    ],
    [418, 'tea', null, 'unknown', undefined, /status 418/],
  ])('of status %d are told in plain words', (status, body, header, code, retryAfter, message) => {
    const failure = failureOf(status, body, header);
    expect(failure).toMatchObject({ code, retryAfter });
    expect(failure.message).toMatch(message);
  });
});

it('gives neighbouring slots different colours, and a slot the same in all models', () => {
  const tones = new Tones();
  tones.learn(['origin', 'destination']);
  tones.learn(['price', 'origin']);
  expect(['origin', 'destination', 'price', 'later'].map((slot) => tones.of(slot))).toEqual([
    '0',
    '1',
    '2',
    '3',
  ]);
});
