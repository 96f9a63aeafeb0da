import type { Question } from './answer.ts';

/** The curl command that asks the same; an API key stays out of it. */
export function curlCommand(url: string, question: Question, needsKey: boolean): string {
  return [
    `curl -s ${quoted(url)}`,
    ...(needsKey ? ['-H "x-api-key: $SLOTLINE_KEY"'] : []),
    "-H 'content-type: application/json'",
    `-d ${quoted(JSON.stringify(question))}`,
  ].join(' \\\n  ');
}

/** As one word of a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
