import { describe, expect, it } from 'vitest';
import { input } from '../../../src/graph/ops/index.ts';
import { tokenMask } from '../../../src/nn/mask.ts';
import { FedParameters } from '../../../src/nn/parameters.ts';
import { constraint, labelNames } from '../../../src/tasks/keywords/labels.ts';
import { labelLoss, labelTokens } from '../../../src/tasks/keywords/tagger-head.ts';
import { checkGradients } from '../../helpers/check-graph-gradients.ts';
import { intTensor, loadGraph, relativeError } from '../../helpers/run-graph.ts';
import { arcsOf, enumerate, pathsOf, scoreOf } from '../../nn/crf-oracle.ts';
import { padded, parameterFeeds, parameterTensors, sentencesOf } from '../../nn/layer.ts';

const width = 3;
const gold = [[0, 1, 2, 2], [1], [1, 1, 0]];
const sentences = sentencesOf([4, 1, 3], width, 'tagger');
const [labels, states, batch] = [labelNames.length, labelNames.length + 1, gold.length];

const read = input('x', 'float32', ['time', 'batch', width]);
const mask = tokenMask(read, input('lengths', 'int32', ['batch']));
const source = new FedParameters();
const labelled = labelTokens(source, { read, mask });
const loss = labelLoss(labelled, mask);
const tensors = parameterTensors(source.specs, 'tagger', 0.5);

/** Which label may follow which, as the rules of BIO have it that decoding follows; the border last. */
const allowed = Array.from({ length: states }, (_, from) =>
  Array.from({ length: states }, (_, to) => {
    const place = constraint.inside.indexOf(to);
    return place < 0 || (from < labels && constraint.next[from] === place);
  }),
);

function feedsOf(time: number) {
  const at = (steps: number, of: readonly (readonly number[])[], none: number) =>
    Array.from({ length: steps }, (_, now) => of.map((own) => own[now] ?? none)).flat();
  const arcs = gold.map((path) => arcsOf(path, labels).map(([from, to]) => from * states + to));
  return {
    ...parameterFeeds(source.specs, tensors),
    ...padded(sentences, time),
    gold: intTensor(at(time, gold, 2), [time, batch, 1]),
    arcs: intTensor(at(time + 1, arcs, -1), [time + 1, batch]),
  };
}

/** Scores as the linear layer gives them, and transitions as they were learned. */
function scored(sentence: (typeof sentences)[number]) {
  const [W, b, T] = ['output.W', 'output.b', 'crf.transitions'].map((name) => tensors.get(name)!) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const scores = sentence.map((token) =>
    Array.from({ length: labels }, (_, label) =>
      token.reduce((sum, number, place) => sum + number * W[place * labels + label]!, b[label]!),
    ),
  );
  const transitions = Array.from({ length: states }, (_, from) => [
    ...T.subarray(from * states, (from + 1) * states),
  ]);
  return { scores, transitions, allowed };
}

describe('the labels of a tagger', () => {
  it('allow the sequences of which BIO is made, and no others', () => {
    const free = pathsOf(3, labels).filter((path) =>
      arcsOf(path, labels).every(([from, to]) => allowed[from]![to]),
    );
    const bio = pathsOf(3, labels)
      .map((path) => path.map((label) => 'OBI'[label]).join(''))
      .filter((path) => !/(^|O)I/u.test(path));
    expect(free.map((path) => path.map((label) => 'OBI'[label]).join(''))).toEqual(bio);
  });

  it.each([4, 7])('have the loss that counting all of them gives, padded to %i tokens', async (time) => {
    const found = await (await loadGraph({ loss })).run(feedsOf(time));
    const expected = sentences.reduce((sum, sentence, index) => {
      const own = scored(sentence);
      return sum + enumerate(own).logZ - scoreOf(own, gold[index]!);
    }, 0);
    expect(relativeError(found.loss!, [expected])).toBeLessThan(1e-5);
  });

  it('have the gradients that differences give', async () => {
    const checked = { of: [loss], by: [read, ...source.values], feeds: feedsOf(5) };
    expect(await checkGradients(checked)).toBeLessThan(1);
  });
});
