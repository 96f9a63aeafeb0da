import { z } from 'zod';
import { sha256Of } from '../sha256.ts';
import { slotOf } from '../text/bio.ts';
import type { EncoderWords } from '../text/encoders/index.ts';
import { tokenizerName } from '../text/tokenizer.ts';
import { tokenizerNames } from '../text/tokenizers.ts';
import { otherWord } from '../text/vocabulary.ts';
import { PackageError } from './error.ts';
import { packageFiles } from './files.ts';
import {
  type GoldenCase,
  goldenSchema,
  type KeywordsGoldenCase,
  keywordsGoldenSchema,
  type SentimentGoldenCase,
  type SpeechGoldenCase,
  sentimentGoldenSchema,
  speechGoldenSchema,
} from './golden.ts';
import {
  type AnyManifest,
  anyManifestSchema,
  firstIssue,
  type KeywordsManifest,
  type Manifest,
  type SentimentManifest,
  type SpeechManifest,
} from './manifest.ts';

/** What the packages of all tasks hold, checked as far as that goes without running their graphs. */
interface PackageOf<M extends AnyManifest> {
  /** Where it came from, for messages. */
  readonly folder: string;
  readonly manifest: M;
  /** The bytes of the graph: of sentences, where there is one of tokens too. */
  readonly model: Uint8Array;
}

/** What the packages of tasks that read tokens hold. */
interface TokenPackageOf<M extends TokenManifest> extends PackageOf<M> {
  readonly words: EncoderWords;
  /** The bytes of the graph of tokens. */
  readonly tokens: Uint8Array;
}

type TokenManifest = Exclude<AnyManifest, SpeechManifest>;

/** The contents of a tagger's package. */
export interface TaggerPackage extends TokenPackageOf<Manifest> {
  readonly task: 'tag';
  readonly labels: readonly string[];
  /** Of the graph of gates and states, which only explanations need. */
  readonly states?: Uint8Array;
  readonly golden: readonly GoldenCase[];
}

/** The contents of a sentiment model's package. */
export interface SentimentPackage extends TokenPackageOf<SentimentManifest> {
  readonly task: 'sentiment';
  readonly golden: readonly SentimentGoldenCase[];
}

/** The contents of the package of a model of keywords. */
export interface KeywordsPackage extends TokenPackageOf<KeywordsManifest> {
  readonly task: 'keywords';
  readonly golden: readonly KeywordsGoldenCase[];
}

/** The contents of a speech model's package. */
export interface SpeechPackage extends PackageOf<SpeechManifest> {
  readonly task: 'speech';
  /** The bytes of the language model, a gzipped ARPA file. */
  readonly languageModel?: Uint8Array;
  readonly golden: readonly SpeechGoldenCase[];
}

/** The contents of a package by its task. */
export interface Packages {
  readonly tag: TaggerPackage;
  readonly sentiment: SentimentPackage;
  readonly keywords: KeywordsPackage;
  readonly speech: SpeechPackage;
}

/** What a model is for. */
export type Task = keyof Packages;

/** The contents of any package. */
export type AnyPackage = Packages[Task];

/** The package as one of `task`; throws a PackageError if it is for another. */
export function packageFor<T extends Task>(task: T, source: AnyPackage): Packages[T] {
  if (source.task === task) return source as Packages[T];
  const where = { folder: source.folder, file: packageFiles.manifest, field: 'task' };
  throw new PackageError(where, `is ${source.task}; what was asked for needs a model for ${task}`);
}

/** The bytes of a package's files by name. */
export type PackageContents = ReadonlyMap<string, Uint8Array>;

const wordList = z.array(z.string());
const vocabularySchema = wordList.refine(
  ([first]) => first === otherWord,
  `does not begin with ${otherWord}`,
);

/** Checks the text of `manifest.json`; throws a PackageError. */
export function parseManifest(folder: string, bytes: Uint8Array): AnyManifest {
  const manifest = parseJson({ folder, file: packageFiles.manifest }, bytes, anyManifestSchema);
  const refuse: Refuse = (field, problem) => {
    throw new PackageError({ folder, file: packageFiles.manifest, field }, problem);
  };
  if (manifest.task !== 'speech') checkTokenizer(manifest, refuse);
  if (manifest.task === 'tag') {
    const unknown = manifest.requested?.find((slot) => !manifest.slots.includes(slot));
    if (unknown !== undefined) refuse('requested', `${unknown} is not among slots`);
  }
  for (const name of filesNeededBy(manifest)) {
    if (!Object.hasOwn(manifest.files, name)) refuse('files', `lacks ${name}`);
  }
  if (manifest.task === 'speech') checkLanguageModel(manifest, refuse);
  return manifest;
}

type Refuse = (field: string, problem: string) => never;

function checkTokenizer({ task, tokenizer }: TokenManifest, refuse: Refuse): void {
  // Only for texts as a whole does it not matter where exactly words end.
  const known: readonly string[] = task === 'sentiment' ? tokenizerNames : [tokenizerName];
  if (!known.includes(tokenizer)) {
    refuse('tokenizer', `is ${tokenizer}; this version splits such texts by ${known.join(' or ')}`);
  }
}

function checkLanguageModel({ decoding, files }: SpeechManifest, refuse: Refuse): void {
  const named = decoding?.languageModel;
  if (named !== undefined && files[named.file]!.sha256 !== named.sha256) {
    refuse('decoding.languageModel.sha256', `is not the one that files has of ${named.file}`);
  }
}

/** Checks a package's files against its manifest and parses them; throws a PackageError. */
export function parsePackage(folder: string, manifest: AnyManifest, contents: PackageContents): AnyPackage {
  for (const [file, expected] of Object.entries(manifest.files)) {
    checkFile({ folder, file }, contents.get(file), expected);
  }
  const read: Read = (file, schema) => parseJson({ folder, file }, contents.get(file)!, schema);
  const model = contents.get(manifest.model.file)!;
  if (manifest.task === 'speech') {
    const named = manifest.decoding?.languageModel;
    const languageModel = named && { languageModel: contents.get(named.file)! };
    const golden = read(packageFiles.golden, speechGoldenSchema);
    return { folder, task: 'speech', manifest, model, ...languageModel, golden };
  }
  const { word, vector } = manifest.encoders;
  const common = {
    folder,
    words: {
      ...(word && { vocabulary: read(packageFiles.vocabulary, vocabularySchema) }),
      ...(vector && { vectorWords: read(packageFiles.vectorWords, wordList) }),
    },
    tokens: contents.get(manifest.model.tokens)!,
    model,
  };
  if (manifest.task === 'sentiment') {
    const golden = read(packageFiles.golden, sentimentGoldenSchema);
    return { ...common, task: 'sentiment', manifest, golden };
  }
  if (manifest.task === 'keywords') {
    const golden = read(packageFiles.golden, keywordsGoldenSchema);
    return { ...common, task: 'keywords', manifest, golden };
  }
  const labels = read(packageFiles.labels, wordList);
  checkLabels(folder, manifest, labels);
  const { states } = manifest.model;
  return {
    ...common,
    task: 'tag',
    manifest,
    labels,
    ...(states !== undefined && { states: contents.get(states)! }),
    golden: read(packageFiles.golden, goldenSchema),
  };
}

type Read = <T>(file: string, schema: z.ZodType<T>) => T;

function filesNeededBy(manifest: AnyManifest): string[] {
  const common = [manifest.model.file, packageFiles.golden];
  if (manifest.task === 'speech') {
    const named = manifest.decoding?.languageModel;
    return named ? [...common, named.file] : common;
  }
  const { model, encoders } = manifest;
  const needed: string[] = [model.tokens, ...common];
  if (manifest.task === 'tag') {
    needed.push(packageFiles.labels);
    if (manifest.model.states !== undefined) needed.push(manifest.model.states);
  }
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
