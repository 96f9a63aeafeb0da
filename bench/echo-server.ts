import { readFileSync } from 'node:fs';
import fastify from 'fastify';

// The baseline of the service's benches: Fastify that does no work. It parses the request's JSON and answers with an
// object that it puts into JSON: the one that the service answered to the same text, with the same headers.

/** What the echo is given in the file that ECHO_ANSWERS names. */
export interface EchoAnswers {
  readonly headers: Readonly<Record<string, string>>;
  readonly answers: readonly (readonly [text: string, answer: object])[];
}

const file = process.env.ECHO_ANSWERS;
const given: EchoAnswers = file ? JSON.parse(readFileSync(file, 'utf8')) : { headers: {}, answers: [] };
const answers = new Map(given.answers);

const app = fastify();
app.get('/', async () => ({ ok: true }));
app.post<{ Body: { text: string } }>('/echo', async ({ body }, reply) => {
  reply.headers(given.headers);
  return answers.get(body.text);
});
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
process.once('SIGTERM', () => app.close().then(() => process.exit(0)));
