import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cellNames } from '../../../src/nn/cells/index.ts';
import { assemblePackage } from '../../../src/package/save.ts';
import { countsAt } from '../../../src/runtime/pool/work.ts';
import { infer } from '../../../src/tasks/tag/infer.ts';
import { inUnit } from '../../../src/tasks/tag/result.ts';
import { openNetwork } from '../../../src/tasks/tag/service.ts';
import { offsetUnits } from '../../../src/text/offsets.ts';
import { tinyParts, tinyTagger } from '../../helpers/tiny-package.ts';

const word = fc.constantFrom('arrive', 'Taipei', 'on', 'november', '2nd', 'zzz', "it's", '去', '7:30', '🛫');
const sentence = fc.array(word, { maxLength: 14 }).map((words) => words.join(' '));

it('answers a list as it answers each text alone', async () => {
  const tagger = await tinyTagger();
  await fc.assert(
    fc.asyncProperty(fc.array(sentence, { maxLength: 20 }), async (texts) => {
      const together = await tagger.tag(texts.map((text) => ({ text })));
      for (const [i, text] of texts.entries()) {
        const [alone] = await tagger.tag([{ text }]);
        expect(together[i]).toEqual(alone);
      }
    }),
    { numRuns: 25 },
  );
});

it.each(cellNames)('gives the scores of a list the bits of those alone, with the cell %s', async (cell) => {
  const { manifest, files } = tinyParts({ cell, hidden: 20 });
  const { network, close } = await openNetwork(
    assemblePackage('tiny', { manifest, files: { ...files, 'golden.json': '[]' } }),
  );
  const text = 'leave Taipei on November 2nd';
  const bits = async (...texts: string[]): Promise<string> => {
    let own = '';
    await infer(
      network,
      texts.map((each) => ({ text: each })),
      (index, { decoded }) => {
        if (index === 0) own = JSON.stringify([decoded.confidences, decoded.chunks]);
      },
    );
    return own;
  };
  const alone = await bits(text);
  expect(await bits(text, 'zzz on 2nd', 'arrive Taipei')).toBe(alone);
  expect(await bits(text, text)).toBe(alone);
  await close();
});

it('gives offsets and texts of the text as written', async () => {
  const tagger = await tinyTagger();
  const text = '  Leave Taipei 🛫 on November 2nd ';
  const [result] = await tagger.tag([{ text }]);
  expect(result!.tokens.length).toBe(7);
  for (const { start, end, text: own } of [...result!.tokens, ...result!.slots]) {
    expect(text.slice(start, end)).toBe(own);
  }
});

it('answers a text without tokens, and an empty list, with nothing', async () => {
  const tagger = await tinyTagger();
  expect(await tagger.tag([])).toEqual([]);
  expect(await tagger.tag([{ text: ' \n' }, { text: '' }])).toEqual([
    { tokens: [], slots: [] },
    { tokens: [], slots: [] },
  ]);
});

it('lets the slots just asked for change the answer', async () => {
  const tagger = await tinyTagger({ requested: true });
  const [without, withSlot] = await tagger.tag([
    { text: 'Taipei' },
    { text: 'Taipei', requested: ['destination'] },
  ]);
  expect(withSlot!.tokens[0]!.confidence).not.toBeCloseTo(without!.tokens[0]!.confidence, 3);
});

it('answers with the JSON of the results, in any unit, and counts what is in them', async () => {
  const tagger = await tinyTagger();
  const texts = ['Leave Taipei 🛫 on November 2nd', '去 "zzz"', ' '];
  const results = await tagger.tag(texts.map((text) => ({ text })));
  for (const unit of offsetUnits) {
    const { bodies, counts } = await tagger.answer(texts.map((text) => ({ text, unit })));
    expect(bodies.map((body) => JSON.parse(body))).toEqual(
      results.map((result, i) => inUnit(result, texts[i]!, unit)),
    );
    const each = bodies.map((_, index) => countsAt(counts, index));
    expect(each.map(({ tokens, slots }) => [tokens, slots])).toEqual(
      results.map(({ tokens, slots }) => [tokens.length, slots.length]),
    );
    expect(each.map(({ unknown }) => unknown)).toEqual([3, 4, 0]);
  }
});
