import type { ErrorCase } from './case.ts';

/** What clients do wrong before any task is asked: in methods, paths and the names of files. */
export const pathCases: readonly ErrorCase[] = [
  { name: 'an unknown path', method: 'GET', url: '/tags', status: 404, code: 'not_found' },
  {
    name: 'a body to an unknown path',
    url: '/nothing',
    body: 'x',
    headers: { 'content-type': 'a/b' },
    status: 404,
    code: 'not_found',
  },
  ...['PROPFIND', 'PUT', 'OPTIONS'].map((method) => ({
    name: `${method} of a malformed URL`,
    method,
    url: '/models/%ff',
    headers: {},
    status: 400,
    code: 'malformed_url' as const,
  })),
  { name: 'a malformed URL', method: 'GET', url: '/models/%zz', status: 400, code: 'malformed_url' },
  {
    name: 'an endless name',
    method: 'GET',
    url: `/models/${'a'.repeat(500)}`,
    status: 404,
    code: 'not_found',
  },
  ...['../../package.json', '%2e%2e/package.json', '..%2fpackage.json', 'nothing.js', '.git/config'].map(
    (path) => ({
      name: `/docs/static/${path}`,
      method: 'GET',
      url: `/docs/static/${path}`,
      status: 404,
      code: 'not_found' as const,
    }),
  ),
  {
    name: 'NUL in the name of a file',
    method: 'GET',
    url: '/docs/static/%00',
    status: 400,
    code: 'malformed_request',
  },
  ...Object.entries({ range: 'bytes=99999999-', 'if-match': '"x"' }).map(([header, value]) => ({
    name: `a file with ${header}`,
    method: 'GET',
    url: '/docs/static/swagger-ui.css',
    headers: { [header]: value },
    status: 400,
    code: 'malformed_request' as const,
  })),
  {
    name: 'an unknown model path',
    method: 'GET',
    url: '/models/toString',
    status: 404,
    code: 'unknown_model',
  },
];
