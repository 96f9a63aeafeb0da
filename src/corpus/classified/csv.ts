import { CorpusError } from '../error.ts';
import type { Source } from '../source.ts';
import { type ClassifiedOptions, type ClassifiedText, ClassifiedTexts } from './text.ts';

/** The names that the columns of texts can have. */
const textColumns = ['text', 'review', 'sentence'];

/**
 * Reads comma-separated values (RFC 4180) with a header line: a column `label`, and a column `text`, `review` or
 * `sentence`. Rows without text are left out, since published files have some.
 */
export function readCsv({ file, lines }: Source, options: ClassifiedOptions): ClassifiedText[] {
  const read = new ClassifiedTexts(file, options);
  const [header, ...records] = recordsOf(file, lines);
  const columns = header?.fields ?? [];
  const [text, label] = [columns.findIndex((name) => textColumns.includes(name)), columns.indexOf('label')];
  if (text < 0 || label < 0) {
    throw new CorpusError(file, 1, {
      field: label < 0 ? 'label' : 'text',
      problem: 'is no column of the header line',
      remedy: 'Begin with a line that names the columns label and text',
    });
  }
  for (const { fields, line } of records) {
    if (fields.length !== columns.length) {
      const problem = `${fields.length} fields, the header has ${columns.length}`;
      read.refuse(line, { problem, remedy: 'Put fields that hold commas between quotation marks' });
    } else if (fields[text]!.trim() !== '') {
      read.add(fields[text]!, fields[label]!.trim(), line);
    }
  }
  return read.texts;
}

interface CsvRecord {
  readonly fields: string[];
  /** Where it begins, 1-based. */
  readonly line: number;
}

/** A quoted field may go on over several lines. */
function recordsOf(file: string, lines: readonly string[]): CsvRecord[] {
  const records: CsvRecord[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = index + 1;
    let record = lines[index]!;
    while (isOpen(record) && index + 1 < lines.length) record += `\n${lines[++index]!}`;
    if (isOpen(record)) {
      throw new CorpusError(file, line, {
        problem: 'has a quotation mark that is never closed',
        remedy: 'Close it, and write quotation marks inside of a field twice',
      });
    }
    if (record !== '') records.push({ fields: fieldsOf(record), line });
  }
  return records;
}

/** Quotation marks come in pairs: around a field, and as two for one inside of it. */
function isOpen(record: string): boolean {
  let marks = 0;
  for (let at = record.indexOf('"'); at >= 0; at = record.indexOf('"', at + 1)) marks += 1;
  return marks % 2 === 1;
}

function fieldsOf(record: string): string[] {
  const pieces = record.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/gu);
  const fields: string[] = [];
  for (const [whole, field] of pieces) {
    fields.push(field!.startsWith('"') ? field!.slice(1, -1).replaceAll('""', '"') : field!);
    if (!whole.endsWith(',')) break;
  }
  return fields;
}
