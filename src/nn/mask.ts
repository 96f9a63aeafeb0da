import { cast, less, range, shapeOf, unsqueeze } from '../graph/ops/index.ts';
import { dimOf, type Value } from '../graph/value.ts';

/** Which places of a padded batch hold a token: bool `[time, batch, 1]`, from `like` `[time, ...]` and lengths. */
export function tokenMask(like: Value, lengths: Value): Value {
  const places = range(shapeOf(like, 0, 1), dimOf(like, 0));
  const mask = less(unsqueeze(places, 1), unsqueeze(cast(lengths, 'int64'), 0));
  return unsqueeze(mask, 2);
}
