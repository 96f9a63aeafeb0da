import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { gradients } from '../../src/graph/gradients.ts';
import { input, logSoftmax, scalar, sumAll } from '../../src/graph/ops/index.ts';
import type { Value } from '../../src/graph/value.ts';
import { ctcLosses } from '../../src/nn/ctc.ts';
import { encodeCtcTargets, framesNeeded } from '../../src/nn/ctc-targets.ts';
import { randomSource } from '../../src/random.ts';
import { checkGradients } from '../helpers/check-graph-gradients.ts';
import { floatTensor, intTensor, loadGraph, type Runner, relativeError } from '../helpers/run-graph.ts';
import { enumerateLoss } from './ctc-oracle.ts';
import published from './fixtures/ctc-losses.json' with { type: 'json' };

/** One example: what the network says of each frame, before the softmax, and what is right. */
interface Example {
  readonly logits: readonly (readonly number[])[];
  readonly target: readonly number[];
}

function lossOf(symbols: number): { logits: Value; losses: Value } {
  const logits = input('logits', 'float32', ['time', 'batch', symbols]);
  const losses = ctcLosses({
    logProbs: logSoftmax(logits),
    lengths: input('lengths', 'int32', ['batch']),
    emits: input('emits', 'int32', ['batch', 'states']),
    arcs: input('arcs', 'float32', [3, 'states', 'batch']),
    ends: input('ends', 'float32', ['states', 'batch']),
  });
  return { logits, losses };
}

function feedsOf(
  examples: readonly Example[],
  blank: number,
  { extraTime = 0, extraTarget = 0, filler = 7 } = {},
) {
  const batch = examples.length;
  const symbols = examples[0]!.logits[0]!.length;
  const time = Math.max(...examples.map(({ logits }) => logits.length)) + extraTime;
  const padded = [
    ...examples.map(({ target }) => target),
    // A longer target beside them, whose states are then dropped with it.
    ...(extraTarget > 0 ? [new Array<number>(extraTarget).fill((blank + 1) % symbols)] : []),
  ];
  const { states, emits, arcs, ends } = encodeCtcTargets(padded, blank);
  const own = (data: Float32Array) => data.filter((_, index) => index % padded.length < batch);
  const rows = Array.from({ length: time }, (_, now) =>
    examples.map(({ logits }) => logits[now] ?? new Array<number>(symbols).fill(0).map((_, s) => filler * s)),
  );
  return {
    logits: floatTensor(rows.flat(2), [time, batch, symbols]),
    lengths: intTensor(
      examples.map(({ logits }) => logits.length),
      [batch],
    ),
    emits: intTensor(emits.subarray(0, batch * states), [batch, states]),
    arcs: floatTensor(own(arcs), [3, states, batch]),
    ends: floatTensor(own(ends), [states, batch]),
  };
}

function logSoftmaxOf(row: readonly number[]): number[] {
  const sum = Math.log(row.reduce((total, number) => total + Math.exp(number), 0));
  return row.map((number) => number - sum);
}

/** The graph of losses and of the gradient of their sum by the logits. */
function loadLoss(symbols: number): Promise<Runner> {
  const { logits, losses } = lossOf(symbols);
  const [byLogits] = gradients({ of: [sumAll(losses)], seeds: [scalar(1)], by: [logits] });
  return loadGraph({ losses, byLogits: byLogits! });
}

describe('the CTC loss', () => {
  it.each(published.cases)('has the published loss and gradient of $id', async (one) => {
    const logits = one.probabilities.map((row) => row.map(Math.log));
    const graph = await loadLoss(logits[0]!.length);
    const found = await graph.run(feedsOf([{ logits, target: one.target }], one.blank));
    expect(relativeError(found.losses!, [one.loss])).toBeLessThan(1e-5);
    expect(relativeError(found.byLogits!, one.gradient.flat())).toBeLessThan(1e-5);
  });
});

describe('the CTC loss of three symbols', () => {
  const symbols = 3;
  let graph: Runner;
  beforeAll(async () => {
    graph = await loadLoss(symbols);
  });

  const example = fc.record({
    logits: fc.array(
      fc.array(fc.double({ min: -6, max: 6, noNaN: true }), { minLength: symbols, maxLength: symbols }),
      { minLength: 1, maxLength: 5 },
    ),
    target: fc.array(fc.integer({ min: 1, max: symbols - 1 }), { maxLength: 6 }),
  });

  it('is what trying all alignments gives, whatever stands beside it; and nothing where there is none', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(example, { minLength: 1, maxLength: 4 }), async (examples) => {
        const found = await graph.run(feedsOf(examples, 0));
        const counted = examples.map(({ logits, target }) =>
          enumerateLoss(logits.map(logSoftmaxOf), target, 0),
        );
        const isPossible = examples.map(({ logits, target }) => framesNeeded(target) <= logits.length);
        expect(counted.map(Number.isFinite)).toEqual(isPossible);
        const expected = counted.map((loss) => (Number.isFinite(loss) ? loss : 0));
        expect(relativeError(found.losses!, expected)).toBeLessThan(1e-5);
        for (const [at, slope] of found.byLogits!.entries()) {
          if (!isPossible[Math.floor(at / symbols) % examples.length]) expect(slope).toBe(0);
          else expect(Math.abs(slope)).toBeLessThanOrEqual(1.00001);
        }
      }),
      { numRuns: 60 },
    );
  });

  const mixed: readonly Example[] = (
    [
      [6, [1, 2, 2]],
      [2, [2, 2]],
      [4, []],
      [5, [1, 1, 1]],
      [1, [2]],
    ] as const
  ).map(([frames, target], index) => {
    const random = randomSource(`ctc ${index}`);
    const row = () => Array.from({ length: symbols }, () => random.normal());
    return { logits: Array.from({ length: frames }, row), target };
  });

  it('has the gradient that differences give', async () => {
    const { logits, losses } = lossOf(symbols);
    expect(await checkGradients({ of: [losses], by: [logits], feeds: feedsOf(mixed, 0) })).toBeLessThan(1);
  });

  it('does not depend on what pads it in time or in targets, nor on its neighbours', async () => {
    const plain = await graph.run(feedsOf(mixed, 0));
    const padded = await graph.run(feedsOf(mixed, 0, { extraTime: 3, extraTarget: 9, filler: -50 }));
    expect([...padded.losses!]).toEqual([...plain.losses!]);
    const numbers = 6 * mixed.length * symbols;
    expect([...padded.byLogits!.subarray(0, numbers)]).toEqual([...plain.byLogits!]);
    expect([...padded.byLogits!.subarray(numbers)].every((slope) => slope === 0)).toBe(true);
    for (const [index, one] of mixed.entries()) {
      const solo = await graph.run(feedsOf([one], 0));
      expect(relativeError(solo.losses!, [plain.losses![index]!])).toBeLessThan(1e-6);
      const own = one.logits.flatMap((row, now) =>
        row.map((_, symbol) => plain.byLogits![(now * mixed.length + index) * symbols + symbol]!),
      );
      expect(relativeError(solo.byLogits!, own)).toBeLessThan(1e-6);
    }
  });
});

describe('the CTC loss of a long input', () => {
  it('stays finite and right where the network is sure of something wrong', async () => {
    const [symbols, frames, letters] = [5, 400, 60];
    const random = randomSource('long');
    const target = Array.from({ length: letters }, () => 1 + random.integer(symbols - 1));
    // All frames are sure of the blank: the only good alignments pay for each letter once.
    const logits = Array.from({ length: frames }, () => [40, 0, 0, 0, 0]);
    const { losses, byLogits } = await (await loadLoss(symbols)).run(feedsOf([{ logits, target }], 0));
    // Choosing the frames of the letters: each alignment costs 40 a letter, and repeats of a letter cost more.
    const ways = logChoose(frames, letters);
    const repeats = framesNeeded(target) - letters;
    expect(losses![0]).toBeLessThan(40 * letters);
    expect(losses![0]).toBeGreaterThan(40 * letters - ways - 1);
    expect(repeats).toBeGreaterThan(0);
    expect(byLogits!.every(Number.isFinite)).toBe(true);
    // Each letter stands in one frame, so the slopes of letters sum to minus their number.
    const sum = byLogits!.reduce((total, slope, at) => (at % symbols === 0 ? total : total + slope), 0);
    expect(sum).toBeCloseTo(-letters, 1);
  });
});

function logChoose(n: number, k: number): number {
  let sum = 0;
  for (let i = 1; i <= k; i++) sum += Math.log((n - k + i) / i);
  return sum;
}

describe('framesNeeded', () => {
  it.each([
    [[], 0],
    [[1], 1],
    [[1, 2, 1], 3],
    [[1, 1, 2, 2, 2], 8],
  ])('of %j is %d', (target, frames) => {
    expect(framesNeeded(target)).toBe(frames);
  });
});
