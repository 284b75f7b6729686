import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/state/database.ts';
import { createIdempotencyStore } from '../../../src/state/idempotency-store.ts';
import { engines } from '../../support/databases.ts';

const ANSWER = { status: 202, headers: { location: '/x' }, payload: '{"a":"é \\u0000"}' };
const MINUTE_MS = 60_000;

describe.each(engines())('idempotency store on $name', (engine) => {
  let database: Database;
  let time: number;
  const open = () => createIdempotencyStore(database.db, () => new Date(time));
  beforeAll(() => engine.start());
  afterAll(() => engine.stop());
  beforeEach(async () => {
    time = Date.parse('2026-11-23T08:00:00Z');
    database = await engine.open();
  });
  afterEach(() => database.close());

  test('a key is new, running, done, or taken by another request, for every replica', async () => {
    const [first, second] = [open(), open()];
    expect(await first.claim('k', 'a')).toEqual({ state: 'new' });
    expect(await second.claim('k', 'a')).toEqual({ state: 'running' });
    expect(await second.claim('k', 'b')).toEqual({ state: 'other-request' });
    await first.complete('k', ANSWER);
    expect(await second.claim('k', 'a')).toEqual({ state: 'done', answer: ANSWER });
    expect(await first.claim('k', 'b')).toEqual({ state: 'other-request' });
  });

  test('of many claims at once exactly one is new', async () => {
    const claims = await Promise.all(Array.from({ length: 20 }, () => open().claim('k', 'a')));
    expect(claims.filter(({ state }) => state === 'new')).toHaveLength(1);
    expect(claims.filter(({ state }) => state === 'running')).toHaveLength(19);
  });

  test('a request that failed may be sent again', async () => {
    await open().claim('k', 'a');
    await open().release('k');
    expect(await open().claim('k', 'b')).toEqual({ state: 'new' });
  });

  test('an answer is given again for a day; a claim without an answer is lost with its process', async () => {
    await open().claim('done', 'a');
    await open().complete('done', ANSWER);
    await open().claim('lost', 'a');
    time += 14 * MINUTE_MS;
    expect((await open().claim('lost', 'a')).state).toBe('running');
    time += MINUTE_MS;
    expect((await open().claim('lost', 'a')).state).toBe('new');
    time += 23.5 * 60 * MINUTE_MS;
    expect((await open().claim('done', 'a')).state).toBe('done');
    time += 30 * MINUTE_MS;
    expect((await open().claim('done', 'a')).state).toBe('new');
  });
});
