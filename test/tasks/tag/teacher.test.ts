import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assemblePackage } from '../../../src/package/save.ts';
import { inLowerCase, toExamples } from '../../../src/tasks/tag/examples.ts';
import type { Opinion } from '../../../src/tasks/tag/opinions.ts';
import { type OpenNetwork, openNetwork } from '../../../src/tasks/tag/service.ts';
import { eachOfRow, type SparseRows } from '../../../src/tasks/tag/sparse-rows.ts';
import { askTeacher } from '../../../src/tasks/tag/teacher.ts';
import { tinyParts, tinyTagger } from '../../helpers/tiny-package.ts';

const texts = ['I would like to arrive Taipei on November 2nd', 'leave', 'leave Tokyo', 'from Taipei'];
const requests = texts.map((text, index) => ({ text, requested: index === 2 ? ['origin'] : undefined }));

let teacher: OpenNetwork;
beforeAll(async () => {
  const parts = tinyParts({ requested: true });
  const golden = { ...parts, files: { ...parts.files, 'golden.json': '[]' } };
  teacher = await openNetwork(assemblePackage('tiny', golden));
});
afterAll(() => teacher.close());

/** The student numbers the labels the other way round. */
function question(temperature = 1) {
  const labels = teacher.network.labels.toReversed();
  const examples = toExamples(
    requests.map((request) => ({ ...request, requested: request.requested ?? [], slots: [] })),
    labels,
  );
  return { examples, labels, lowerCased: true, temperature };
}

function rowOf(rows: SparseRows, row: number, size: number): number[] {
  const numbers = new Array<number>(size).fill(0);
  eachOfRow(rows, row, (place, value) => {
    numbers[place] = value;
  });
  return numbers;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

describe('askTeacher', () => {
  it('says of each token what the teacher answers when it serves, under the numbers of the student', async () => {
    const asked = question();
    const count = asked.labels.length;
    const { asWritten } = await askTeacher(teacher.network, asked);
    const served = await (await tinyTagger({ requested: true })).tag(requests);
    for (const [index, { tokens }] of served.entries()) {
      const row = rowOf(asWritten.labels, index, tokens.length * count);
      for (const [t, { label, confidence }] of tokens.entries()) {
        expect(row[t * count + asked.labels.indexOf(label)]).toBeCloseTo(confidence, 2);
      }
    }
  });

  it.each([1, 3])('has arcs that go where the labels are, at temperature %d', async (temperature) => {
    const asked = question(temperature);
    const states = asked.labels.length + 1;
    const { asWritten } = await askTeacher(teacher.network, asked);
    for (const [index, { tokens }] of asked.examples.entries()) {
      const labels = rowOf(asWritten.labels, index, tokens.length * (states - 1));
      const arcs = rowOf(asWritten.arcs, index, states * states);
      expect(sum(labels)).toBeCloseTo(tokens.length, 5);
      expect(sum(arcs)).toBeCloseTo(tokens.length + 1, 5);
      for (let label = 0; label < states - 1; label++) {
        const times = sum(labels.filter((_, place) => place % (states - 1) === label));
        expect(sum(arcs.filter((_, place) => place % states === label))).toBeCloseTo(times, 1);
        expect(sum(arcs.slice(label * states, (label + 1) * states))).toBeCloseTo(times, 1);
      }
    }
  });

  it('has more doubts the higher the temperature', async () => {
    const doubts = ({ labels }: Opinion) => -sum([...labels.values].map((p) => p * Math.log(p)));
    const found = [];
    for (const temperature of [1, 2, 4]) {
      found.push(doubts((await askTeacher(teacher.network, question(temperature))).asWritten));
    }
    expect(found).toEqual(found.toSorted((a, b) => a - b));
    expect(found[2]).toBeGreaterThan(found[0]!);
  });

  it('says what it thinks of the sentences in lower case, only if that is asked', async () => {
    const asked = question();
    const { asWritten, lowerCased } = await askTeacher(teacher.network, asked);
    const lower = { ...asked, examples: asked.examples.map(inLowerCase), lowerCased: false };
    const again = await askTeacher(teacher.network, lower);
    expect(lowerCased).toEqual(again.asWritten);
    expect(lowerCased).not.toEqual(asWritten);
    expect(again.lowerCased).toBeUndefined();
  });
});
