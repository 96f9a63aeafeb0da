import { afterEach, describe, expect, it } from 'vitest';
import { gradients } from '../../src/graph/gradients.ts';
import { cast, gather, less, mul, reduceMax, scalar, stopGradient } from '../../src/graph/ops/index.ts';
import { rules, type WithoutGradient } from '../../src/graph/rules/index.ts';
import type { AnyRule, Rule } from '../../src/graph/rules/rule.ts';
import { GraphError, type Value } from '../../src/graph/value.ts';
import {
  checkGradients,
  type Differentiated,
  disagreement,
  graphGradients,
  numericGradients,
} from '../helpers/check-graph-gradients.ts';
import { Given, loadGraph } from '../helpers/run-graph.ts';
import { type GradientCase, gradientCases, meetingCases } from './gradient-cases.ts';

const withoutGradient: Record<WithoutGradient, null> = {
  Input: null,
  Constant: null,
  Placeholder: null,
  StopGradient: null,
  Less: null,
  GreaterOrEqual: null,
  Shape: null,
  Range: null,
  ReduceMax: null,
  ScatterAdd: null,
  ScatterElementsAdd: null,
  FusedRecurrent: null,
};

const table = rules as Record<string, AnyRule | null>;
const kinds = Object.keys(table).filter((kind) => table[kind] !== null);
const casesOf = (kind: string) => Object.entries(gradientCases[kind as keyof typeof gradientCases] ?? {});

function differentiated(build: GradientCase): Differentiated {
  const given = new Given();
  const built = build(given);
  return { of: Array.isArray(built) ? built : [built as Value], by: given.floats, feeds: given.feeds };
}

describe('the table of gradient rules', () => {
  it('has a case for every operator with a gradient', () => {
    expect(kinds.filter((kind) => casesOf(kind).length === 0)).toEqual([]);
    expect(Object.keys(gradientCases).sort()).toEqual([...kinds].sort());
  });

  it('has no rule for exactly the operators that are listed without one', () => {
    const none = Object.keys(table).filter((kind) => table[kind] === null);
    expect(none.sort()).toEqual(Object.keys(withoutGradient).sort());
  });

  for (const kind of kinds) {
    it(`gives the gradient of ${kind} that differences give`, async () => {
      for (const [name, build] of casesOf(kind)) {
        expect(await checkGradients(differentiated(build)), `${kind}: ${name}`).toBeLessThan(1);
      }
    });
  }
});

/** Ways of getting a rule wrong for one input of an operator. */
const mistakes: Record<string, (parts: ReturnType<AnyRule>, input: number) => ReturnType<AnyRule>> = {
  'a tenth too large': (parts, input) =>
    parts.map((part, index) => {
      if (!part || index !== input) return part;
      return () => {
        const right = part();
        return right && mul(right, scalar(1.1));
      };
    }),
  'left out': (parts, input) => parts.map((part, index) => (index === input ? null : part)),
};

/** Whether one of the cases of an operator notices a rule in the place of the right one. */
async function isNoticed(kind: string, wrong: AnyRule): Promise<boolean> {
  for (const [, build] of casesOf(kind)) {
    const numeric = await numericOf(build);
    table[kind] = wrong;
    try {
      const checked = differentiated(build);
      const found = await graphGradients(checked, numeric.seeds);
      if (found.some((gradient, index) => disagreement(gradient, numeric.entries[index]!) >= 1)) return true;
    } catch (error) {
      if (error instanceof GraphError) return true;
      throw error;
    } finally {
      table[kind] = right[kind]!;
    }
  }
  return false;
}

const right = { ...table };
const known = new Map<GradientCase, ReturnType<typeof numericGradients>>();

function numericOf(build: GradientCase): ReturnType<typeof numericGradients> {
  const numeric = known.get(build) ?? numericGradients(differentiated(build));
  known.set(build, numeric);
  return numeric;
}

/** The inputs for which a rule has a gradient in some case. */
function inputsWithGradient(kind: string): number[] {
  const found = new Set<number>();
  table[kind] = (context) => {
    const parts = right[kind]!(context);
    for (const [index, part] of parts.entries()) if (part && context.wants(index)) found.add(index);
    return parts;
  };
  for (const [, build] of casesOf(kind)) {
    const { of, by } = differentiated(build);
    gradients({ of, seeds: of, by });
  }
  table[kind] = right[kind]!;
  return [...found].sort((a, b) => a - b);
}

describe('the check of gradients', () => {
  afterEach(() => {
    Object.assign(table, right);
  });

  for (const kind of kinds.filter((name) => name !== 'Cast')) {
    it(`notices a wrong rule of ${kind}`, async () => {
      const inputs = inputsWithGradient(kind);
      expect(inputs.length).toBeGreaterThan(0);
      for (const input of inputs) {
        for (const [mistake, spoil] of Object.entries(mistakes)) {
          const noticed = await isNoticed(kind, (context) => spoil(right[kind]!(context), input));
          expect(noticed, `${kind}: gradient of input ${input} ${mistake}`).toBe(true);
        }
      }
      if (inputs.length > 1) {
        const swapped: AnyRule = (context) => [...right[kind]!(context)].reverse();
        expect(await isNoticed(kind, swapped), `${kind}: gradients of inputs swapped`).toBe(true);
      }
    });
  }

  it('notices a gradient that Cast lets through whole numbers', async () => {
    const through: Rule<'Cast'> = ({ g, node }) => [() => cast(g, node.inputs[0]!.type)];
    expect(await isNoticed('Cast', through as AnyRule)).toBe(true);
  });
});

describe('gradients', () => {
  for (const [name, build] of Object.entries(meetingCases)) {
    it(`adds up what meets: ${name}`, async () => {
      expect(await checkGradients(differentiated(build))).toBeLessThan(1);
    });
  }

  it('is undefined for what the outputs do not depend on', () => {
    const given = new Given();
    const [x, other] = [given.float('x', [2]), given.float('other', [2])];
    const [byX, byOther] = gradients({ of: [mul(x, x)], seeds: [x], by: [x, other] });
    expect(byX).toBeDefined();
    expect(byOther).toBeUndefined();
  });

  it('does not pass stopGradient, comparisons or greatest elements', () => {
    const x = new Given().float('x', [2]);
    const of = [stopGradient(x), less(x, scalar(0)), reduceMax(x, [0], true)];
    expect(gradients({ of, seeds: of, by: [x] })).toEqual([undefined]);
  });

  it('refuses a gradient of another shape than its value', () => {
    const x = new Given().float('x', [2, 3]);
    expect(() => gradients({ of: [mul(x, x)], seeds: [scalar(1)], by: [x] })).toThrow(GraphError);
  });

  it('loses no use of a repeated row on one thread, as training sessions have', async () => {
    const [rows, width, uses] = [5, 64, 20_000];
    const given = new Given({ uses });
    const at = Array.from({ length: uses }, (_, use) => use % rows);
    const table = given.float('table', [rows, width]);
    const y = gather(table, given.int('at', ['uses'], at));
    const ones = given.float('ones', ['uses', width], new Float32Array(uses * width).fill(1));
    const [byTable] = gradients({ of: [y], seeds: [ones], by: [table] });
    const graph = await loadGraph({ g: byTable! });
    const { g } = await graph.run(given.feeds);
    expect(g!.every((sum) => sum === uses / rows)).toBe(true);
  });
});
