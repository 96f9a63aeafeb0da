import type { Recipe } from '../tasks/tag/recipe.ts';

/** A network in words, such as `2 bidirectional layers of 64 lstm units a direction`. */
export function networkText({ cell, direction, layers, hidden, window }: Recipe['network']): string {
  const way = cell.name === 'feed-forward' ? '' : `${direction} `;
  const each = direction === 'bidirectional' && way !== '' ? ' a direction' : '';
  const near = window === 0 ? '' : ` (each token joined with ${window} on each side)`;
  return `${layers} ${way}${layers === 1 ? 'layer' : 'layers'} of ${hidden} ${cell.name} units${each}${near}`;
}
