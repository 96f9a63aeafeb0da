import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Api, type Schema } from '../helpers/openapi.ts';
import { mutated } from './mutations.ts';
import { validValues } from './values.ts';

const even = {
  type: 'object',
  properties: { next: { $ref: '#/components/schemas/Word' } },
  required: ['next'],
};
const operation = {
  operationId: 'x',
  requestBody: { content: { 'application/json': { schema: even } } },
  responses: {},
};
const api = new Api({
  paths: { '/x': { post: operation } },
  components: { schemas: { Word: { type: 'string', pattern: '^[a-c]{2,5}$' } } },
});

it.each<[string, Schema]>([
  ['a reference', api.operation('x').body!.schema],
  ['a choice', { anyOf: [{ type: 'null' }, { const: 5 }] }],
  ['an enumeration', { enum: ['a', 1, null] }],
  ['several types', { type: ['boolean', 'integer'], minimum: 0, maximum: 3 }],
  ['a number within limits', { type: 'number', exclusiveMinimum: 0, maximum: 1 }],
  ['a text that must not be longer', { type: 'string', minLength: 3, maxLength: 4 }],
  ['a list that must not be longer', { type: 'array', items: { type: 'boolean' }, minItems: 2, maxItems: 3 }],
  ['a list of different items', { type: 'array', items: { type: 'integer' }, uniqueItems: true }],
  [
    'one of two fields',
    { type: 'object', properties: { a: {}, b: {} }, oneOf: [{ required: ['a'] }, { required: ['b'] }] },
  ],
  ['fields of any name', { type: 'object', properties: {}, additionalProperties: { type: 'integer' } }],
  ['parts', { allOf: [{ type: 'object', properties: { a: { const: 1 } } }, { required: ['a'] }] }],
])('makes valid values of %s, and not always the same', (_, schema) => {
  const values = fc.sample(validValues(api, schema), { numRuns: 100, seed: 1 });
  expect(values.map((value) => api.fault(schema, value)).filter(Boolean)).toEqual([]);
  if (!schema.allOf) expect(new Set(values.map((value) => JSON.stringify(value))).size).toBeGreaterThan(1);
});

it('tells of which schemas it makes no values', () => {
  expect(() => validValues(api, { not: { type: 'string' } })).toThrow('no values are known');
});

it('tries texts and lists to the end', () => {
  const schema = { type: 'array', items: { type: 'string', maxLength: 200 }, maxItems: 150 };
  const values = fc.sample(validValues(api, schema), { numRuns: 300, seed: 1 }) as string[][];
  expect(Math.max(...values.map((list) => list.length))).toBe(150);
  expect(Math.max(...values.flat().map((text) => [...text].length))).toBe(200);
});

it('changes one place of a value in every way', () => {
  const value = { text: 'a', list: ['b', 'c'] };
  const changed = fc.sample(mutated(value), { numRuns: 500, seed: 1 }).map((each) => JSON.stringify(each));
  for (const part of [
    /^\{"text":"a"\}$/,
    /^\{"text":"a","list":\["[bc]"\]\}$/,
    /^\{"text":\["a"\],"list":\["b","c"\]\}$/,
    /^\{"text":"a","list":\["b","c"\],"__proto__":/,
    /^\{"text":null,/,
    /"list":\[\]/,
    /\[{300}/,
    /a{5000}/,
  ]) {
    expect(
      changed.filter((each) => part.test(each)),
      String(part),
    ).not.toEqual([]);
  }
});
