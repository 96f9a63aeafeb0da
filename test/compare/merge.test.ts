import { describe, expect, it } from 'vitest';
import { type JsonObject, MergeError, mergeChanges } from '../../src/compare/merge.ts';

const base: JsonObject = {
  name: 'base',
  network: { cell: 'lstm', hidden: 4, dropout: { input: 0.3, output: 0.2 } },
  examples: ['a', 'b'],
};

describe('mergeChanges', () => {
  it.each<[string, JsonObject, JsonObject]>([
    ['nothing', {}, base],
    [
      'a deep field',
      { network: { dropout: { input: 0 } } },
      { ...base, network: { cell: 'lstm', hidden: 4, dropout: { input: 0, output: 0.2 } } },
    ],
    [
      'a new field',
      { encoders: { word: { dimension: 2 } } },
      { ...base, encoders: { word: { dimension: 2 } } },
    ],
    [
      'a value by an object',
      { network: { cell: { name: 'gru' } } },
      { ...base, network: { ...(base.network as JsonObject), cell: { name: 'gru' } } },
    ],
    ['a list as a whole', { examples: ['c'] }, { ...base, examples: ['c'] }],
    [
      'an object by a value',
      { network: { dropout: 1 } },
      { ...base, network: { cell: 'lstm', hidden: 4, dropout: 1 } },
    ],
    ['a field by null, which removes it', { network: null }, { name: 'base', examples: ['a', 'b'] }],
    [
      'a deep field by null',
      { network: { dropout: { input: null } } },
      { ...base, network: { cell: 'lstm', hidden: 4, dropout: { output: 0.2 } } },
    ],
  ])('changes %s', (_, changes, expected) => {
    expect(mergeChanges(base, changes)).toEqual(expected);
  });

  it('leaves what it is given as it was', () => {
    const before = structuredClone(base);
    mergeChanges(base, { network: { dropout: { input: null }, hidden: 9 } });
    expect(base).toEqual(before);
  });

  it.each([
    [{ netwrok: null }, 'netwrok'],
    [{ network: { dropout: { inptu: null } } }, 'network.dropout.inptu'],
    [{ toString: null }, 'toString'],
  ])('refuses to remove what is not there: %j', (changes, field) => {
    expect(() => mergeChanges(base, changes)).toThrow(MergeError);
    expect(() => mergeChanges(base, changes)).toThrow(`${field} is not there`);
  });
});
