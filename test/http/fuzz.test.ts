import { expect, it } from 'vitest';
import { Client } from '../fuzz/client.ts';
import { fuzz } from '../fuzz/fuzz.ts';
import { slotlineKnowledge } from '../fuzz/tag.ts';
import { useTestApp } from '../helpers/app.ts';

const test = useTestApp();

// The same requests each time, so that a change alone decides; with many more, and others each time: npm run bench:fuzz
it('answers whatever clients send as documented, and is ready afterwards', async () => {
  const client = new Client(await test.app.listen({ port: 0 }));
  try {
    const tally = await fuzz(client, await slotlineKnowledge(client), {
      runs: 1200,
      lanes: 4,
      seed: 1,
    });
    expect(tally['tag good 200']).toBeGreaterThan(50);
    expect(tally['ctcDecode good 200']).toBeGreaterThan(20);
    expect(Object.keys(tally).filter((kind) => kind.startsWith('transcribe '))).not.toEqual([]);
    expect((await client.get('/health/ready')).status).toBe(200);
  } finally {
    client.close();
  }
});
