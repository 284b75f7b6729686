import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import request from 'supertest';
import { expect, test } from 'vitest';
import { testApp } from '../support/http-app.ts';
import { startIssuer } from '../support/issuer.ts';

const SCRIPT = 'console.log("page")';
const PAGE = '<!doctype html><script type="module" src="./assets/index-1a2b.js"></script>';

function built(): URL {
  const folder = mkdtempSync(`${tmpdir()}/tollgate-page-`);
  mkdirSync(`${folder}/assets`);
  for (const [name, text] of [
    ['index.html', PAGE],
    ['assets/index-1a2b.js', SCRIPT],
  ] as const) {
    writeFileSync(`${folder}/${name}`, text);
    writeFileSync(`${folder}/${name}.br`, brotliCompressSync(text));
    writeFileSync(`${folder}/${name}.gz`, gzipSync(text));
  }
  writeFileSync(`${folder}/secret.txt`, 'not part of the page');
  return pathToFileURL(`${folder}/`);
}

test('the page is sent as it was compressed, its files for ever, under a policy without inline code', async () => {
  const app = await testApp({ pageFolder: built() });
  const page = await app.inject({ url: '/', headers: { 'accept-encoding': 'gzip, br' } });
  expect(page.headers).toMatchObject({
    'content-encoding': 'br',
    'cache-control': 'no-cache',
    vary: 'accept-encoding',
  });
  expect(brotliDecompressSync(page.rawPayload).toString()).toBe(PAGE);
  const policy = String(page.headers['content-security-policy']);
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toMatch(/unsafe|https?:/);
  const script = await app.inject({ url: '/assets/index-1a2b.js', headers: { 'accept-encoding': 'gzip' } });
  expect(script.headers).toMatchObject({
    'content-encoding': 'gzip',
    'content-type': 'text/javascript; charset=utf-8',
  });
  expect(script.headers['cache-control']).toContain('immutable');
  expect(gunzipSync(script.rawPayload).toString()).toBe(SCRIPT);
  expect((await app.inject({ url: '/assets/index-1a2b.js' })).body).toBe(SCRIPT);
});

test('the page may reach the token address of the issuer where people sign in, and no other origin', async () => {
  const signIn = {
    clientId: 'page',
    authorizationUrl: 'https://login.example.com/authorize',
    tokenUrl: 'https://tokens.example.com/oauth/token',
    scope: 'openid',
  };
  const issuer = await startIssuer({ signIn });
  const app = await testApp({ pageFolder: built(), oidc: issuer.options });
  const policy = String((await app.inject('/')).headers['content-security-policy']);
  expect(policy).toContain("connect-src 'self' https://tokens.example.com;");
  expect(policy.match(/https?:/g)).toHaveLength(1);
});

test.each(['/assets/secret.txt', '/assets/..%2Findex.html', '/assets/..%2F..%2Fpackage.json', '/assets/none.js'])(
  'nothing else lies at %s',
  async (url) => {
    const app = await testApp({ pageFolder: built() });
    await app.ready();
    const answer = await request(app.server).get(url);
    expect([answer.status, answer.body.code]).toEqual([404, 'TG1501']);
  },
);

test('a service whose page is not built says how to build it', async () => {
  const app = await testApp();
  await app.ready();
  const answer = await request(app.server).get('/');
  expect([answer.status, answer.body.code]).toEqual([404, 'TG1541']);
});
