import { z } from 'zod';

/** A probability. */
export const confidence = z.number().min(0).max(1);
/** Where a stretch of the text begins. */
export const start = z.int().min(0).describe('Where it starts in the text, in units of `offsetUnit`');
/** Where it ends. */
export const end = z.int().min(0).describe('Where it ends in the text, exclusive');

/** A found slot. */
export const slotSchema = z
  .strictObject({
    slot: z.string(),
    text: z.string().describe('The words, as they stand in the text'),
    start,
    end,
    confidence: confidence.describe('Probability that exactly this slot is exactly here'),
  })
  .meta({ id: 'Slot', description: 'A found slot' });
