import { z } from 'zod';
import { add, exp, logSoftmax, matMul, tanh } from '../../graph/ops/index.ts';
import { glorotUniform, zeros } from '../init.ts';
import { type Cell, type CellContext, cellKind, type Named } from './cell.ts';

/**
 * The Jordan network (Jordan 1986), whose output is fed back: h = tanh(x W + b + y R);  y' = softmax(h V + d), a guess
 * at the token's label, which is trained too. Training may feed the right label back instead (teacher forcing).
 */
export function jordanCell(
  { feedback = 'teacher-forced' as 'teacher-forced' | 'free-running' },
  { labels }: CellContext,
): Cell {
  const scores = ({ V, d }: Named, output: Parameters<typeof tanh>[0]) => add(matMul(output, V!), d!);
  return {
    name: 'jordan',
    layout: (hidden) => ({
      input: hidden,
      states: { y: labels },
      parameters: {
        R: { shape: [labels, hidden], initializer: glorotUniform },
        V: { shape: [hidden, labels], initializer: glorotUniform },
        d: { shape: [labels], initializer: zeros },
      },
    }),
    step(parameters, z, { y }) {
      const output = tanh(add(z, matMul(y!, parameters.R!)));
      return {
        output,
        states: { y: exp(logSoftmax(scores(parameters, output))) },
        gates: { h: output },
      };
    },
    feedback: { state: 'y', forced: feedback === 'teacher-forced', scores },
  };
}

/** `jordan` in recipes. */
export const jordan = cellKind({
  settings: {
    feedback: z
      .enum(['teacher-forced', 'free-running'])
      .default('teacher-forced')
      .describe('what training feeds back: the right label or the own guess'),
  },
  build: jordanCell,
});
