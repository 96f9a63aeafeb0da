import { add, constant, input, mul, scan, sub, sumAll } from '../graph/ops/index.ts';
import type { Value } from '../graph/value.ts';
import type { Cell, Named } from '../nn/cells/cell.ts';
import { linear } from '../nn/linear.ts';
import { FedParameters, scope } from '../nn/parameters.ts';

/** The sizes of a network that reads sequences of one length and answers one number at their end. */
export interface ManyToOneSize {
  readonly length: number;
  readonly batch: number;
  /** Numbers that are read at each step. */
  readonly inputs: number;
  readonly hidden: number;
}

/** A many-to-one network with its loss; `x` `[length, batch, inputs]` and `target` `[batch, 1]` are fed. */
export interface ManyToOne {
  readonly source: FedParameters;
  /** The squared error, summed over the batch. */
  readonly loss: Value;
  /**
   * What is added to each state after each step, `[length, batch, units]` by the state's name. Fed with zeros it changes
   * nothing, and the gradient of the loss by it is that by the state. None if not asked for.
   */
  readonly nudges: Named;
}

/** The name under which the nudges of a state are fed. */
export function nudgeName(state: string): string {
  return `nudge.${state}`;
}

/**
 * A cell, of which the first state is the output, run over time with a linear unit on its last output. `recurrent`
 * answers the same (a test holds them against each other), but nobody can reach into its loop, where nudges are added.
 */
export function manyToOne(cell: Cell, size: ManyToOneSize, options: { readonly nudged: boolean }): ManyToOne {
  const { length, batch, inputs, hidden } = size;
  const source = new FedParameters();
  const layout = cell.layout(hidden);
  const states = Object.entries(layout.states);
  const z = linear(source, input('x', 'float32', [length, batch, inputs]), layout.input, layout);
  const weights = Object.fromEntries(
    Object.entries(layout.parameters).map(([name, spec]) => [name, source.parameter({ name, ...spec })]),
  );
  const nudges = (options.nudged ? states : []).map(
    ([name, width]) => [name, input(nudgeName(name), 'float32', [length, batch, width])] as const,
  );
  const { final } = scan({
    initial: states.map(([, width]) => constant(new Float32Array(batch * width), [batch, width])),
    sequences: [z, ...nudges.map(([, nudge]) => nudge)],
    step: (before, [zNow, ...nudgesNow]) => {
      const named = Object.fromEntries(states.map(([name], index) => [name, before[index]!]));
      const next = cell.step(weights, zNow!, named).states;
      const nudged = states.map(([name], index) => {
        const nudge = nudgesNow[index];
        return nudge ? add(next[name]!, nudge) : next[name]!;
      });
      return { state: nudged, outputs: [] };
    },
  });
  const y = linear(scope(source, 'output'), final[0]!, 1);
  const error = sub(y, input('target', 'float32', [batch, 1]));
  return { source, loss: sumAll(mul(error, error)), nudges: Object.fromEntries(nudges) };
}
