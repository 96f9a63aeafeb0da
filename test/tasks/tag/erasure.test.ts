import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadPackage } from '../../../src/package/load.ts';
import type { TaggerPackage } from '../../../src/package/parse.ts';
import { type Feed, openSession, type Session } from '../../../src/runtime/session.ts';
import { answerTexts } from '../../../src/tasks/tag/ask.ts';
import type { Explanation } from '../../../src/tasks/tag/explanation.ts';
import type { TagResult } from '../../../src/tasks/tag/result.ts';
import { openNetwork } from '../../../src/tasks/tag/service.ts';
import type { AnswerRequest } from '../../../src/tasks/tag/tagger.ts';
import { buildEncoders } from '../../../src/text/encoders/index.ts';
import { offsetMapper, offsetUnits } from '../../../src/text/offsets.ts';
import { tokenize } from '../../../src/text/tokenizer.ts';
import { type TinyOptions, temporaryFolder, writeTinyPackage } from '../../helpers/tiny-package.ts';

type Explained = TagResult & { readonly explanation: Explanation };
interface Place {
  readonly slot: string;
  readonly start: number;
  readonly end: number;
}

const word = fc.constantFrom('arrive', 'Taipei', 'on', 'november', '2nd', 'zzz', "it's", '去', '7:30', '🛫');
const sentence = fc.array(word, { minLength: 1, maxLength: 9 }).map((words) => words.join(' '));

const asking = (text: string, more: Partial<AnswerRequest> = {}): AnswerRequest => ({
  text,
  unit: 'utf16',
  explain: true,
  ...more,
});

/** A tiny network that notes how many sentences each run of its graph of sentences has. */
async function tinyNetwork(options: TinyOptions = {}) {
  const { folder, remove } = await temporaryFolder();
  const source = await loadPackage(await writeTinyPackage(folder, options));
  const { network, close } = await openNetwork(source);
  await remove();
  onTestFinished(close);
  const runs: number[] = [];
  const session: Session = {
    ...network.session,
    run(feeds, outputs) {
      runs.push(feeds.lengths!.data.length);
      return network.session.run(feeds, outputs);
    },
  };
  const explain = async (...requests: AnswerRequest[]): Promise<Explained[]> =>
    (await answerTexts({ ...network, session }, requests)).bodies.map((body) => JSON.parse(body));
  return { source, runs, explain };
}

/** The scores of a sentence by itself, from the bytes of the graphs, with one token replaced if `erased` is given. */
async function plainScores(
  { manifest, words, tokens: tokenGraph, model }: TaggerPackage,
  { text, requested = [] }: AnswerRequest,
  erased?: number,
) {
  const tokens = tokenize(text);
  const sessions = [await openSession(tokenGraph), await openSession(model)] as const;
  const feeds = buildEncoders(manifest.encoders, words).map(({ name, encoder }): [string, Feed] => {
    const width = 32;
    const bags = tokens.map((token, t) => {
      const bag = t !== erased ? encoder.encode(token) : name === 'word' ? [0] : [];
      return [...bag, ...Array<number>(width - bag.length).fill(-1)];
    });
    return [name, { type: 'int32', data: Int32Array.from(bags.flat()), dims: [tokens.length, 1, width] }];
  });
  const { tokens: vectors } = await sessions[0].run(Object.fromEntries(feeds), ['tokens']);
  const asked = Float32Array.from(manifest.requested ?? [], (name) => Number(requested.includes(name)));
  const results = await sessions[1].run(
    {
      tokens: {
        type: 'float32',
        data: vectors!,
        dims: [tokens.length, 1, vectors!.length / tokens.length],
      },
      lengths: { type: 'int32', data: Int32Array.of(tokens.length), dims: [1] },
      ...(manifest.requested && {
        requested: { type: 'float32', data: asked, dims: [1, asked.length] } as const,
      }),
    },
    ['scores', 'transitions'],
  );
  for (const session of sessions) await session.close();
  return { scores: results.scores!, transitions: results.transitions! };
}

/**
 * The probability of exactly this slot, and that a slot of this kind begins there and reaches as far, by adding up every
 * sequence of labels that BIO allows.
 */
async function bruteForce(source: TaggerPackage, request: AnswerRequest, place: Place, erased?: number) {
  const { labels } = source;
  const border = labels.length;
  const { scores, transitions } = await plainScores(source, request, erased);
  const tokens = tokenize(request.text);
  const first = tokens.findIndex(({ start }) => start === place.start);
  const last = tokens.findIndex(({ end }) => end === place.end);
  const mayFollow = (from: string | undefined, to: string): boolean =>
    !to.startsWith('I-') || from === `B-${to.slice(2)}` || from === to;
  const isThere = (sequence: readonly string[]): boolean =>
    sequence[first] === `B-${place.slot}` &&
    sequence.slice(first + 1, last + 1).every((label) => label === `I-${place.slot}`);
  let all = 0;
  let reaching = 0;
  let exact = 0;
  const walk = (sequence: readonly number[], score: number): void => {
    const before = sequence.at(-1) ?? border;
    const step = (to: number): number => transitions[before * (border + 1) + to]!;
    if (sequence.length === tokens.length) {
      const weight = Math.exp(score + step(border));
      all += weight;
      const names = sequence.map((label) => labels[label]!);
      if (isThere(names)) reaching += weight;
      if (isThere(names) && names[last + 1] !== `I-${place.slot}`) exact += weight;
      return;
    }
    for (let label = 0; label < border; label++) {
      if (!mayFollow(labels[before], labels[label]!)) continue;
      walk([...sequence, label], score + step(label) + scores[sequence.length * border + label]!);
    }
  };
  walk([], 0);
  return { exact: exact / all, reaching: reaching / all };
}

describe.each([
  ['a plain model', {}, undefined],
  ['a model that takes requested', { requested: true }, ['destination']],
  ['a model without CRF', { crf: false }, undefined],
] as const)('explanation by erasure of %s', (_, options, requested) => {
  it('gives the effects that adding up all label sequences gives', async () => {
    const { source, explain } = await tinyNetwork(options);
    let compared = 0;
    for (const text of [
      'arrive Taipei 🛫 zzz',
      'leave Taipei 2 nd',
      'Tokyo',
      '去 去',
      'from Taipei to zzz',
      'on 2nd',
    ]) {
      const request = asking(text, { requested });
      const [{ slots, explanation }] = (await explain(request)) as [Explained];
      expect(explanation.slots.map(({ words, ...slot }) => slot)).toEqual(slots);
      for (const { words, ...slot } of explanation.slots) {
        const whole = await bruteForce(source, request, slot);
        expect(slot.confidence).toBeCloseTo(whole.exact, 5);
        const outside = tokenize(text).filter(({ start }) => start < slot.start || start >= slot.end);
        expect(words.map(({ effect, ...token }) => token)).toEqual(outside);
        for (const { start, effect } of words) {
          const erased = tokenize(text).findIndex((token) => token.start === start);
          const { reaching } = await bruteForce(source, request, slot, erased);
          expect(effect).toBeCloseTo(whole.reaching - reaching, 5);
          compared++;
        }
      }
    }
    expect(compared).toBeGreaterThan(3);
  });
});

it('explains a list as each text alone, whatever its length, and whatever is explained beside it', async () => {
  const { explain } = await tinyNetwork({ requested: true });
  const request = fc
    .record({
      text: sentence,
      unit: fc.constantFrom(...offsetUnits),
      explain: fc.boolean(),
      requested: fc.constantFrom(undefined, ['origin']),
      explainSlots: fc.constantFrom(undefined, [], ['origin'], ['destination', 'arrival_time']),
    })
    .map((each): AnswerRequest => each);
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 12 }), async (requests) => {
      const together = await explain(...requests);
      for (const [i, each] of requests.entries()) expect(together[i]).toEqual((await explain(each))[0]);
    }),
    { numRuns: 40 },
  );
});

it('leaves the answer as it is without an explanation', async () => {
  const { explain } = await tinyNetwork();
  await fc.assert(
    fc.asyncProperty(sentence, async (text) => {
      const [{ explanation, ...rest }] = (await explain(asking(text))) as [Explained];
      expect(explanation).toBeDefined();
      expect(await explain({ text, unit: 'utf16' })).toEqual([rest]);
    }),
    { numRuns: 20 },
  );
});

it('tells offsets in every unit', async () => {
  const { explain } = await tinyNetwork();
  const text = '🛫 arrive \ud83d Zürich 去 zzz Taipei';
  const [plain] = await explain(asking(text));
  expect(plain!.explanation.slots.length).toBeGreaterThan(0);
  for (const unit of offsetUnits) {
    const map = offsetMapper(text, unit);
    const moved = <T extends { start: number; end: number }>(each: T): T => ({
      ...each,
      start: map(each.start),
      end: map(each.end),
    });
    const slots = plain!.explanation.slots.map((slot) => moved({ ...slot, words: slot.words.map(moved) }));
    expect((await explain(asking(text, { unit })))[0]!.explanation).toEqual({ slots });
  }
});

it('runs the graph once more for all texts of a batch, with no more sentences than are needed', async () => {
  const { runs, explain } = await tinyNetwork();
  const texts = [
    'arrive Taipei on November 2nd',
    'leave Taipei on november 3rd',
    'zzz Taipei to zzz from zzz',
  ];
  const found = await explain(...texts.map((text) => asking(text)));
  const needed = found.map(({ tokens, explanation }) => {
    const words = explanation.slots.flatMap((slot) => slot.words.map(({ start }) => start));
    return tokens.filter(({ start }) => words.includes(start)).length + 1;
  });
  expect(runs).toEqual([3, needed[0]! + needed[1]! + needed[2]!]);
  expect(Math.max(...needed)).toBeGreaterThan(1);
});

it('does not run it again if there is nothing to explain', async () => {
  const { runs, explain } = await tinyNetwork();
  const [none] = await explain(asking('arrive Taipei on November 2nd', { explainSlots: [] }));
  expect(none!.explanation).toEqual({ slots: [] });
  expect(runs).toEqual([1]);
  const [silent] = await explain(asking(' \n'));
  expect(silent).toEqual({ tokens: [], slots: [], explanation: { slots: [] } });
  expect(runs).toEqual([1]);
});

it('explains the longest texts one by one, each in one run', async () => {
  const { runs, explain } = await tinyNetwork();
  const text = Array.from({ length: 64 }, (_, i) => ['leave', 'Taipei', 'zzz', 'on'][i % 4]).join(' ');
  const found = await explain(asking(text), asking(text));
  expect(found[0]).toEqual(found[1]);
  expect(found[0]!.explanation.slots.length).toBeGreaterThan(1);
  expect(runs).toEqual([2, 65, 65]);
});
