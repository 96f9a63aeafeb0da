import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Alphabet } from '../../../src/decoding/ctc/alphabet.ts';
import { noKnowledge } from '../../../src/decoding/ctc/knowledge.ts';
import { readFrame } from '../../../src/decoding/ctc/matrix.ts';
import { fullSearch, searchOptions } from '../../../src/decoding/ctc/options.ts';
import { PrefixSearch } from '../../../src/decoding/ctc/search.ts';
import { matrixOf, rows } from './matrices.ts';

/** Everything that a search holds after the frames of a matrix, and how many nodes its tree has. */
function searched(probabilities: readonly (readonly number[])[], beamWidth: number, sweepAt: number) {
  const alphabet = new Alphabet({ symbols: ['-', 'a', 'b', 'c'], blank: 0 });
  const search = new PrefixSearch(
    alphabet,
    noKnowledge,
    searchOptions({ beamWidth, ...fullSearch }),
    sweepAt,
  );
  search.begin();
  const matrix = matrixOf(probabilities, 4);
  const row = new Float64Array(4);
  for (let t = 0; t < matrix.frames; t++) {
    readFrame(matrix, t, row);
    search.step(row);
  }
  const { beam, tree, runs } = search;
  const kept = Array.from({ length: beam.count }, (_, slot) => ({
    labels: [...tree.backwards(beam.node[slot]!)],
    total: beam.total[slot],
    aligned: runs.align(search.lastRun(slot), tree.backwards(beam.node[slot]!)),
  }));
  return { kept, nodes: tree.count };
}

describe('the search', () => {
  it('holds the same when it drops what it no longer needs after every frame', () => {
    fc.assert(
      fc.property(
        rows({ frames: [1, 25], symbols: 4 }),
        fc.integer({ min: 1, max: 9 }),
        (probabilities, beamWidth) => {
          const swept = searched(probabilities, beamWidth, 1);
          const whole = searched(probabilities, beamWidth, Infinity);
          expect(swept.kept).toEqual(whole.kept);
          expect(swept.nodes).toBeLessThanOrEqual(whole.nodes);
          const labellings = whole.kept.map(({ labels }) => labels.join());
          expect(new Set(labellings).size).toBe(labellings.length);
        },
      ),
    );
  });

  it('needs no more memory for more frames than their text', () => {
    const frame = [0.4, 0.3, 0.2, 0.1];
    const { nodes, kept } = searched(Array(3000).fill(frame), 10, 64);
    expect(nodes).toBeLessThan(2 * (kept[0]!.labels.length + 64 + 10 * 4));
  });
});
