import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CtcBeamDecoder } from '../../../src/decoding/ctc/beam-decoder.ts';
import { decodeGreedy } from '../../../src/decoding/ctc/greedy.ts';
import { fullSearch } from '../../../src/decoding/ctc/options.ts';
import { randomSource } from '../../../src/random.ts';
import { type Alignment, labellings } from './brute-force.ts';
import cases from './cases.json' with { type: 'json' };
import { framesOf, matrixOf, matrixOfPath, rows } from './matrices.ts';

const names = ['a', 'b', 'c', 'd'];
const wide = { beamWidth: 2000, ...fullSearch };

/** A matrix of `frames` rows drawn with a seed, each a softmax of normal logits. */
function drawn(frames: number, symbols: number, sharpness = 3): number[][] {
  const random = randomSource(`${frames} frames of ${symbols}`);
  return Array.from({ length: frames }, () => {
    const logits = Array.from({ length: symbols }, () => Math.exp(sharpness * random.normal()));
    const sum = logits.reduce((total, one) => total + one, 0);
    return logits.map((one) => one / sum);
  });
}

/** Runs of an alignment: symbol, first frame, frame after the last. */
function runsOf({ path }: Alignment, blank: number): number[][] {
  const runs: number[][] = [];
  for (const [t, symbol] of path.entries()) {
    if (symbol === blank) continue;
    if (t > 0 && path[t - 1] === symbol) runs.at(-1)![2] = t + 1;
    else runs.push([symbol, t, t + 1]);
  }
  return runs;
}

describe('prefix beam search', () => {
  for (const { name, symbols, blank, probabilities, beam } of cases) {
    if (!beam) continue;
    it(`gives the published values: ${name}`, () => {
      const [best] = new CtcBeamDecoder({ symbols, blank }, wide).decode(matrixOf(probabilities));
      expect(best!.text).toBe(beam.text);
      expect(best!.acoustic).toBeCloseTo(beam.acoustic, 10);
    });
  }

  it('finds every labelling with its exact probability when the beam is wide enough', () => {
    fc.assert(
      fc.property(rows({ frames: [0, 5], symbols: 4 }), fc.nat(3), (probabilities, blank) => {
        const decoder = new CtcBeamDecoder({ symbols: names, blank }, { ...wide, alternatives: 2000 });
        const found = decoder.decode(matrixOf(probabilities, 4));
        const expected = labellings(probabilities, blank).filter(({ probability }) => probability > 0);
        const byText = new Map(found.map((each) => [each.text, each]));
        for (const { labels, probability } of expected) {
          const { acoustic, score } = byText.get(labels.map((s) => names[s]).join(''))!;
          expect(acoustic).toBeCloseTo(Math.log(probability), 9);
          expect(score).toBe(acoustic);
        }
        expect(found[0]!.acoustic).toBeCloseTo(Math.log(expected[0]!.probability), 9);
        for (const [i, { score }] of found.entries())
          if (i > 0) expect(score).toBeLessThanOrEqual(found[i - 1]!.score);
      }),
    );
  });

  it('puts tokens where the likeliest alignment of the text has them', () => {
    fc.assert(
      fc.property(rows({ frames: [1, 6], symbols: 3 }), (probabilities) => {
        const [best] = new CtcBeamDecoder({ symbols: names.slice(0, 3), blank: 0 }, wide).decode(
          matrixOf(probabilities),
        );
        const [expected] = labellings(probabilities, 0);
        fc.pre(best!.text === expected!.labels.map((s) => names[s]).join(''));
        const path = Array<number>(probabilities.length).fill(0);
        for (const { token, start, end, confidence } of best!.tokens) {
          const symbol = names.indexOf(token);
          expect(end).toBeGreaterThan(start);
          path.fill(symbol, start, end);
          const most = Math.max(...probabilities.slice(start, end).map((row) => row[symbol]!));
          expect(confidence).toBeCloseTo(most, 9);
        }
        const probability = path.reduce((product, symbol, t) => product * probabilities[t]![symbol]!, 1);
        expect(probability).toBeCloseTo(expected!.best.probability, 9);
        expect(best!.tokens.map(({ token, start, end }) => [names.indexOf(token), start, end])).toEqual(
          runsOf({ path, labels: [], probability }, 0),
        );
      }),
    );
  });

  it('gives the same in steps of any size, looked at in between or not', () => {
    fc.assert(
      fc.property(
        rows({ frames: [0, 20], symbols: 4 }),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 12 }),
        (probabilities, size, beamWidth) => {
          const decoder = new CtcBeamDecoder({ symbols: names, blank: 1 }, { beamWidth, alternatives: 3 });
          const matrix = matrixOf(probabilities, 4);
          const whole = decoder.decode(matrix);
          decoder.begin();
          for (let t = 0; t < matrix.frames; t += size) {
            decoder.step(framesOf(matrix, t, Math.min(matrix.frames, t + size)));
            if (size % 2 === 0) decoder.end();
          }
          expect(decoder.end()).toEqual(whole);
        },
      ),
    );
  });

  it('keeps parts of the exact probability with a narrow beam, never more', () => {
    fc.assert(
      fc.property(
        rows({ frames: [1, 5], symbols: 4 }),
        fc.integer({ min: 1, max: 10 }),
        (probabilities, beamWidth) => {
          const decoder = new CtcBeamDecoder({ symbols: names, blank: 0 }, { beamWidth, alternatives: 9 });
          const exact = new Map(
            labellings(probabilities, 0).map((each) => [
              each.labels.map((s) => names[s]).join(''),
              each.probability,
            ]),
          );
          for (const { text, acoustic } of decoder.decode(matrixOf(probabilities))) {
            expect(Math.exp(acoustic)).toBeLessThanOrEqual(exact.get(text)! + 1e-12);
          }
        },
      ),
    );
  });

  it('reads thousands of frames', () => {
    const alphabet = { symbols: [...'-abcdefghijkl '], blank: 0, wordSeparator: ' ' };
    const probabilities = drawn(6000, 14);
    const decoder = new CtcBeamDecoder(alphabet, { beamWidth: 20, ...fullSearch });
    const [best] = decoder.decode(matrixOf(probabilities));
    expect(best!.acoustic).toBeLessThan(-700);
    expect(best!.acoustic).toBeGreaterThanOrEqual(decodeGreedy(matrixOf(probabilities), alphabet).acoustic);
    const path = Array<number>(6000).fill(0);
    for (const { token, start, end } of best!.tokens) path.fill(alphabet.symbols.indexOf(token), start, end);
    const along = path.reduce((sum, symbol, t) => sum + Math.log(probabilities[t]![symbol]!), 0);
    expect(along).toBeLessThanOrEqual(best!.acoustic);
    expect(along).toBeGreaterThan(best!.acoustic - 1000);
    expect(best!.tokens.length).toBeGreaterThan(2000);
  });

  it('breaks ties the same way every time', () => {
    const even = Array(30).fill([0.25, 0.25, 0.25, 0.25]);
    const read = () =>
      new CtcBeamDecoder({ symbols: names, blank: 0 }, { beamWidth: 7, alternatives: 7 }).decode(
        matrixOf(even),
      );
    expect(read()).toEqual(read());
    const [first, second, third] = new CtcBeamDecoder(
      { symbols: names, blank: 0 },
      { ...wide, alternatives: 3 },
    ).decode(matrixOf(even.slice(0, 1)));
    expect([first, second, third].map((each) => each!.text)).toEqual(['', 'b', 'c']);
  });

  it('gives an answer of finite score to what is impossible', () => {
    const alphabet = { symbols: names, blank: 0 };
    const [nothing] = new CtcBeamDecoder(alphabet).decode({
      values: new Float32Array(8).fill(-Infinity),
      frames: 2,
      symbols: 4,
    });
    expect(Number.isFinite(nothing!.score)).toBe(true);
    const [sure] = new CtcBeamDecoder(alphabet).decode(matrixOfPath('bbaab', alphabet));
    expect(sure).toMatchObject({ text: 'bb', acoustic: 0 });
  });

  it('reads no frames as the empty text', () => {
    const [best] = new CtcBeamDecoder({ symbols: names, blank: 0 }).decode(matrixOf([], 4));
    expect(best).toMatchObject({ text: '', score: 0, tokens: [], words: [] });
  });

  it('answers texts that differ, where labellings differ in separators only', () => {
    const alphabet = { symbols: ['-', 'a', ' '], blank: 0, wordSeparator: ' ' };
    const found = new CtcBeamDecoder(alphabet, { ...wide, alternatives: 50 }).decode(
      matrixOf(drawn(5, 3, 1)),
    );
    const texts = found.map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('begins no labelling with a symbol below tokenMinLogProb, but with the likeliest', () => {
    const decoder = (tokenMinLogProb: number) =>
      new CtcBeamDecoder({ symbols: names, blank: 0 }, { tokenMinLogProb, alternatives: 9 });
    const matrix = matrixOf([[0.6, 0.3, 0.07, 0.03]]);
    expect(decoder(-10).decode(matrix).length).toBe(4);
    expect(decoder(Math.log(0.05)).decode(matrix).length).toBe(3);
    expect(
      decoder(Math.log(0.5))
        .decode(matrix)
        .map(({ text }) => text),
    ).toEqual(['', 'b']);
  });

  it('drops what lies below beamThreshold', () => {
    const decoder = new CtcBeamDecoder({ symbols: names, blank: 0 }, { beamThreshold: 1, alternatives: 9 });
    expect(decoder.decode(matrixOf([[0.6, 0.3, 0.07, 0.03]])).map(({ text }) => text)).toEqual(['', 'b']);
  });
});
