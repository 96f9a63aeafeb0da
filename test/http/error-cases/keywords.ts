import type { ErrorCase } from './case.ts';
import { casesOf } from './every-task.ts';

/** What clients do wrong when they ask for keywords. */
export const keywordsCases: readonly ErrorCase[] = [
  ...casesOf('keywords'),
  ...(
    [
      ['limit', [0, 101, 2.5, '5', null, -1], /whole number from 1 to 100/],
      ['minScore', [-0.1, 1.01, '0.5', null, true], /number from 0 to 1/],
      ['maxWords', [0, 17, 1.5, '2', null], /whole number from 1 to 16/],
    ] as const
  ).flatMap(([field, values, detail]) =>
    values.map(
      (value): ErrorCase => ({
        name: `${JSON.stringify(value)} as ${field}`,
        url: '/keywords',
        body: { text: 'a', [field]: value },
        status: 400,
        code: 'invalid_field',
        pointer: `/${field}`,
        detail,
      }),
    ),
  ),
  {
    name: 'a language, for keywords',
    url: '/keywords',
    body: { text: 'a', language: 'en' },
    status: 400,
    code: 'unknown_field',
    pointer: '/language',
  },
  {
    name: 'a long text, for keywords',
    url: '/keywords',
    body: { texts: ['a', 'a'.repeat(201)] },
    status: 400,
    code: 'text_too_long',
    pointer: '/texts/1',
    detail: /201 .* 200/,
  },
  {
    name: 'a model of sentiment, for keywords',
    url: '/keywords',
    body: { text: 'a', model: 'moods' },
    status: 400,
    code: 'wrong_task',
    pointer: '/model',
    detail: /moods is for POST \/sentiment\. Use one of: topics/,
  },
  {
    name: 'a model of keywords, for tags',
    body: { text: 'a', model: 'topics' },
    status: 400,
    code: 'wrong_task',
    pointer: '/model',
    detail: /topics is for POST \/keywords/,
  },
];
