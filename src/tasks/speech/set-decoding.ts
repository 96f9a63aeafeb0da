import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageFiles } from '../../package/files.ts';
import type { SpeechManifestFields } from '../../package/manifest.ts';
import type { SpeechPackage } from '../../package/parse.ts';
import { savePackage } from '../../package/save.ts';
import { sha256Of } from '../../sha256.ts';
import type { SpeechEvaluation } from './evaluate.ts';
import { figuresOf } from './figures.ts';
import type { MeasuredSpeech } from './finish.ts';
import type { SearchSettings } from './tune.ts';

/** The name of a language model in a package. */
export const languageModelFile = 'language-model.arpa.gz';

/** The report of the training, which is no part of a package but stands in its folder. */
const reportFile = 'report.html';

/** How a package is to be decoded from now on, and what it reaches so. */
export interface NewDecoding {
  readonly settings: SearchSettings;
  /** A gzipped ARPA file. */
  readonly languageModel: Uint8Array;
  readonly dev: SpeechEvaluation;
  readonly test?: SpeechEvaluation;
}

/**
 * Writes the package anew with a language model and its weights, what it reaches with them, and the model card that `card`
 * writes. Throws a PackageError, and writes nothing, if it could not be loaded.
 */
export async function setDecoding(
  source: SpeechPackage,
  { settings, languageModel, dev, test }: NewDecoding,
  card: (measured: MeasuredSpeech) => string,
): Promise<void> {
  const { folder } = source;
  const { formatVersion: _, files: listed, ...described } = source.manifest;
  const old = source.manifest.decoding?.languageModel?.file;
  const kept = Object.keys(listed).filter((file) => file !== old);
  const names = [...kept, ...(source.manifest.weights ? [source.manifest.weights.file] : [])];
  const files = await Promise.all(
    names.map(async (name) => [name, await readFile(join(folder, name))] as const),
  );
  const { beamWidth, alpha, beta, unknownScore } = settings;
  const manifest: SpeechManifestFields = {
    ...described,
    decoding: {
      ...{ beamWidth, alpha, beta, unknownScore },
      languageModel: { file: languageModelFile, sha256: sha256Of(languageModel) },
    },
    metrics: {
      dev: figuresOf(String(described.metrics.dev?.dataSet ?? 'dev'), dev),
      ...(test && { test: figuresOf(String(described.metrics.test?.dataSet ?? 'test'), test) }),
    },
  };
  const measured = { manifest, dev, ...(test && { test }), bytes: source.model.length };
  const report = join(folder, reportFile);
  const page = existsSync(report) ? await readFile(report) : undefined;
  await savePackage(folder, {
    manifest,
    files: {
      ...Object.fromEntries(files),
      [languageModelFile]: languageModel,
      [packageFiles.card]: card(measured),
    },
  });
  if (page) await writeFile(report, page);
}
