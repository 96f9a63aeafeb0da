import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { sha256Of } from '../sha256.ts';
import { packageFiles } from './files.ts';
import type {
  KeywordsManifestFields,
  ManifestFields,
  SentimentManifestFields,
  SpeechManifestFields,
} from './manifest.ts';
import {
  type AnyPackage,
  type KeywordsPackage,
  parseManifest,
  parsePackage,
  type SentimentPackage,
  type SpeechPackage,
  type TaggerPackage,
} from './parse.ts';

/** What a package is made from: the manifest's fields, and all other files by name. */
export interface NewPackage<Fields = ManifestFields> {
  readonly manifest: Fields;
  readonly files: Readonly<Record<string, Uint8Array | string>>;
}

/** The same of any task. */
export type AnyNewPackage = NewPackage<
  ManifestFields | SentimentManifestFields | KeywordsManifestFields | SpeechManifestFields
>;

/** The parts with these golden cases. */
export function withGolden<Fields>(
  { manifest, files }: NewPackage<Fields>,
  golden: unknown,
): NewPackage<Fields> {
  return { manifest, files: { ...files, [packageFiles.golden]: `${JSON.stringify(golden, null, 2)}\n` } };
}

/** Adds sizes and checksums and checks the whole as loading would; throws a PackageError. */
export function assemblePackage(folder: string, parts: NewPackage): TaggerPackage;
export function assemblePackage(folder: string, parts: NewPackage<SentimentManifestFields>): SentimentPackage;
export function assemblePackage(folder: string, parts: NewPackage<KeywordsManifestFields>): KeywordsPackage;
export function assemblePackage(folder: string, parts: NewPackage<SpeechManifestFields>): SpeechPackage;
export function assemblePackage(folder: string, parts: AnyNewPackage): AnyPackage;
export function assemblePackage(folder: string, { manifest, files }: AnyNewPackage): AnyPackage {
  const contents = new Map(Object.entries(files).map(([name, data]) => [name, bytesOf(data)]));
  const unread: (string | undefined)[] = [
    packageFiles.card,
    'weights' in manifest ? manifest.weights?.file : undefined,
  ];
  const listed = [...contents].filter(([name]) => !unread.includes(name));
  const complete = {
    ...manifest,
    formatVersion: 2,
    files: Object.fromEntries(
      listed.map(([name, bytes]) => [name, { sha256: sha256Of(bytes), bytes: bytes.length }]),
    ),
  };
  return parsePackage(folder, parseManifest(folder, bytesOf(JSON.stringify(complete))), contents);
}

/**
 * Writes a package to `folder`, replacing what is there: into a hidden folder beside it first, then by renaming,
 * so that no reader ever sees half a package. Throws a PackageError, and writes nothing, if it could not be loaded.
 */
export async function savePackage(folder: string, parts: AnyNewPackage): Promise<void> {
  const target = resolve(folder);
  const { manifest } = assemblePackage(target, parts);
  const beside = (what: string): string =>
    join(dirname(target), `.${basename(target)}.${what}-${process.pid}-${Date.now().toString(36)}`);
  const fresh = beside('new');
  const old = beside('old');
  await mkdir(fresh, { recursive: true });
  try {
    for (const [name, data] of Object.entries(parts.files)) await writeFile(join(fresh, name), data);
    await writeFile(join(fresh, packageFiles.manifest), `${JSON.stringify(manifest, null, 2)}\n`);
    const replaces = await renameIfThere(target, old);
    try {
      await rename(fresh, target);
    } catch (error) {
      if (replaces) await rename(old, target);
      throw error;
    }
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  await rm(old, { recursive: true, force: true });
}

async function renameIfThere(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

function bytesOf(data: Uint8Array | string): Uint8Array {
  return typeof data === 'string' ? Buffer.from(data) : data;
}
