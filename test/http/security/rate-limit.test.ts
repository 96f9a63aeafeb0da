import { describe, expect, it } from 'vitest';
import { keyLine, parseKeys } from '../../../src/api-keys.ts';
import { useTestApp } from '../../helpers/app.ts';
import { memoryLogger } from '../../helpers/memory-logger.ts';

const seconds = expect.stringMatching(/^(?:[1-9]|10)$/);

describe('by address', () => {
  const { lines, logged, logger } = memoryLogger();
  const test = useTestApp({ logger, security: { rateLimit: { requests: 2, window: 10_000, clients: 3 } } });
  const ask = (remoteAddress: string, url = '/models') => test.app.inject({ url, remoteAddress });
  const statuses = async (...addresses: string[]) => {
    const found: number[] = [];
    for (const address of addresses) found.push((await ask(address)).statusCode);
    return found;
  };

  it('tells what is left, then answers 429 and when to come again, and logs it', async () => {
    const first = await ask('192.0.2.1');
    expect(first.statusCode).toBe(200);
    expect(first.headers).toMatchObject({
      'ratelimit-limit': '2',
      'ratelimit-remaining': '1',
      'ratelimit-reset': '10',
    });
    await ask('192.0.2.1');
    lines.length = 0;
    const refused = await ask('192.0.2.1');
    expect(refused.statusCode).toBe(429);
    expect(refused.headers).toMatchObject({
      'content-type': 'application/problem+json',
      'retry-after': seconds,
      'ratelimit-remaining': '0',
    });
    expect(refused.json()).toMatchObject({
      code: 'rate_limited',
      detail: expect.stringMatching(/^Wait \d+ s/),
    });
    expect(logged()).toMatchObject([{ route: '/models', status: 429 }]);
    expect(await statuses('192.0.2.2')).toEqual([200]);
  });

  it('counts paths that do not exist, and never health checks', async () => {
    const address = '192.0.2.3';
    await ask(address, '/nothing');
    await ask(address, '/nothing');
    expect((await ask(address, '/nothing')).statusCode).toBe(429);
    for (const url of ['/health/live', '/health/ready', '/health/live']) {
      const { statusCode, headers } = await ask(address, url);
      expect([statusCode, headers['ratelimit-limit']]).toEqual([200, undefined]);
    }
  });

  it('counts an IPv6 network as one client, and IPv4 inside IPv6 as itself', async () => {
    expect(await statuses('2001:db8::1', '2001:db8::2', '2001:db8::3', '2001:db8:0:1::1')).toEqual([
      200, 200, 429, 200,
    ]);
    expect(await statuses('198.51.100.7', '::ffff:198.51.100.7', '198.51.100.7')).toEqual([200, 200, 429]);
  });

  it('forgets the longest silent client when there are more than it may count', async () => {
    await statuses('10.0.0.1', '10.0.0.1', '10.0.0.2', '10.0.0.3');
    expect(await statuses('10.0.0.1')).toEqual([429]);
    await statuses('10.0.0.4', '10.0.0.5', '10.0.0.6');
    expect(await statuses('10.0.0.1')).toEqual([200]);
  });
});

describe('by key', () => {
  const keys = {
    value: parseKeys(`${keyLine('a1', 'a')}\n${keyLine('a2', 'a')}\n${keyLine('b', 'b')}`),
    onChange: () => {},
    stop: () => {},
  };
  const test = useTestApp({ security: { keys, rateLimit: { requests: 2, window: 10_000, clients: 9 } } });
  const ask = async (key: string) =>
    (await test.app.inject({ url: '/models', headers: { 'x-api-key': key } })).statusCode;

  it('counts all keys of one name together, apart from other names at the same address', async () => {
    expect([await ask('a1'), await ask('a2'), await ask('a1'), await ask('b')]).toEqual([200, 200, 429, 200]);
  });

  it('counts guesses by address', async () => {
    expect([await ask('c'), await ask('d'), await ask('e'), await ask('b')]).toEqual([401, 401, 429, 200]);
  });
});

describe('when a window has passed', () => {
  const test = useTestApp({ security: { rateLimit: { requests: 1, window: 200, clients: 9 } } });

  it('lets the client ask again', async () => {
    const ask = async () => (await test.app.inject('/models')).statusCode;
    expect([await ask(), await ask()]).toEqual([200, 429]);
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(await ask()).toBe(200);
  });
});
