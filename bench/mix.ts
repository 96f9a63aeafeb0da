import { type RandomSource, randomSource } from '../src/random.ts';
import type { Ask } from './client.ts';
import { headers } from './saturate.ts';
import { sampleTexts, stretchesOf } from './sentences.ts';

/** What clients send: how many of a hundred requests, and a maker of them. */
type Kind = readonly [share: number, make: (random: RandomSource) => Ask];

const texts = sampleTexts();
const long = stretchesOf(140, 60);
const scripts = [
  '飛往臺北',
  'आगमन दिल्ली',
  'вылет из Москвы',
  'مغادرة القاهرة',
  'กรุงเทพ',
  '✈️🇹🇼👩‍👩‍👧',
  'Zürich–Kraków',
];
const syllables = ['ka', 'lo', 'min', 'dar', 'vie', 'stra', 'bourg', 'ton', 'pé', 'øs'];

/** Places that no vocabulary knows, nearly each of them new. */
function invented(random: RandomSource): string {
  const parts = Array.from({ length: 2 + random.integer(4) }, () => random.pick(syllables));
  return `${parts.join('')}${random.integer(1000)}`;
}

function sentence(random: RandomSource): string {
  const text = random.pick(texts);
  const chance = random.next();
  if (chance < 0.1) return `${text} via ${invented(random)}`;
  return chance < 0.2 ? `${text} ${random.pick(scripts)}` : text;
}

const ask = (value: object, expected = 200): Ask => ({ body: JSON.stringify(value), headers, expected });

const errors: readonly Ask[] = [
  ask({ text: '' }, 400),
  ask({ text: 'x'.repeat(1001) }, 400),
  ask({ texts: [] }, 400),
  ask({ text: 'leave Rome', colour: 'red' }, 400),
  ask({ text: 'leave Rome', requested: ['no_such_slot'] }, 400),
  ask({ text: 'leave Rome', model: 'none' }, 404),
  { body: '{"text": "leave', headers, expected: 400 },
  { body: Buffer.from([0x7b, 0xff, 0x7d]), headers, expected: 400 },
  { body: 'leave Rome', headers: { 'content-type': 'text/plain' }, expected: 415 },
];

const kinds: readonly Kind[] = [
  [60, (random) => ask({ text: sentence(random) })],
  [10, (random) => ask({ text: sentence(random), offsetUnit: random.pick(['codePoint', 'byte']) })],
  [5, (random) => ask({ text: invented(random), requested: ['destination'] })],
  [5, (random) => ask({ text: sentence(random), model: 'atis' })],
  [8, (random) => ask({ text: random.pick(long) })],
  [5, (random) => ask({ texts: Array.from({ length: 1 + random.integer(30) }, () => sentence(random)) })],
  [7, (random) => random.pick(errors)],
];

const hundred = kinds.flatMap(([share, make]) => new Array<typeof make>(share).fill(make));

/** Requests as many kinds of clients send them, of ever new words among others; the same seed gives the same. */
export function mix(seed: string): () => Ask {
  const random = randomSource(seed);
  return () => random.pick(hundred)(random);
}
