import { type AugmentTools, augment } from '../../audio/augment/augment.ts';
import { drawAugmentation } from '../../audio/augment/draw.ts';
import { maskFeatures } from '../../audio/augment/mask.ts';
import { extractFeatures, type Features } from '../../audio/features/extract.ts';
import type { FeatureSettings } from '../../audio/features/settings.ts';
import { loadResampler } from '../../audio/resample.ts';
import { randomSource } from '../../random.ts';
import type { AugmentationSettings } from './augmentation.ts';

/** Makes what an utterance sounds like in one step of a training, as features; a seed always gives the same. */
export type VaryFeatures = (samples: Int16Array, seed: string) => Features;

/** How many recordings babble is drawn from. */
const mostOthers = 200;

/** Prepares augmentation; babble is made of `others`. Without any augmentation the features are plain. */
export async function featureVariation(
  features: FeatureSettings,
  { masks, ...settings }: AugmentationSettings,
  others: readonly Int16Array[],
): Promise<VaryFeatures> {
  const isPlain = Object.keys(settings).length === 0;
  const resampler = await loadResampler();
  const { sampleRate, bands } = features;
  const every = Math.max(1, Math.floor(others.length / mostOthers));
  const tools: AugmentTools = {
    sampleRate,
    resampler,
    others: others.filter((_, index) => index % every === 0),
  };
  return (samples, seed) => {
    const random = randomSource(`augment ${seed}`);
    const drawn = drawAugmentation(settings, random);
    const varied = isPlain
      ? extractFeatures(samples, features)
      : extractFeatures(augment(samples, drawn, tools), features, drawn);
    if (masks) maskFeatures(varied, masks, { bands, random });
    return varied;
  };
}
