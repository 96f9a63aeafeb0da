import { z } from 'zod';

const share = z.number().min(0).max(1).default(1).describe('of the utterances');
const drawn = (min: number, max: number) =>
  z
    .strictObject({ share, min: z.number().min(min).max(max), max: z.number().min(min).max(max) })
    .refine((range) => range.min <= range.max, { path: ['min'], error: 'must be at most max' });

/** How training varies what it hears, afresh in each step; what is left out is off. */
export const augmentationSchema = z.strictObject({
  speed: drawn(0.5, 2).exactOptional().describe('how many times as fast, which also raises the pitch'),
  warp: drawn(0.7, 1.4).exactOptional().describe('how many times as high the resonances of the voice lie'),
  room: drawn(0.05, 2).exactOptional().describe("seconds in which a room's echo dies away"),
  noise: z
    .strictObject({
      share,
      min: z.number().min(-20).max(100),
      max: z.number().min(-20).max(100),
      kinds: z
        .array(z.enum(['white', 'pink', 'babble']))
        .min(1)
        .default(['white', 'pink', 'babble']),
    })
    .exactOptional()
    .describe('dB by which speech is louder than noise'),
  phone: z.strictObject({ share }).exactOptional().describe('what is heard as through a telephone'),
  gain: drawn(-60, 40).exactOptional().describe('dB'),
  clip: drawn(0.05, 1)
    .exactOptional()
    .describe('level at which samples are cut off, as a part of the loudest'),
  colour: z
    .strictObject({ share, most: z.number().min(0).max(60) })
    .exactOptional()
    .describe('dB by which a microphone tilts and bows the spectrum at most, either way'),
  trim: z
    .strictObject({ share })
    .exactOptional()
    .describe('whose quiet before and after what is said is cut off'),
  pause: drawn(0, 5)
    .exactOptional()
    .describe('seconds of a quiet room before what is said, and drawn again after it'),
  masks: z
    .strictObject({
      timeMasks: z.int().min(0).max(20).default(2),
      timeWidth: z.int().min(0).max(500).default(12).describe('frames hidden by one mask at most'),
      timeShare: z
        .number()
        .min(0)
        .max(1)
        .default(0.15)
        .describe('part of all frames hidden by one mask at most'),
      bandMasks: z.int().min(0).max(20).default(2),
      bandWidth: z.int().min(0).max(256).default(12).describe('bands hidden by one mask at most'),
    })
    .exactOptional()
    .describe('runs of frames and of bands that are hidden (SpecAugment)'),
});

/** Parsed settings of augmentation. */
export type AugmentationSettings = z.infer<typeof augmentationSchema>;
