import { z } from 'zod';
import { sha256Of } from '../sha256.ts';
import { slotOf } from '../text/bio.ts';
import type { EncoderWords } from '../text/encoders/index.ts';
import { tokenizerName } from '../text/tokenizer.ts';
import { otherWord } from '../text/vocabulary.ts';
import { PackageError } from './error.ts';
import { packageFiles } from './files.ts';
import { type GoldenCase, goldenSchema } from './golden.ts';
import { firstIssue, type Manifest, manifestSchema } from './manifest.ts';

/** The contents of a package, checked as far as that goes without running its graph. */
export interface TaggerPackage {
  /** Where it came from, for messages. */
  readonly folder: string;
  readonly manifest: Manifest;
  readonly labels: readonly string[];
  readonly words: EncoderWords;
  /** The bytes of the graph of tokens, and of the graph of sentences. */
  readonly tokens: Uint8Array;
  readonly model: Uint8Array;
  /** Of the graph of gates and states, which only explanations need. */
  readonly states?: Uint8Array;
  readonly golden: readonly GoldenCase[];
}

/** The bytes of a package's files by name. */
export type PackageContents = ReadonlyMap<string, Uint8Array>;

const wordList = z.array(z.string());
const vocabularySchema = wordList.refine(
  ([first]) => first === otherWord,
  `does not begin with ${otherWord}`,
);

/** Checks the text of `manifest.json`; throws a PackageError. */
export function parseManifest(folder: string, bytes: Uint8Array): Manifest {
  const manifest = parseJson({ folder, file: packageFiles.manifest }, bytes, manifestSchema);
  const refuse = (field: string, problem: string): never => {
    throw new PackageError({ folder, file: packageFiles.manifest, field }, problem);
  };
  if (manifest.tokenizer !== tokenizerName) {
    refuse('tokenizer', `is ${manifest.tokenizer}; this version splits texts by ${tokenizerName}`);
  }
  const unknown = manifest.requested?.find((slot) => !manifest.slots.includes(slot));
  if (unknown !== undefined) refuse('requested', `${unknown} is not among slots`);
  for (const name of filesNeededBy(manifest)) {
    if (!Object.hasOwn(manifest.files, name)) refuse('files', `lacks ${name}`);
  }
  return manifest;
}

/** Checks a package's files against its manifest and parses them; throws a PackageError. */
export function parsePackage(folder: string, manifest: Manifest, contents: PackageContents): TaggerPackage {
  for (const [file, expected] of Object.entries(manifest.files)) {
    checkFile({ folder, file }, contents.get(file), expected);
  }
  const read = <T>(file: string, schema: z.ZodType<T>): T =>
    parseJson({ folder, file }, contents.get(file)!, schema);
  const labels = read(packageFiles.labels, wordList);
  checkLabels(folder, manifest, labels);
  const { word, vector } = manifest.encoders;
  return {
    folder,
    manifest,
    labels,
    words: {
      ...(word && { vocabulary: read(packageFiles.vocabulary, vocabularySchema) }),
      ...(vector && { vectorWords: read(packageFiles.vectorWords, wordList) }),
    },
    tokens: contents.get(manifest.model.tokens)!,
    model: contents.get(manifest.model.file)!,
    ...(manifest.model.states !== undefined && { states: contents.get(manifest.model.states)! }),
    golden: read(packageFiles.golden, goldenSchema),
  };
}

function filesNeededBy({ model, encoders }: Manifest): string[] {
  const needed: string[] = [model.tokens, model.file, packageFiles.labels, packageFiles.golden];
  if (model.states !== undefined) needed.push(model.states);
  if (encoders.word) needed.push(packageFiles.vocabulary);
  if (encoders.vector) needed.push(packageFiles.vectorWords);
  return needed;
}

function checkFile(
  where: { folder: string; file: string },
  bytes: Uint8Array | undefined,
  expected: { bytes: number; sha256: string },
): void {
  if (bytes === undefined) throw new PackageError(where, 'is missing');
  if (bytes.length !== expected.bytes) {
    throw new PackageError(where, `has ${bytes.length} bytes, the manifest says ${expected.bytes}`);
  }
  if (sha256Of(bytes) !== expected.sha256) {
    throw new PackageError(where, 'does not have the SHA-256 that the manifest says');
  }
}

function checkLabels(folder: string, manifest: Manifest, labels: readonly string[]): void {
  const refuse = (problem: string): never => {
    throw new PackageError({ folder, file: packageFiles.labels }, problem);
  };
  if (labels.length !== manifest.labels.count) {
    refuse(`has ${labels.length} labels, the manifest says ${manifest.labels.count}`);
  }
  if (new Set(labels).size !== labels.length) refuse('names a label twice');
  const slots = new Set<string>();
  for (const [index, label] of labels.entries()) {
    try {
      const slot = slotOf(label);
      if (slot !== undefined) slots.add(slot);
    } catch (error) {
      throw new PackageError({ folder, file: packageFiles.labels, field: String(index) }, messageOf(error));
    }
  }
  const missing =
    manifest.slots.find((slot) => !slots.has(slot)) ??
    [...slots].find((slot) => !manifest.slots.includes(slot));
  if (missing !== undefined) refuse(`and the manifest's slots differ in ${missing}`);
}

function parseJson<T>(where: { folder: string; file: string }, bytes: Uint8Array, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new PackageError(where, `is not JSON (${messageOf(error)})`);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const { field, problem } = firstIssue(result.error);
  throw new PackageError({ ...where, field }, problem);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
