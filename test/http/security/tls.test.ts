import { once } from 'node:events';
import { get } from 'node:https';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { connect as connectTls, type SecureVersion, type TLSSocket } from 'node:tls';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Followed } from '../../../src/http/security/follow-files.ts';
import { type Certificate, parseCertificate } from '../../../src/http/security/tls.ts';
import { useTestApp } from '../../helpers/app.ts';
import { makeCertificate } from '../../helpers/certificate.ts';
import { memoryLogger } from '../../helpers/memory-logger.ts';

const [first, second] = [makeCertificate('first'), makeCertificate('second')];
const parse = ({ cert, key }: { cert: string; key: string }): Certificate => parseCertificate([cert, key]);

describe('a server with a certificate', () => {
  const users: ((next: Certificate) => void)[] = [];
  const certificate: Followed<Certificate> = {
    value: parse(first),
    onChange: (use) => users.push(use),
    stop: () => {},
  };
  const { lines, logged, logger } = memoryLogger();
  const test = useTestApp({ logger, requestTimeout: 300, security: { certificate } });
  let port: number;
  beforeAll(async () => {
    await test.app.listen({ port: 0, host: '127.0.0.1' });
    ({ port } = test.app.server.address() as { port: number });
  });

  const ask = async (ca: string): Promise<string> => {
    const request = get({ host: '127.0.0.1', port, path: '/models/tiny', ca, agent: false });
    const [response] = await once(request, 'response');
    return JSON.parse(await text(response)).name;
  };

  async function shake(maxVersion: SecureVersion): Promise<TLSSocket> {
    const socket = connectTls({ host: '127.0.0.1', port, ca: first.cert, minVersion: 'TLSv1', maxVersion });
    await once(socket, 'secureConnect');
    return socket;
  }

  it('answers over HTTPS, and tells until when its certificate is valid', async () => {
    expect(await ask(first.cert)).toBe('tiny');
    expect(logged()[0]).toMatchObject({
      level: 30,
      until: expect.any(String),
      msg: 'the certificate is valid',
    });
  });

  it('speaks TLS 1.2 and 1.3, and nothing older', async () => {
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
      const socket = await shake(version);
      expect(socket.getProtocol()).toBe(version);
      socket.destroy();
    }
    await expect(shake('TLSv1.1')).rejects.toThrow();
  });

  it('closes a connection that speaks plain HTTP or nothing, and lives on', async () => {
    for (const words of ['GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n', '']) {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => {});
      if (words) socket.write(words);
      socket.resume();
      await once(socket, 'close');
    }
    expect(await ask(first.cert)).toBe('tiny');
  });

  it('gives later connections the next certificate, and keeps those that are open', async () => {
    const open = await shake('TLSv1.3');
    users[0]!(parse(second));
    expect(await ask(second.cert)).toBe('tiny');
    await expect(ask(first.cert)).rejects.toThrow();
    open.write('GET /health/live HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
    expect(await text(open)).toMatch(/^HTTP\/1.1 200 /);
    lines.length = 0;
    users[0]!(parse(makeCertificate('old', new Date(Date.now() - 1000))));
    expect(logged()).toMatchObject([{ level: 50, msg: 'the certificate has expired' }]);
  });
});

it.each([
  ['a certificate file that holds none', ['-', first.key], 'the certificate file holds none in PEM'],
  ['a key file that holds none', [first.cert, first.cert], 'the key file holds no private key'],
  ['the key of another certificate', [first.cert, second.key], 'the key is not that of the certificate'],
])('refuses %s', (_, files, problem) => {
  expect(() => parseCertificate(files)).toThrow(problem);
});
