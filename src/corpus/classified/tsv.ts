import type { Source } from '../source.ts';
import { joinClitics } from './clitics.ts';
import { type ClassifiedOptions, type ClassifiedText, ClassifiedTexts } from './text.ts';

/** Reads a text of split words, a tab and its label a line, as two-class SST comes; blank lines are skipped. */
export function readTsv({ file, lines }: Source, options: ClassifiedOptions): ClassifiedText[] {
  const read = new ClassifiedTexts(file, options);
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const [text = '', label, ...more] = line.split('\t');
    if (label === undefined || more.length > 0 || text.trim() === '') {
      read.refuse(index + 1, {
        field: text.trim() === '' ? 'text' : 'label',
        problem: `${line.split('\t').length} columns, or no text`,
        remedy: 'Write the text, one tab and the label',
      });
      continue;
    }
    read.add(joinClitics(text), label.trim(), index + 1);
  }
  return read.texts;
}
