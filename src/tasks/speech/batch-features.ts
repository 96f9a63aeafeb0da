import type { Features } from '../../audio/features/extract.ts';

/** Features of several utterances as the graphs are fed with them. */
export interface FeatureBatch {
  /** `[time, batch, inputs]`, zeros where an utterance is padded. */
  readonly features: { readonly data: Float32Array; readonly dims: readonly [number, number, number] };
  /** `[batch]` */
  readonly lengths: { readonly data: Int32Array; readonly dims: readonly [number] };
}

/** Lays utterances side by side, as long as the longest. */
export function batchFeatures(utterances: readonly Features[], inputs: number): FeatureBatch {
  const batch = utterances.length;
  const time = Math.max(...utterances.map(({ frames }) => frames));
  const data = new Float32Array(time * batch * inputs);
  for (const [place, { values, frames }] of utterances.entries()) {
    for (let t = 0; t < frames; t++) {
      data.set(values.subarray(t * inputs, (t + 1) * inputs), (t * batch + place) * inputs);
    }
  }
  const lengths = Int32Array.from(utterances, ({ frames }) => frames);
  return { features: { data, dims: [time, batch, inputs] }, lengths: { data: lengths, dims: [batch] } };
}
