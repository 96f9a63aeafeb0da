import { describe, expect, it } from 'vitest';
import { ZodError } from 'zod';
import { explainIssues } from '../../../src/cli/fail.ts';
import { cellNames } from '../../../src/nn/cells/index.ts';
import { type Recipe, recipeSchema } from '../../../src/tasks/tag/recipe.ts';

const parse = (network: unknown, more: object = {}): Recipe =>
  recipeSchema.parse({ name: 'one', encoders: { shape: { dimension: 2 } }, network, ...more });

/** The line that the command line prints. */
function problemOf(network: unknown, more: object = {}): string {
  try {
    parse(network, more);
  } catch (error) {
    if (error instanceof ZodError) return explainIssues(error);
    throw error;
  }
  return 'none';
}

describe('the cell of a recipe', () => {
  it.each([
    ['feed-forward', {}],
    ['elman', {}],
    ['jordan', { feedback: 'teacher-forced' }],
    ['lstm', { forgetBias: 1 }],
    ['lstm-peephole', { forgetBias: 1 }],
    ['gru', { reset: 'before', updateBias: 0 }],
    ['clockwork', { periods: [1, 2, 4, 8] }],
    ['scrn', { alpha: 0.95, context: 0.25 }],
    ['irnn', { scale: 1, deviation: 0.001 }],
  ])('is a name, or an object of its name, and its settings have defaults: %s', (name, settings) => {
    const expected = { name, ...settings };
    expect(parse({ cell: name }).network.cell).toEqual(expected);
    expect(parse({ cell: { name } }).network.cell).toEqual(expected);
    expect(parse({ cell: expected }).network.cell).toEqual(expected);
    expect(cellNames).toContain(name);
  });

  it('is an LSTM that reads both ways, unless said otherwise', () => {
    expect(parse({}).network).toMatchObject({
      cell: { name: 'lstm', forgetBias: 1 },
      direction: 'bidirectional',
      window: 0,
      layers: 1,
      loss: 'crf',
    });
    expect(parse({ direction: 'backward', window: 2 }).network).toMatchObject({
      direction: 'backward',
      window: 2,
    });
  });

  it('keeps what a recipe says, and reads again as it is written down', () => {
    for (const cell of [
      { name: 'jordan', feedback: 'free-running' },
      { name: 'gru', reset: 'after', updateBias: 1.5 },
      { name: 'clockwork', periods: [3, 1] },
      { name: 'scrn', alpha: 0.5, context: 0.9 },
      { name: 'irnn', scale: 0.5, deviation: 0.1 },
      { name: 'lstm-peephole', forgetBias: -1 },
    ]) {
      const recipe = parse({ cell });
      expect(recipe.network.cell).toEqual(cell);
      expect(recipeSchema.parse(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe);
    }
  });

  const names = cellNames.join(', ');
  const whatIsCell = `network.cell: is neither the name of a cell nor an object with a name and the cell's settings; names: ${names}`;

  it.each([
    [{ cell: 'lstmm' }, `network.cell.name: is not one of ${names}`],
    [{ cell: { name: 'lstmm' } }, `network.cell.name: is not one of ${names}`],
    [{ cell: {} }, `network.cell.name: is not one of ${names}`],
    [{ cell: 5 }, whatIsCell],
    [{ cell: null }, whatIsCell],
    [{ cell: ['lstm'] }, whatIsCell],
    [
      { cell: { name: 'elman', reset: 'after' } },
      'network.cell.reset: is no setting of the cell elman, which has none',
    ],
    [
      { cell: { name: 'gru', forgetBias: 1 } },
      'network.cell.forgetBias: is no setting of the cell gru, which has reset and updateBias',
    ],
    [
      { cell: { name: 'gru', reset: 'never' } },
      'network.cell.reset: Invalid option: expected one of "before"|"after"',
    ],
    [
      { cell: { name: 'jordan', feedback: 'none' } },
      'network.cell.feedback: Invalid option: expected one of "teacher-forced"|"free-running"',
    ],
    [
      { cell: { name: 'lstm', forgetBias: 'much' } },
      'network.cell.forgetBias: Invalid input: expected number, received string',
    ],
    [
      { cell: { name: 'clockwork', periods: [] } },
      'network.cell.periods: Too small: expected array to have >=1 items',
    ],
    [
      { cell: { name: 'clockwork', periods: [1, 0] } },
      'network.cell.periods.1: Too small: expected number to be >=1',
    ],
    [{ cell: { name: 'scrn', context: 1 } }, 'network.cell.context: Too big: expected number to be <1'],
    [
      { direction: 'sideways' },
      'network.direction: Invalid option: expected one of "bidirectional"|"forward"|"backward"',
    ],
    [{ window: -1 }, 'network.window: Too small: expected number to be >=0'],
    [{ width: 3 }, 'network.width: is no field here: mend its name, or leave it out'],
    [
      { cell: 'lstm', forgetBias: 1 },
      'network.forgetBias: is a setting of the cell: "cell": {"name": "lstm", "forgetBias": 1}',
    ],
    [
      { cell: 'scrn', hidden: 1 },
      'network.hidden: must be at least 2 for the cell scrn, which has units of two kinds',
    ],
  ])('is refused by field and remedy: %j', (network, message) => {
    expect(problemOf(network)).toBe(message);
  });

  it('jordan learns from no teacher', () => {
    expect(problemOf({ cell: 'jordan' }, { distillation: {} })).toBe(
      'distillation: does not go with the cell jordan, which learns from the right labels; leave one out',
    );
    expect(problemOf({ cell: 'gru' }, { distillation: {} })).toBe('none');
  });
});
