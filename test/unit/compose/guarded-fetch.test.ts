import type { lookup } from 'node:dns';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGuardedFetch } from '../../../src/compose/guarded-fetch.ts';
import { freePort } from '../../support/free-port.ts';

const REFUSED = { code: 'TG1523' };
const seen: string[] = [];
let port = 0;

const server = createServer((request, response) => {
  seen.push(request.url ?? '');
  const [, kind, target] = /^\/(redirect)\/(.+)$/.exec(request.url ?? '') ?? [];
  if (kind === undefined || target === undefined) return response.end('hello');
  return response.writeHead(302, { location: decodeURIComponent(target) }).end();
});

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, done));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** A resolver that gives these addresses, one list for each question, the last one for all that follow. */
function resolver(...answers: readonly (readonly string[])[]) {
  const asked: string[] = [];
  const resolve = (name: string, _options: object, done: (error: null, addresses: object[]) => void): void => {
    const answer = answers[Math.min(asked.length, answers.length - 1)] ?? [];
    asked.push(name);
    done(
      null,
      answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return { asked, lookup: resolve as unknown as typeof lookup };
}

describe('the targets of other people', () => {
  test.each([
    'http://127.0.0.1:PORT/',
    'http://localhost:PORT/',
    'http://[::1]:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://[::ffff:7f00:1]:PORT/',
    'http://2130706433:PORT/',
    'http://0x7f.1:PORT/',
    'http://0177.0.0.1:PORT/',
    'http://127.1:PORT/',
    'http://0:PORT/',
    'http://0.0.0.0:PORT/',
    'http://[::]:PORT/',
    'http://user:secret@127.0.0.1:PORT/',
    'http://①②⑦.⓪.⓪.①:PORT/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[fd00:ec2::254]/latest/meta-data/',
    'https://10.0.0.1/',
    'file:///etc/passwd',
    'data:text/plain,hello',
    'ftp://127.0.0.1/',
    '//127.0.0.1/',
  ])('%s is refused, and nothing is sent', async (url) => {
    const before = seen.length;
    await expect(createGuardedFetch()(url.replace('PORT', String(port)))).rejects.toMatchObject(REFUSED);
    expect(seen).toHaveLength(before);
  });

  test('a name is refused if one of its addresses is private', async () => {
    const { lookup, asked } = resolver(['93.184.216.34', '10.0.0.5']);
    await expect(createGuardedFetch({ lookup })('http://mixed.example/')).rejects.toMatchObject(REFUSED);
    expect(asked).toEqual(['mixed.example']);
  });

  test('the connection goes to the address that was looked at: the name is not asked again', async () => {
    const { lookup, asked } = resolver(['127.0.0.1'], ['127.0.0.2']);
    const isAllowed = (address: string) => address === '127.0.0.1';
    const answer = await createGuardedFetch({ lookup, isAllowed })(`http://rebind.example:${port}/once`);
    expect([answer.status, await answer.text(), asked]).toEqual([200, 'hello', ['rebind.example']]);
    expect(seen.at(-1)).toBe('/once');
  });

  test('a redirect is checked like a first request', async () => {
    const { lookup } = resolver(['127.0.0.1']);
    const isAllowed = (address: string) => address === '127.0.0.1';
    const guarded = createGuardedFetch({ lookup, isAllowed });
    const through = (target: string) => guarded(`http://public.example:${port}/redirect/${encodeURIComponent(target)}`);
    for (const target of [`http://[::1]:${port}/secret`, 'http://169.254.169.254/', 'https://10.0.0.1/']) {
      await expect(through(target)).rejects.toMatchObject(REFUSED);
    }
    expect(seen).not.toContain('/secret');
    expect(await (await through(`http://other.example:${port}/fine`)).text()).toBe('hello');
  });

  test('what the server does, and an abort, stay what they are', async () => {
    const { lookup } = resolver(['127.0.0.1']);
    const guarded = createGuardedFetch({ lookup, isAllowed: () => true });
    const answer = await guarded(`http://a.example:${port}/`, { method: 'POST', body: '{}', redirect: 'manual' });
    expect(answer.ok).toBe(true);
    await expect(guarded(`http://a.example:${await freePort()}/`)).rejects.toMatchObject({
      cause: { code: 'ECONNREFUSED' },
    });
    const signal = AbortSignal.abort();
    await expect(guarded(`http://a.example:${port}/`, { signal })).rejects.toMatchObject({ name: 'AbortError' });
  });
});
