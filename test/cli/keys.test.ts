import { expect, test } from 'vitest';
import { tollgateInProcess } from '../support/run-in-process.ts';
import { temporaryDirectory } from '../support/run-tollgate.ts';

const KEY = /^tgk_[0-9a-f]{32}_[\w-]{43}\n$/;

test('keys are made, listed, rotated and revoked; a key is all that standard output carries', async () => {
  const env = { TOLLGATE_DATA_DIR: temporaryDirectory() };
  const run = (...args: string[]) => tollgateInProcess(['keys', ...args], { env });
  const made = await run('create', '--name', 'ci', '--scope', 'write', '--account', '111122223333');
  expect([made.code, made.out]).toEqual([0, expect.stringMatching(KEY)]);
  const list = async () => JSON.parse((await run('list', '--format', 'json')).out).keys;
  const [record] = await list();
  expect(record).toMatchObject({ name: 'ci', scope: 'write', accounts: ['111122223333'], revokedAt: null });
  expect(made.err).toContain(record.id);
  const rotated = await run('rotate', record.id, '--grace-hours', '1');
  expect(rotated.out).toMatch(KEY);
  expect(rotated.out).not.toBe(made.out);
  const [{ rotatedAt, previousValidUntil }] = await list();
  expect(Date.parse(previousValidUntil) - Date.parse(rotatedAt)).toBe(3_600_000);
  expect((await run('revoke', record.id)).code).toBe(0);
  const table = (await run('list')).out;
  expect(table).toContain('revoked');
  for (const { out } of [made, rotated]) expect(table).not.toContain(out.trim().slice(37));
  expect(await run('rotate', record.id)).toMatchObject({ code: 1, out: '', err: expect.stringContaining('TG2202') });
}, 120_000);

test.each([
  [['create', '--name', 'a', '--account', '12'], '--account'],
  [['create', '--name', 'a', '--rate-limit', '0'], '--rate-limit'],
  [['create', '--name', 'a', '--expires', 'soon'], '--expires'],
  [['create', '--name', 'a', '--scope', 'root'], '--scope'],
  [['create'], '--name'],
  [['rotate', 'nope'], 'The id'],
  [['rotate', '0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b', '--grace-hours', '1000'], '--grace-hours'],
])('%j is TG1012', async (args, what) => {
  const { code, out, err } = await tollgateInProcess(['keys', ...args], {
    env: { TOLLGATE_DATA_DIR: '/nonexistent' },
  });
  expect([code, out, err]).toEqual([1, '', expect.stringContaining(what)]);
  expect(err).toContain('TG1012');
});
