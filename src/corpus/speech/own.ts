import { dirname, join } from 'node:path';
import { z } from 'zod';
import { toShared16 } from '../../audio/pcm.ts';
import { readAudio } from '../../audio/read-audio.ts';
import { CorpusError, type Problem, type ReadOptions, report } from '../error.ts';
import { readBytes, readSource } from '../source.ts';
import { parseSpeechLine } from './parse-line.ts';
import { spokenText } from './spoken-text.ts';
import { noLimits, type SpokenUtterance } from './utterance.ts';

const lineSchema = z.strictObject({
  audio: z.string().min(1),
  text: z.string(),
  speaker: z.string().exactOptional(),
  id: z.string().min(1).exactOptional(),
});

const example = '{"audio": "order-1.wav", "text": "what is said", "speaker": "anna"}';

/**
 * Reads recordings of one's own: a `.jsonl` file (also `.gz`, `.br`) of lines `{"audio", "text"}`, with `speaker` and `id` if they are
 * there. `audio` is a file in any format of `readAudio`, its path relative to the `.jsonl` file. Throws a CorpusError, or hands it
 * to `onError` and leaves the line out.
 */
export async function readOwnSpeech(path: string, options: ReadOptions = {}): Promise<SpokenUtterance[]> {
  const { file, lines } = readSource(path);
  const utterances: SpokenUtterance[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const { parsed, broken } = parseSpeechLine(line, lineSchema, example);
    const read = parsed === undefined ? broken : await readLine(path, parsed);
    if ('samples' in read) utterances.push(read);
    else report(new CorpusError(file, index + 1, read), options);
  }
  return utterances;
}

async function readLine(path: string, line: z.infer<typeof lineSchema>): Promise<SpokenUtterance | Problem> {
  const text = spokenText(line.text);
  if (typeof text !== 'string') return { field: 'text', ...text };
  try {
    const bytes = new Uint8Array(readBytes(join(dirname(path), line.audio)));
    const samples = toShared16((await readAudio(bytes, noLimits)).samples);
    const { audio, id = audio, speaker } = line;
    return { id, text, source: path, samples, ...(speaker !== undefined && { speaker }) };
  } catch (error) {
    if (error instanceof CorpusError) return { field: 'audio', problem: error.problem, remedy: error.remedy };
    return {
      field: 'audio',
      problem: (error as Error).message,
      remedy: 'Give a recording that can be heard',
    };
  }
}
