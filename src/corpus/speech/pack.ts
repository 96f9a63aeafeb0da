import { closeSync, openSync, readSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { toShared16 } from '../../audio/pcm.ts';
import { readAudio } from '../../audio/read-audio.ts';
import { CorpusError, type Problem, type ReadOptions, report } from '../error.ts';
import { readSource } from '../source.ts';
import { parseSpeechLine } from './parse-line.ts';
import { spokenText } from './spoken-text.ts';
import { noLimits, type SpokenUtterance } from './utterance.ts';

const lineSchema = z.looseObject({
  id: z.string().min(1),
  off: z.int().min(0),
  len: z.int().min(1),
  fmt: z.enum(['flac', 'ogg-opus']),
  text: z.string('must be what is said: lines without a transcript can only be left out'),
  speaker: z.string().exactOptional(),
});

const example = '{"id": "a", "off": 0, "len": 5840, "fmt": "flac", "text": "what is said"}';

/** A line of a pack's index; what this format does not know stays there. */
export type PackLine = z.infer<typeof lineSchema>;

/** What of a pack is read. */
export interface PackOptions extends ReadOptions {
  /** Lines that are wanted; those that are not are not decoded. */
  readonly only?: (line: PackLine) => boolean;
}

/**
 * Reads a speech pack: `audio.pack`, encoded files one after another, and `index.jsonl`, which says of each `id`, `off` and `len`
 * (bytes in the pack), `fmt` (`flac`, `ogg-opus`), `text`, and maybe `speaker`. Throws a CorpusError, or hands it to `onError` and
 * leaves the line out: transcripts that can be read in several ways are refused (`spokenText`).
 */
export async function readSpeechPack(folder: string, options: PackOptions = {}): Promise<SpokenUtterance[]> {
  const { file, lines } = readSource(join(folder, 'index.jsonl'));
  const pack = openPack(join(folder, 'audio.pack'));
  const utterances: SpokenUtterance[] = [];
  try {
    for (const [index, line] of lines.entries()) {
      if (line.trim() === '') continue;
      const { parsed, broken } = parseSpeechLine(line, lineSchema, example);
      if (parsed !== undefined && options.only?.(parsed) === false) continue;
      const read = parsed === undefined ? broken : await decodeLine(pack, parsed, basename(folder));
      if ('samples' in read) utterances.push(read);
      else report(new CorpusError(file, index + 1, read), options);
    }
  } finally {
    closeSync(pack);
  }
  return utterances;
}

function openPack(file: string): number {
  try {
    return openSync(file, 'r');
  } catch (error) {
    const problem = `cannot be read (${(error as NodeJS.ErrnoException).code})`;
    throw new CorpusError(file, undefined, { problem, remedy: 'Check the path and its permissions' });
  }
}

async function decodeLine(pack: number, line: PackLine, source: string): Promise<SpokenUtterance | Problem> {
  const text = spokenText(line.text);
  if (typeof text !== 'string') return { field: 'text', ...text };
  const bytes = new Uint8Array(line.len);
  if (readSync(pack, bytes, 0, line.len, line.off) < line.len) {
    return {
      field: 'off',
      problem: 'points behind the end of audio.pack',
      remedy: 'Make pack and index again',
    };
  }
  try {
    const samples = toShared16((await readAudio(bytes, noLimits)).samples);
    const { id, speaker } = line;
    return { id, text, source, samples, ...(speaker !== undefined && { speaker }) };
  } catch (error) {
    return { problem: (error as Error).message, remedy: 'Make pack and index again' };
  }
}
