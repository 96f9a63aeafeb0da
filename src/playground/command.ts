import type { Question } from './answer.ts';

/** The curl command that asks the same; an API key stays out of it. */
export function curlCommand(url: string, question: Question, needsKey: boolean): string {
  return commandOf(url, needsKey, 'application/json', `-d ${quoted(JSON.stringify(question))}`);
}

/** The curl command that sends a recording. */
export function recordingCommand(url: string, file: string, needsKey: boolean): string {
  return commandOf(url, needsKey, 'application/octet-stream', `--data-binary ${quoted(`@${file}`)}`);
}

function commandOf(url: string, needsKey: boolean, type: string, data: string): string {
  return [
    `curl -s ${quoted(url)}`,
    ...(needsKey ? ['-H "x-api-key: $SLOTLINE_KEY"'] : []),
    `-H 'content-type: ${type}'`,
    data,
  ].join(' \\\n  ');
}

/** As one word of a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
