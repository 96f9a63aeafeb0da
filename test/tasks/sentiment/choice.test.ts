import { expect, it } from 'vitest';
import { ModelRegistry, noModels } from '../../../src/runtime/registry.ts';
import { modelOfLanguage, modelOfText } from '../../../src/tasks/sentiment/choice.ts';

const models = (list: Readonly<Record<string, string>>, standard: string) =>
  new ModelRegistry(
    Object.entries(list).map(([name, language]) => ({ manifest: { name, language } })),
    standard,
  );
const nameOf = (model: { readonly manifest: { readonly name: string } } | undefined) => model?.manifest.name;

const several = models({ a: 'en', b: 'zh-Hant', c: 'EN-US', d: 'zh', e: 'ja' }, 'c');

it.each([
  ['en', 'c'],
  ['en-GB', 'c'],
  ['ZH', 'b'],
  ['ja-JP', 'e'],
  ['fr', undefined],
])('for the language %s is the default model if it has it, else the first by name: %s', (tag, name) => {
  expect(nameOf(modelOfLanguage(several, tag))).toBe(name);
});

it.each([
  ['clean', 'c'],
  ['干净', 'b'],
  ['きれい', 'e'],
  ['👍', 'c'],
])('for the text "%s" is the model of its script: %s', (text, name) => {
  expect(nameOf(modelOfText(several, text))).toBe(name);
});

it('is the default model for a text whose language no model has, and the only one for every text', () => {
  const east = models({ a: 'fr', b: 'zh', c: 'de' }, 'c');
  expect(['clean', 'きれい', '1', '干净'].map((text) => nameOf(modelOfText(east, text)))).toEqual([
    'c',
    'c',
    'c',
    'b',
  ]);
  expect(nameOf(modelOfText(models({ a: 'zh' }, 'a'), 'clean'))).toBe('a');
});

it('is none where none is loaded', () => {
  expect([modelOfText(noModels, 'a'), modelOfLanguage(noModels, 'en')]).toEqual([undefined, undefined]);
});
