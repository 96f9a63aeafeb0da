import { killWorkers } from './kill-workers.ts';
import { describeMachine } from './machine.ts';
import { readOptions } from './options.ts';
import { headers } from './saturate.ts';
import { sentencesOf } from './sentences.ts';
import { stopTwice, stopUnderLoad } from './stop-service.ts';

// Breaks the service under load: its worker threads one by one, then the whole process by signals.
const { seconds, users, workers, stops } = readOptions('Breaks the service under load.', {
  seconds: [60, 'in each of which a worker is ended'],
  users: [64, 'who ask without pause'],
  workers: ['', "the service's WORKERS, else its default"],
  stops: [10, 'times that it is stopped under load'],
});

const asks = sentencesOf(12).map((text) => ({ body: JSON.stringify({ text }), headers, expected: 200 }));
console.log(describeMachine());
await killWorkers(asks, { seconds, users, env: { LOG_LEVEL: 'silent', WORKERS: workers } });
await stopUnderLoad(asks, stops, users);
await stopTwice();
