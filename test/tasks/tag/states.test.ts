import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CellName } from '../../../src/nn/cells/index.ts';
import type { DirectionStates, NetworkStates } from '../../../src/tasks/tag/states.ts';
import type { AnswerRequest } from '../../../src/tasks/tag/tagger.ts';
import { tokenize } from '../../../src/text/tokenizer.ts';
import { type TinyOptions, tinyTagger } from '../../helpers/tiny-package.ts';

const text = 'I would like to arrive Taipei 🛫 on November 2nd';
const word = fc.constantFrom('arrive', 'Taipei', 'on', 'november', '2nd', 'zzz', "it's", '去', '7:30', '🛫');
const sentence = fc.array(word, { maxLength: 9 }).map((words) => words.join(' '));

/** Asks a tiny tagger for the states of its network. */
async function tinyStates(options: TinyOptions = {}) {
  const tagger = await tinyTagger(options);
  const ask = async (...requests: Partial<AnswerRequest>[]): Promise<NetworkStates[]> => {
    const { bodies } = await tagger.answer(
      requests.map((request) => ({ text, unit: 'utf16', explain: 'states', ...request })),
    );
    return bodies.map((body) => JSON.parse(body).states);
  };
  return { tagger, ask };
}

/** Checks c = f * c' + i * g and h = o * tanh(c) in one direction of an LSTM, from numbers of four decimals. */
function expectLstm({ direction, values }: DirectionStates): void {
  const { i, f, o, g, c, h } = values as Required<typeof values>;
  const order = [...c!.keys()];
  if (direction === 'backward') order.reverse();
  let before = c![0]!.map(() => 0);
  for (const t of order) {
    for (const [unit, kept] of before.entries()) {
      expect(c![t]![unit]).toBeCloseTo(f![t]![unit]! * kept + i![t]![unit]! * g![t]![unit]!, 3);
      expect(h![t]![unit]).toBeCloseTo(o![t]![unit]! * Math.tanh(c![t]![unit]!), 3);
    }
    before = [...c![t]!];
  }
}

describe.each([1, 2])('the states of an LSTM of %d layers', (count) => {
  it('follow from its own gates, in the direction in which it reads', async () => {
    const { ask } = await tinyStates({ layers: count, hidden: 5 });
    const [{ cell, layers }] = (await ask({})) as [NetworkStates];
    expect([cell, layers.map(({ layer }) => layer)]).toEqual(['lstm', [1, 2].slice(0, count)]);
    for (const { directions } of layers) {
      expect(directions.map(({ direction }) => direction)).toEqual(['forward', 'backward']);
      directions.forEach(expectLstm);
    }
  });
});

const shapes: Readonly<Record<CellName, string>> = {
  'feed-forward': 'h6',
  elman: 'h6',
  jordan: 'h6 y7',
  lstm: 'c6 f6 g6 h6 i6 o6',
  'lstm-peephole': 'c6 f6 g6 h6 i6 o6',
  gru: 'g6 h6 r6 u6',
  clockwork: 'h6 k6',
  scrn: 'h4 s2',
  irnn: 'h6',
};

describe.each(Object.keys(shapes) as CellName[])('the states of a %s network', (cell) => {
  it('are those of its equations, and the same in a list as alone', async () => {
    const { tagger, ask } = await tinyStates({ cell, requested: true });
    const [{ layers }] = (await ask({})) as [NetworkStates];
    const directions = layers[0]!.directions;
    expect(directions.map(({ direction }) => direction)).toEqual(
      cell === 'feed-forward' ? ['forward'] : ['forward', 'backward'],
    );
    for (const { values } of directions) {
      const found = Object.entries(values).map(([name, rows]) => {
        expect(rows).toHaveLength(tokenize(text).length);
        return `${name}${new Set(rows.map((row) => row.length)).values().next().value}`;
      });
      expect(found.sort().join(' ')).toBe(shapes[cell]);
    }
    const request = fc.record({
      text: sentence,
      requested: fc.constantFrom(undefined, ['origin']),
      explain: fc.constantFrom('states' as const, true as const, false as const),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 8 }), async (requests) => {
        const together = await ask(...requests);
        for (const [i, each] of requests.entries()) expect(together[i]).toEqual((await ask(each))[0]);
      }),
      { numRuns: 15 },
    );
    expect(tagger.manifest.architecture.cell.name).toBe(cell);
  });
});

it('reads in the direction of the network only', async () => {
  const { ask } = await tinyStates({ direction: 'backward' });
  const [states] = await ask({});
  expect(states!.layers[0]!.directions.map(({ direction }) => direction)).toEqual(['backward']);
});

it('shows what the slots just asked for change', async () => {
  const { ask } = await tinyStates({ requested: true });
  const [without, asked] = await ask({}, { requested: ['origin'] });
  expect(without!.layers).not.toEqual(asked!.layers);
});

it('tells four decimals', async () => {
  const { ask } = await tinyStates();
  const [states] = await ask({});
  const numbers = Object.values(states!.layers[0]!.directions[0]!.values).flat(2);
  for (const number of numbers) expect(String(number)).toMatch(/^-?\d+(\.\d{1,4})?$/);
  expect(new Set(numbers).size).toBeGreaterThan(100);
});

it('has no tokens to tell of in a text without any', async () => {
  const { ask } = await tinyStates();
  const [states] = await ask({ text: ' \n' });
  for (const { values } of states!.layers[0]!.directions) expect(Object.values(values).flat()).toEqual([]);
});
