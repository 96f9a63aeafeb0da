import { describe, expect, it } from 'vitest';
import { useTestApp } from '../helpers/app.ts';
import { memoryLogger } from '../helpers/memory-logger.ts';

const secret = 'fly Grandmother to Reykjavik';

describe('by default', () => {
  const { lines, logger } = memoryLogger();
  const test = useTestApp({ logger });

  it('logs one line a request, and never a text', async () => {
    const post = (payload: string) =>
      test.app.inject({
        method: 'POST',
        url: '/tag',
        headers: { 'content-type': 'application/json' },
        payload,
      });
    await post(JSON.stringify({ texts: [secret, secret] }));
    await post(secret);
    await post(JSON.stringify({ text: secret, [secret]: 1 }));
    await post(JSON.stringify({ text: secret.repeat(9) }));
    await test.app.inject('/models');
    await test.app.inject(`/%ff${encodeURIComponent(secret)}`);
    expect(lines.join('')).not.toMatch(/Grandmother|Reykjavik/);
    const logged = lines.map((line) => JSON.parse(line));
    expect(logged).toHaveLength(6);
    expect(logged[0]).toMatchObject({
      reqId: expect.stringMatching(/./),
      method: 'POST',
      route: '/tag',
      status: 200,
      ms: expect.any(Number),
      model: 'tiny',
      texts: 2,
      tokens: 8,
    });
    expect(logged.map(({ status }) => status)).toEqual([200, 400, 400, 400, 200, 400]);
    expect(logged.map(({ code }) => code)).toEqual([
      undefined,
      'malformed_json',
      'unknown_field',
      'text_too_long',
      undefined,
      'malformed_url',
    ]);
  });
});

describe('of a probe', () => {
  const { lines, logged, logger } = memoryLogger();
  const test = useTestApp({ logger });

  it('logs only failures', async () => {
    await test.app.inject('/health/ready');
    await test.app.inject('/docs/static/swagger-ui.css');
    expect(lines).toEqual([]);
    test.ready = false;
    await test.app.inject('/health/ready');
    expect(logged()).toMatchObject([{ route: '/health/ready', status: 503, code: 'not_ready' }]);
  });
});

describe('with LOG_TEXT', () => {
  const { lines, logger } = memoryLogger();
  const test = useTestApp({ logger, logText: true });

  it('logs the texts', async () => {
    await test.app.inject({ method: 'POST', url: '/tag', payload: { text: secret } });
    expect(JSON.parse(lines[0]!).text).toEqual([secret]);
  });
});
