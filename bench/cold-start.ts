import { serve, service } from './serve.ts';
import { median } from './statistics.ts';

// From starting the process to ready, with all models in models/, against a bare Fastify server in the same run.
const own: number[] = [];
const bare: number[] = [];
for (let round = 0; round < 7; round++) {
  const slotline = await serve(service, { env: { LOG_LEVEL: 'silent' }, path: '/health/ready' });
  own.push(slotline.readyAfter);
  await slotline.stop();
  const echo = await serve(new URL('./echo-server.js', import.meta.url), { path: '/' });
  bare.push(echo.readyAfter);
  await echo.stop();
}
console.log(
  `ready after ${median(own).toFixed(0)} ms (median of ${own.length}; worst ${Math.max(...own).toFixed(0)} ms)`,
);
console.log(`bare Fastify echo: ${median(bare).toFixed(0)} ms`);
console.log(`ratio: ${(median(own) / median(bare)).toFixed(2)}`);
