import { CorpusError, type ReadOptions, report } from './error.ts';
import type { LabelledSentence } from './sentence.ts';
import type { Source } from './source.ts';
import { joinWords } from './words.ts';

/** Reads a sentence a line from `seq.in` (words) and `seq.out` (IOB labels), as ATIS and SNIPS come. */
export function readPairs(words: Source, labels: Source, options: ReadOptions = {}): LabelledSentence[] {
  const sentences: LabelledSentence[] = [];
  const count = Math.max(words.lines.length, labels.lines.length);
  for (let index = 0; index < count; index += 1) {
    const [row, labelRow] = [split(words.lines[index]), split(labels.lines[index])];
    if (row.length === 0 && labelRow.length === 0) {
      continue;
    }
    const read = joinWords(row, labelRow);
    if ('problem' in read) {
      report(new CorpusError(labels.file, index + 1, read), options);
    } else {
      sentences.push({ ...read, at: { file: words.file, line: index + 1 } });
    }
  }
  return sentences;
}

function split(line: string | undefined): string[] {
  return (line ?? '').split(/\s+/u).filter((word) => word !== '');
}
