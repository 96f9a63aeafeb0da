import type { Recipe } from '../tasks/tag/recipe.ts';

/** What the networks of all tasks have; a tagger's may also look at tokens around. */
type Network = Pick<Recipe['network'], 'cell' | 'direction' | 'layers' | 'hidden'> & {
  readonly window?: number;
};

/** A network in words, such as `2 bidirectional layers of 64 lstm units a direction`. */
export function networkText({ cell, direction, layers, hidden, window = 0 }: Network): string {
  const way = cell.name === 'feed-forward' ? '' : `${direction} `;
  const each = direction === 'bidirectional' && way !== '' ? ' a direction' : '';
  const near = window === 0 ? '' : ` (each token joined with ${window} on each side)`;
  return `${layers} ${way}${layers === 1 ? 'layer' : 'layers'} of ${hidden} ${cell.name} units${each}${near}`;
}
