import { jsonPointer, SlotlineError } from '../../errors.ts';
import { codePoints } from '../schemas/texts.ts';

/** Refuses texts that have more than `most` code points together; a text by itself is never too long for this. */
export function checkTotal(
  { texts = [] }: { readonly texts?: readonly string[] | undefined },
  most: number,
): void {
  // No text has more code points than UTF-16 units, which are known already.
  if (texts.reduce((sum, { length }) => sum + length, 0) <= most) return;
  let total = 0;
  for (const [i, text] of texts.entries()) {
    total += codePoints(text);
    if (i === 0 || total <= most) continue;
    const detail = `Texts may have ${most} characters together; send this one, and those after it, in another request`;
    throw new SlotlineError('too_many_texts', detail, { pointer: jsonPointer(['texts', i]) });
  }
}
