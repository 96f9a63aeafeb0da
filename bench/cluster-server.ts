import cluster from 'node:cluster';
import { fileURLToPath } from 'node:url';

// Several processes of the service that share a port: what worker threads are compared with.
const processes = Number(process.env.PROCESSES);
cluster.setupPrimary({ exec: fileURLToPath(new URL('../../dist/server.js', import.meta.url)) });
const listening = Promise.all(
  Array.from({ length: processes }, () => {
    const worker = cluster.fork();
    return new Promise((done) => worker.once('listening', done));
  }),
);
process.on('message', async () => {
  await listening;
  process.send?.({ question: 'ready', answer: true });
});
process.once('SIGTERM', () => {
  for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill('SIGTERM');
  cluster.on('exit', () => {
    if (Object.keys(cluster.workers ?? {}).length === 0) process.exit(0);
  });
});
