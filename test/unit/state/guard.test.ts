import { describe, expect, test } from 'vitest';
import { TollgateError } from '../../../src/core/errors.ts';
import { guarded, unavailable } from '../../../src/state/guard.ts';

const failing = (error: unknown) =>
  guarded(
    {
      get: async (): Promise<string> => {
        throw error;
      },
    },
    'postgresql',
  );
const coded = (code: string): Error => Object.assign(new Error('as told'), { code });

describe('a store whose database goes away', () => {
  test.each([
    coded('ECONNREFUSED'),
    coded('ECONNRESET'),
    coded('57P01'),
    coded('08006'),
    coded('53300'),
    new Error('Connection terminated unexpectedly'),
    new Error('timeout exceeded when trying to connect'),
    new Error('PGlite is closed'),
  ])('%s is TG2201', async (error) => {
    await expect(failing(error).get()).rejects.toMatchObject({ code: 'TG2201', cause: error });
  });

  test.each([
    coded('23505'),
    coded('57014'),
    new TypeError('a fault of ours'),
    new TollgateError('TG2203', 'busy'),
    'text',
  ])('%s stays what it is', async (error) => {
    await expect(failing(error).get()).rejects.toBe(error);
  });

  test('answers and arguments pass through', async () => {
    const store = guarded({ add: async (a: number, b: number) => a + b }, 'pglite');
    expect(await store.add(2, 3)).toBe(5);
  });
});

test.each([
  ['postgresql', '28P01', /refuses the password/, /DATABASE_URL/],
  ['postgresql', '3D000', /no database of that name/, /CREATE DATABASE/],
  ['postgresql', 'ECONNREFUSED', /nothing listens/, /host and port/],
  ['postgresql', 'XX000', /cannot be used\.$/, /server is up/],
  ['pglite', 'ENOSPC', /the disk is full/, /Make room/],
  ['pglite', 'EROFS', /read-only/, /TOLLGATE_DATA_DIR/],
])('%s that fails with %s says why and what to do', (engine, code, why, what) => {
  const error = unavailable(engine, coded(code));
  expect(error.message).toMatch(why);
  expect(error.hint).toMatch(what);
});
