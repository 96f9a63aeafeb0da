import { describe, expect, it } from 'vitest';
import { securityHeaders } from '../../../src/http/security/headers.ts';
import { parseCertificate } from '../../../src/http/security/tls.ts';
import { useTestApp } from '../../helpers/app.ts';
import { makeCertificate } from '../../helpers/certificate.ts';

describe('without TLS', () => {
  const test = useTestApp();

  it.each([
    ['an answer', 'GET', '/models'],
    ['a health check', 'GET', '/health/live'],
    ['an unknown path', 'GET', '/nothing'],
    ['another method', 'PUT', '/tag'],
    ['OPTIONS', 'OPTIONS', '/tag'],
    ['a malformed URL', 'GET', '/models/%zz'],
    ['an endless name', 'GET', `/models/${'a'.repeat(500)}`],
    ['a body of another type', 'POST', '/tag'],
  ])('gives %s the headers that keep browsers from harm, and promises no HTTPS', async (_, method, url) => {
    const response = await test.app.inject({ method: method as 'GET', url });
    expect(response.headers).toMatchObject(securityHeaders);
    expect(response.headers).not.toHaveProperty('strict-transport-security');
  });

  it.each(['/docs/', '/docs/static/swagger-ui.css'])("leaves %s the page's own policy", async (url) => {
    const { headers } = await test.app.inject(url);
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('has no CORS headers, whatever the origin', async () => {
    for (const method of ['GET', 'OPTIONS'] as const) {
      const headers = { origin: 'https://app.example', 'access-control-request-method': 'GET' };
      const response = await test.app.inject({ method, url: '/models', headers });
      expect(Object.keys(response.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });
});

describe('with TLS', () => {
  const { cert, key } = makeCertificate('x');
  const value = parseCertificate([cert, key]);
  const test = useTestApp({ security: { certificate: { value, onChange: () => {}, stop: () => {} } } });

  it('keeps browsers to HTTPS', async () => {
    for (const url of ['/models', '/docs/', '/nothing']) {
      const { headers } = await test.app.inject(url);
      expect(headers['strict-transport-security']).toBe('max-age=31536000');
    }
  });
});
