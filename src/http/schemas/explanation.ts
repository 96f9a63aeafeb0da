import { z } from 'zod';
import { end, slotSchema, start } from './slot.ts';

const wordEffectSchema = z
  .strictObject({
    text: z.string(),
    start,
    end,
    effect: z
      .number()
      .min(-1)
      .max(1)
      .describe(
        'How much less likely it is that these words are such a slot, wherever it ends, if this word is replaced by one ' +
          'of which nothing is known: above zero it speaks for the slot, below zero against it',
      ),
  })
  .meta({ id: 'WordEffect', description: 'What a word does for a slot' });

/** What `explain: true` adds to a result. */
export const explanationSchema = z
  .strictObject({
    slots: z.array(
      slotSchema
        .extend({ words: z.array(wordEffectSchema).describe('Every token outside the slot, in order') })
        .meta({ id: 'SlotExplanation', description: 'A found slot, and what every other word does for it' }),
    ),
  })
  .meta({ id: 'Explanation', description: 'What the words do for the slots' });

/** What `explain: 'states'` adds to a result. */
export const statesSchema = z
  .strictObject({
    cell: z.string().describe('Kind of cell, such as `lstm`'),
    layers: z.array(
      z.strictObject({
        layer: z.int().min(1),
        directions: z.array(
          z.strictObject({
            direction: z.enum(['forward', 'backward']),
            values: z
              .record(z.string(), z.array(z.array(z.number())))
              .describe(
                "By the names of the cell's equations, gates (such as `i`, `f`, `o`) and states (such as `c`, `h`): one " +
                  'number for each unit, to four decimals, for each token',
              ),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'States', description: 'What the network computed on its way, layer by layer' });
