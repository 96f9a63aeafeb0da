import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { CorpusError } from '../error.ts';
import { readSource } from '../source.ts';
import { chooseParts, type ListedUtterance, type SpeechPart } from './choose.ts';
import { readOwnSpeech } from './own.ts';
import { readSpeechPack } from './pack.ts';
import type { SpeechPlan, SpeechSource } from './plan.ts';
import type { SpokenUtterance } from './utterance.ts';

/** An utterance of a plan's source. */
export interface PlannedUtterance extends SpokenUtterance {
  /** How often an epoch has it. */
  readonly repeat: number;
}

/** Speech in its parts. */
export interface SpeechSplits extends Readonly<Record<SpeechPart, readonly PlannedUtterance[]>> {
  readonly files: readonly string[];
  /** Of the files, one after another. */
  readonly sha256: string;
  /** Lines whose transcripts or recordings cannot be used. */
  readonly refused: readonly CorpusError[];
}

/** What of the sources is read. */
export interface ReadSplits {
  /** All of them, unless given. */
  readonly parts?: readonly SpeechPart[];
}

const allParts = ['train', 'dev', 'test'] as const;

/** Reads the sources of a plan, their paths being from `root`; throws a CorpusError for one that cannot be read. */
export async function readSpeechSplits(
  root: string,
  plan: SpeechPlan,
  { parts = allParts }: ReadSplits = {},
): Promise<SpeechSplits> {
  const found: Record<SpeechPart, PlannedUtterance[]> = { train: [], dev: [], test: [] };
  const refused: CorpusError[] = [];
  const files: string[] = [];
  for (const source of plan.sources) {
    const path = resolve(root, source.path);
    const read = await readPlanned(path, source, { parts, refuse: (error) => refused.push(error) });
    for (const part of allParts) found[part].push(...read[part]);
    files.push(...filesOf(path));
  }
  return { ...found, files, sha256: await sha256OfFiles(files), refused };
}

/** Whether a source is a file of recordings of one's own, and no folder of a pack. */
function isOwn(path: string): boolean {
  return /\.jsonl(\.gz|\.br)?$/.test(path);
}

interface Reading {
  readonly parts: readonly SpeechPart[];
  readonly refuse: (error: CorpusError) => void;
}

async function readPlanned(
  path: string,
  source: SpeechSource,
  { parts, refuse }: Reading,
): Promise<Record<SpeechPart, PlannedUtterance[]>> {
  const chosen = chooseParts(source, listUtterances(isOwn(path) ? path : join(path, 'index.jsonl')));
  const isWanted = ({ id }: { readonly id: string }) => parts.some((part) => chosen.get(id) === part);
  const utterances = isOwn(path)
    ? (await readOwnSpeech(path, { onError: refuse })).filter(isWanted)
    : await readSpeechPack(path, { only: isWanted, onError: refuse });
  const found: Record<SpeechPart, PlannedUtterance[]> = { train: [], dev: [], test: [] };
  for (const utterance of utterances) {
    const part = chosen.get(utterance.id)!;
    // The name and not the path, which is of no use elsewhere.
    found[part].push({ ...utterance, source: basename(path), repeat: part === 'train' ? source.repeat : 1 });
  }
  return found;
}

interface Listed extends ListedUtterance {
  readonly audio?: string | undefined;
}

/** The utterances that an index lists; what is wrong with a line is said when it is read. */
function listUtterances(index: string): Listed[] {
  const { lines } = readSource(index);
  return lines.flatMap((line) => {
    try {
      const { audio, id = audio, speaker, voice, split } = JSON.parse(line);
      return [{ id, speaker, voice, split, audio }];
    } catch {
      return [];
    }
  });
}

/** What is hashed: recordings that are missing are refused when they are read. */
function filesOf(path: string): string[] {
  if (!isOwn(path)) return [join(path, 'index.jsonl'), join(path, 'audio.pack')];
  const names = new Set(listUtterances(path).flatMap(({ audio }) => audio ?? []));
  return [path, ...[...names].map((name) => join(dirname(path), name)).filter((file) => existsSync(file))];
}

async function sha256OfFiles(files: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) for await (const bytes of createReadStream(file)) hash.update(bytes as Buffer);
  return hash.digest('hex');
}
