// Starts the service, uses it once and stops it, which leaves V8's compiled code in NODE_COMPILE_CACHE.
// That it answers and exits with 0 is a condition of the build.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const service = spawn(process.execPath, ['dist/server.js'], {
  env: { ...process.env, HOST: '127.0.0.1', PORT: '0', ADMIN_HOST: '127.0.0.1', ADMIN_PORT: '0' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const stopped = once(service, 'exit');
let admin = '';
for await (const line of createInterface(service.stdout)) {
  const { msg, address } = JSON.parse(line);
  if (msg === 'metrics and probes') admin = address;
  if (msg !== 'ready') continue;
  await use(`${address}/tag`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: 'arrive Taipei on November 2nd' }),
  });
  await use(`${admin}/metrics`);
  service.kill('SIGTERM');
}
const [code] = await stopped;
if (code !== 0) throw new Error(`the service ended with ${code}`);

async function use(url: string, request: RequestInit = {}): Promise<void> {
  const response = await fetch(url, request);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  await response.arrayBuffer();
}
