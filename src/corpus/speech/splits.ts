import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join, resolve } from 'node:path';
import type { CorpusError } from '../error.ts';
import { readSource } from '../source.ts';
import { chooseParts, type ListedUtterance, type SpeechPart } from './choose.ts';
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

/** Reads the sources of a plan, their paths being from `root`; throws a CorpusError for a pack that cannot be read. */
export async function readSpeechSplits(
  root: string,
  plan: SpeechPlan,
  { parts = ['train', 'dev', 'test'] }: ReadSplits = {},
): Promise<SpeechSplits> {
  const found: Record<SpeechPart, PlannedUtterance[]> = { train: [], dev: [], test: [] };
  const refused: CorpusError[] = [];
  const files: string[] = [];
  for (const source of plan.sources) {
    const folder = resolve(root, source.path);
    const chosen = chooseParts(source, listUtterances(folder));
    const utterances = await readSpeechPack(folder, {
      only: ({ id }) => parts.some((part) => chosen.get(id) === part),
      onError: (error) => refused.push(error),
    });
    for (const utterance of utterances) add(found, source, { utterance, part: chosen.get(utterance.id)! });
    files.push(join(folder, 'index.jsonl'), join(folder, 'audio.pack'));
  }
  return { ...found, files, sha256: await sha256OfFiles(files), refused };
}

function add(
  found: Record<SpeechPart, PlannedUtterance[]>,
  source: SpeechSource,
  { utterance, part }: { readonly utterance: SpokenUtterance; readonly part: SpeechPart },
): void {
  found[part].push({ ...utterance, repeat: part === 'train' ? source.repeat : 1 });
}

/** The utterances that a pack's index lists; what is wrong with a line is said when it is read. */
function listUtterances(folder: string): ListedUtterance[] {
  const { lines } = readSource(join(folder, 'index.jsonl'));
  return lines.flatMap((line) => {
    try {
      const { id, speaker, voice } = JSON.parse(line);
      return [{ id, speaker, voice }];
    } catch {
      return [];
    }
  });
}

async function sha256OfFiles(files: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) for await (const bytes of createReadStream(file)) hash.update(bytes as Buffer);
  return hash.digest('hex');
}
