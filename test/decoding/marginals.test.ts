import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bioConstraint } from '../../src/decoding/constraint.ts';
import { emissionWeights } from '../../src/decoding/emissions.ts';
import { logMarginals } from '../../src/decoding/log-marginals.ts';
import { scaledMarginals } from '../../src/decoding/scaled-marginals.ts';
import { prepareTransitions } from '../../src/decoding/transitions.ts';
import { randomSource } from '../../src/random.ts';

/** Forward-backward on probabilities and on logarithms, which share nothing, for seeded random scores. */
function both(slots: number, time: number, seed: number) {
  const names = Array.from({ length: slots }, (_, slot) => [`I-${slot}`, `B-${slot}`]).flat();
  const labels = [...names, 'O', 'I-orphan'];
  const random = randomSource(String(seed));
  const numbers = (count: number) => Float32Array.from({ length: count }, () => 40 * (random.next() - 0.5));
  const table = prepareTransitions(numbers((labels.length + 1) ** 2), bioConstraint(labels));
  const data = numbers(time * labels.length);
  const scaled = scaledMarginals(
    emissionWeights({ data, first: 0, stride: labels.length, time }, table),
    table,
  );
  return { labels, scaled, logs: logMarginals(data, table) };
}

it('agrees between scaled probabilities and logarithms, whatever the number of labels', () => {
  const sizes = fc.record({ slots: fc.nat(30), time: fc.integer({ min: 1, max: 8 }), seed: fc.nat() });
  fc.assert(
    fc.property(sizes, ({ slots, time, seed }) => {
      const { labels, scaled, logs } = both(slots, time, seed);
      expect(scaled.logPartition).toBeCloseTo(logs.logPartition, 9);
      for (let t = 0; t < time; t++) {
        for (const [label, name] of labels.entries()) {
          expect(scaled.label(t, label)).toBeCloseTo(logs.label(t, label), 11);
          if (!name.startsWith('B-')) continue;
          for (let last = t; last < time; last++) {
            expect(scaled.chunk(label, t, last)).toBeCloseTo(logs.chunk(label, t, last), 11);
            expect(scaled.reaches(label, t, last)).toBeCloseTo(logs.reaches(label, t, last), 11);
          }
        }
      }
    }),
    { numRuns: 60 },
  );
});

it('agrees on the steps from label to label', () => {
  const { labels, scaled, logs } = both(5, 6, 3);
  const cells = [...Array(5 * labels.length ** 2).keys()].map((cell) => {
    const [from, to] = [Math.floor(cell / labels.length) % labels.length, cell % labels.length];
    return [Math.floor(cell / labels.length ** 2), from, to] as const;
  });
  for (const [t, from, to] of cells) {
    expect(scaled.step(t, from, to)).toBeCloseTo(logs.step(t, from, to), 11);
  }
});

it('agrees on a text that is longer than the memory kept between calls', () => {
  const { labels, scaled, logs } = both(18, 2000, 7);
  for (let t = 0; t < 2000; t += 50) {
    for (const label of labels.keys()) {
      expect(scaled.label(t, label)).toBeCloseTo(logs.label(t, label), 9);
    }
  }
});
