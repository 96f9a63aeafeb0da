import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EchoAnswers } from './echo-server.ts';
import { headers } from './saturate.ts';
import { type Served, serve } from './serve.ts';

/** What every server of Node's says for itself. */
const ownHeaders = ['content-type', 'content-length', 'date', 'connection', 'keep-alive'];

/**
 * Starts a bare Fastify server that answers the texts with the bytes that the service at `url` answers: the baseline
 * that no service on Fastify can surpass.
 */
export async function serveEcho(url: string, texts: readonly string[]): Promise<Served> {
  const folder = await mkdtemp(join(tmpdir(), 'echo-'));
  const file = join(folder, 'answers.json');
  const own = await Promise.all(texts.map((text) => ask(`${url}/tag`, text)));
  const given: EchoAnswers = {
    headers: Object.fromEntries(own[0]!.headers.filter(([name]) => !ownHeaders.includes(name))),
    answers: texts.map((text, index) => [text, JSON.parse(own[index]!.body)]),
  };
  await writeFile(file, JSON.stringify(given));
  const echo = await serve(new URL('./echo-server.js', import.meta.url), {
    env: { ECHO_ANSWERS: file },
    path: '/',
  });
  await rm(folder, { recursive: true });
  for (const [index, text] of texts.entries()) {
    const answer = await ask(`${echo.url}/echo`, text);
    const same = answer.body === own[index]!.body && answer.length === own[index]!.length;
    if (!same) throw new Error(`the echo of ${text} is not what the service answers`);
  }
  return echo;
}

interface Answer {
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  /** Characters of headers and body. */
  readonly length: number;
}

async function ask(url: string, text: string): Promise<Answer> {
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ text }) });
  const body = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status} ${body}`);
  const named = [...response.headers];
  return { headers: named, body, length: named.flat().join().length + body.length };
}
