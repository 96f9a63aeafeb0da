import fastify from 'fastify';

// The baseline of bench/serving.ts: what Fastify does with the same body and no work at all.
const app = fastify();
app.get('/', async () => ({ ok: true }));
app.post('/echo', async (request) => request.body);
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
process.once('SIGTERM', () => app.close().then(() => process.exit(0)));
