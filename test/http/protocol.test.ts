import { gzipSync } from 'node:zlib';
import type { InjectOptions } from 'fastify';
import { describe, expect, test } from 'vitest';
import { problemSchema } from '../../src/http/problem/problem.ts';
import { JSON_TYPE, network, testApp } from '../support/http-app.ts';

const body = JSON.stringify(network());

const inject = async (request: InjectOptions) => (await testApp()).inject(request);

describe('paths and methods', () => {
  test.each(['/nope', '/v1', '/v1/estimates/', '/v1/estimates/1', '/%2e%2e/etc/passwd', '/v1/schemas/__proto__'])(
    'nothing is at %s',
    async (url) => {
      const response = await inject({ method: 'GET', url });
      expect(response.statusCode).toBe(404);
      expect(problemSchema.parse(response.json()).code).toBe('TG1501');
    },
  );

  test('a path that is no URL path is a malformed request', async () => {
    const response = await inject({ method: 'GET', url: '/v1/schemas/%ZZ' });
    expect([response.statusCode, response.json().code]).toEqual([400, 'TG1510']);
  });

  test('a 404 does not repeat the query', async () => {
    expect((await inject({ method: 'GET', url: '/nope?token=hunter2' })).body).not.toContain('hunter2');
  });

  test.each([
    ['GET', '/v1/scenarios', 'POST, OPTIONS'],
    ['DELETE', '/v1/estimates', 'POST, GET, HEAD, OPTIONS'],
    ['POST', '/healthz', 'GET, HEAD, OPTIONS'],
    ['PUT', '/v1/rates', 'GET, HEAD, OPTIONS'],
    ['PATCH', '/v1/rates/refresh', 'POST, GET, HEAD, OPTIONS'],
  ] as const)('%s %s is not allowed, and Allow says what is', async (method, url, allow) => {
    const response = await inject({ method, url });
    expect(response.statusCode).toBe(405);
    expect(response.headers['allow']).toBe(allow);
    expect(response.json().code).toBe('TG1502');
  });

  test('what is not allowed is told before its body is looked at', async () => {
    const response = await inject({ method: 'PUT', url: '/v1/estimates', headers: JSON_TYPE, payload: '{{{' });
    expect(response.statusCode).toBe(405);
  });

  test('OPTIONS lists the methods', async () => {
    const response = await inject({ method: 'OPTIONS', url: '/v1/rates' });
    expect([response.statusCode, response.headers['allow'], response.body]).toEqual([204, 'GET, HEAD, OPTIONS', '']);
  });

  test('HEAD has the headers of GET and no body', async () => {
    const [head, get] = [
      await inject({ method: 'HEAD', url: '/v1/schemas/topology' }),
      await inject({ method: 'GET', url: '/v1/schemas/topology' }),
    ];
    expect([head.statusCode, head.body]).toEqual([200, '']);
    expect(head.headers['content-type']).toBe(get.headers['content-type']);
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
  });
});

describe('bodies', () => {
  const post = (headers: Record<string, string>, payload: string | Buffer = body) =>
    inject({ method: 'POST', url: '/v1/estimates', headers, payload });

  test.each([
    ['an unknown type', { 'content-type': 'application/xml' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['a type that only starts like JSON', { 'content-type': 'application/jsonsomething' }],
    ['no type', {}],
    ['a gzip body', { ...JSON_TYPE, 'content-encoding': 'gzip' }],
    ['another charset', { 'content-type': 'application/json; charset=iso-8859-1' }],
  ])('%s is refused with 415', async (_name, headers) => {
    const response = await post(headers as Record<string, string>, gzipSync(body));
    expect([response.statusCode, response.json().code]).toEqual([415, 'TG1503']);
    expect(response.headers['accept-encoding']).toBe('identity');
  });

  test.each([
    ['a charset', { 'content-type': 'application/json; charset=UTF-8' }, body],
    ['a quoted charset', { 'content-type': 'application/json;charset="utf-8"' }, body],
    ['a JSON suffix', { 'content-type': 'application/vnd.tollgate+json' }, body],
    ['text/plain', { 'content-type': 'text/plain' }, body],
    ['identity', { ...JSON_TYPE, 'content-encoding': 'identity' }, body],
    ['a byte order mark', JSON_TYPE, Buffer.from(`\ufeff${body}`)],
    ['UTF-16 as PowerShell redirects it', JSON_TYPE, Buffer.from(`\ufeff${body}`, 'utf16le')],
  ])('%s is read', async (_name, headers, payload) => {
    const response = await post(headers, payload);
    expect(response.json().totals?.monthly).toBe('38.60');
  });

  test('a route for JSON refuses YAML and prototype keys', async () => {
    const refresh = (headers: Record<string, string>, payload: string) =>
      inject({ method: 'POST', url: '/v1/rates/refresh', headers, payload });
    expect((await refresh({ 'content-type': 'application/yaml' }, 'a: 1')).json().code).toBe('TG1503');
    expect((await refresh(JSON_TYPE, '{"__proto__":{}}')).json().code).toBe('TG1013');
    expect((await refresh(JSON_TYPE, '{"regions":')).json().code).toBe('TG1002');
    expect((await refresh(JSON_TYPE, `{"regions":["${'x'.repeat(2 ** 20)}"]}`)).json().code).toBe('TG1006');
    const problem = problemSchema.parse((await refresh(JSON_TYPE, '{"regions":[],"x":1}')).json());
    expect(problem).toMatchObject({ code: 'TG1005', errors: [{ path: 'body.regions' }, { path: 'body' }] });
  });
});

describe('headers', () => {
  test.each(['/healthz', '/nope', '/docs', '/openapi.json'])('%s carries security headers', async (url) => {
    const { headers } = await inject({ method: 'GET', url });
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['content-security-policy']).toContain(url === '/docs' ? "script-src 'self'" : "default-src 'none'");
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['server']).toBeUndefined();
  });

  test('CORS is off unless origins are named, and then only for those', async () => {
    const request = { method: 'GET', url: '/healthz', headers: { origin: 'https://finops.example' } } as const;
    expect((await inject(request)).headers['access-control-allow-origin']).toBeUndefined();
    const app = await testApp({ options: { corsOrigins: ['https://finops.example'] } });
    expect((await app.inject(request)).headers['access-control-allow-origin']).toBe('https://finops.example');
    const stranger = await app.inject({ ...request, headers: { origin: 'https://evil.example' } });
    expect(stranger.headers['access-control-allow-origin']).not.toBe('https://evil.example');
    const preflight = { origin: 'https://finops.example', 'access-control-request-method': 'POST' };
    const answer = await app.inject({ method: 'OPTIONS', url: '/v1/estimates', headers: preflight });
    expect([answer.statusCode, answer.headers['access-control-allow-methods']]).toEqual([204, 'GET,HEAD,POST']);
  });

  test('a plain X-Request-Id is kept, anything else replaced', async () => {
    const idFor = async (id: string) =>
      (await inject({ method: 'GET', url: '/healthz', headers: { 'x-request-id': id } })).headers['x-request-id'];
    expect(await idFor('build-42')).toBe('build-42');
    expect(await idFor('a b')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await idFor('x'.repeat(200))).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('an HTML report may style itself and run nothing', async () => {
    const response = await inject({
      method: 'POST',
      url: '/v1/estimates?format=html',
      headers: JSON_TYPE,
      payload: body,
    });
    expect(response.headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; frame-ancestors 'none'$/,
    );
    expect(response.body).not.toContain('<script');
  });
});
