import { CorpusError, type ReadOptions, report } from './error.ts';
import type { LabelledSentence } from './sentence.ts';
import type { Source } from './source.ts';
import { joinWords } from './words.ts';

/**
 * Reads CoNLL columns: a word a line, first its text and last its IOB1 or IOB2 label, between them whatever
 * else the corpus has; a blank line ends the sentence. Lines of `-DOCSTART-` are skipped.
 */
export function readColumns({ file, lines }: Source, options: ReadOptions = {}): LabelledSentence[] {
  const sentences: LabelledSentence[] = [];
  let rows: string[][] = [];
  const flush = (nextLine: number): void => {
    if (rows.length > 0) {
      const line = nextLine - rows.length;
      const read = readRows(rows);
      if ('problem' in read) {
        report(new CorpusError(file, line + (read.row ?? 0), read), options);
      } else {
        sentences.push({ ...read, at: { file, line } });
      }
    }
    rows = [];
  };
  lines.forEach((line, index) => {
    const columns = line.split(/\s+/u).filter((column) => column !== '');
    if (columns.length === 0 || columns[0] === '-DOCSTART-') {
      flush(index + 1);
    } else {
      rows.push(columns);
    }
  });
  flush(lines.length + 1);
  return sentences;
}

function readRows(rows: readonly string[][]) {
  const bare = rows.findIndex((columns) => columns.length < 2);
  if (bare >= 0) {
    return {
      row: bare,
      field: 'label',
      problem: `'${rows[bare]![0]}' has no label`,
      remedy: 'Write the word, white space and its label on each line',
    };
  }
  const labels = rows.map((columns) => columns.at(-1)!);
  const read = joinWords(
    rows.map((columns) => columns[0]!),
    labels,
  );
  const wrong = labels.findIndex((label) => !/^(?:O$|[BI]-.)/u.test(label));
  return 'problem' in read ? { ...read, row: Math.max(wrong, 0) } : read;
}
