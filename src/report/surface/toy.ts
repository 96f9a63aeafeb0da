import { linearUnitByHand } from '../../surface/linear-unit.ts';
import type { Toy } from '../../surface/measure.ts';
import { type Figure, paint } from '../chart.ts';
import { digits } from '../format.ts';
import { type Html, html, table } from '../html.ts';
import { linesFigure } from './lines.ts';
import { section } from './section.ts';

/** The plots of the linear unit: its answer and its gradient over its weight. */
export function toyFigures({ drawn, steps }: Toy): Figure[] {
  const x = 'recurrent weight w';
  const largest = drawn.reduce((most, { y }) => Math.max(most, y), 0);
  const gradients = drawn.map(({ gradient }) => Math.abs(gradient));
  return [
    linesFigure({
      id: 'toy-output',
      caption: `The answer of one linear unit after ${steps} steps, by its weight`,
      description: `Line chart. The answer is near 0 for all weights below 1, is 1 at 1 and rises to ${digits(largest)}.`,
      x,
      y: 'answer y',
      lines: [{ name: 'y', color: paint.one, points: drawn.map(({ w, y }) => [w, y]) }],
    }),
    linesFigure({
      id: 'toy-gradient',
      caption: 'The gradient of that answer by the weight, on a logarithmic axis',
      description: `Line chart with a logarithmic axis. The gradient rises from ${digits(Math.min(...gradients))} to ${digits(Math.max(...gradients))}.`,
      x,
      y: '|dy/dw|',
      log: true,
      lines: [
        {
          name: '|dy/dw|',
          color: paint.two,
          points: drawn.map(({ w, gradient }) => [w, Math.abs(gradient)]),
        },
      ],
    }),
  ];
}

/** The smallest recurrent network there is. */
export function toySection(toy: Toy): Html {
  const { named, steps } = toy;
  const rows = named.map(({ w, y, gradient }) => {
    const byHand = linearUnitByHand(w, steps);
    return [String(w), digits(y), digits(byHand.y), digits(gradient), digits(byHand.gradient)];
  });
  const header = ['w', 'y', 'by hand', 'dy/dw', 'by hand'];
  return section('toy', 'One weight', toyFigures(toy), [
    html`<p>One linear unit reads 1 and then ${steps - 1} zeros, and all that leads from one step to the next is one weight w. So
it answers y = w<sup>${steps - 1}</sup>. A change of w by a hundredth decides whether the answer is thousands or next to nothing,
and the gradient, by which training has to find its way, is either huge or gone: no one learning rate suits both. The unit was
run as a real network, by the scan and the back-propagation through time that train the taggers, in single precision.</p>\n`,
    table('Answer and gradient, as run and by hand', header, rows, 4),
  ]);
}
