/** The files of a package that have one fixed name. */
export const packageFiles = {
  manifest: 'manifest.json',
  labels: 'labels.json',
  /** Words of the `word` encoder, row by row. */
  vocabulary: 'vocabulary.json',
  /** Words of the `vector` encoder, from row 1. */
  vectorWords: 'vector-words.json',
  golden: 'golden.json',
  /** The model card: for readers only, so it has no checksum and may be edited. */
  card: 'README.md',
} as const;

/** How far a confidence may lie from the recorded one: processors round differently. */
export const goldenTolerance = 1e-3;
