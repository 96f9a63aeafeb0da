import { expect, it } from 'vitest';
import { useTestApp } from '../helpers/app.ts';
import { type Answer, Client } from './client.ts';
import { fuzz } from './fuzz.ts';
import type { Sent } from './requests.ts';
import { slotlineKnowledge } from './tag.ts';

const test = useTestApp();

/** A client that does not hear what was answered. */
class DeceivedClient extends Client {
  tamper: (answer: Answer, sent: Sent) => Answer = (answer) => answer;

  override async send(sent: Sent): Promise<Answer> {
    return this.tamper(await super.send(sent), sent);
  }
}

const unsure = (body: string): string => body.replaceAll(/"confidence":[\d.]+/g, '"confidence":0.123');

it.each<[string, DeceivedClient['tamper'], RegExp]>([
  ['a 500', (answer) => ({ ...answer, status: 500 }), /^status 500$/],
  [
    'a text that is answered otherwise in a list',
    (answer, { body }) => (body?.includes('texts') ? { ...answer, body: unsure(answer.body) } : answer),
    /alone is answered/,
  ],
])('finds %s, and the smallest request to which it comes', async (_, tamper, fault) => {
  const client = new DeceivedClient(await test.app.listen({ port: 0 }).catch(() => test.app.listeningOrigin));
  const knowledge = await slotlineKnowledge(client);
  const document = await client.get('/openapi.json');
  client.tamper = (answer, sent) => (sent.url === '/openapi.json' ? document : tamper(answer, sent));
  try {
    await expect(fuzz(client, knowledge, { runs: 1000, lanes: 1, seed: 1 })).rejects.toMatchObject({
      message: expect.stringMatching(/Counterexample: .{1,300}\n/),
      cause: { message: expect.stringMatching(fault) },
    });
  } finally {
    client.close();
  }
});
