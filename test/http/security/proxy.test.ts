import { describe, expect, it } from 'vitest';
import { useTestApp } from '../../helpers/app.ts';

const rateLimit = { requests: 1, window: 60_000, clients: 100 };

/** Whether a second request counts as the same client's, which is how an address shows. */
async function sameClient(
  test: ReturnType<typeof useTestApp>,
  remoteAddress: string,
  first: string,
  second: string,
): Promise<boolean> {
  const ask = async (forwarded: string) => {
    const headers = { 'x-forwarded-for': forwarded };
    return (await test.app.inject({ url: '/models', remoteAddress, headers })).statusCode;
  };
  expect(await ask(first)).toBe(200);
  return (await ask(second)) === 429;
}

describe('without a trusted proxy', () => {
  const test = useTestApp({ security: { rateLimit } });

  it('believes no X-Forwarded-For', async () => {
    expect(await sameClient(test, '127.0.0.1', '203.0.113.1', '203.0.113.2')).toBe(true);
  });
});

describe('behind a trusted proxy', () => {
  const test = useTestApp({ security: { rateLimit, trustProxy: ['10.0.0.0/8', 'loopback'] } });

  it('tells clients apart by what the proxy says of them', async () => {
    expect(await sameClient(test, '127.0.0.1', '203.0.113.1', '203.0.113.2')).toBe(false);
    expect(await sameClient(test, '10.1.1.1', '203.0.113.3, 10.9.9.9', '203.0.113.3')).toBe(true);
  });

  it('does not believe what the client itself put before', async () => {
    expect(await sameClient(test, '10.1.1.1', '1.1.1.1, 203.0.113.4', '2.2.2.2, 203.0.113.4')).toBe(true);
  });

  it('does not believe others', async () => {
    expect(await sameClient(test, '198.51.100.1', '203.0.113.5', '203.0.113.6')).toBe(true);
  });

  it('takes all that is no address for one client, and keeps none of it', async () => {
    expect(await sameClient(test, '10.1.1.1', 'not an address', 'x'.repeat(9000))).toBe(true);
    expect(await sameClient(test, '10.1.1.1', 'fe80::1%eth0', 'fe80::2%eth0')).toBe(true);
  });
});
