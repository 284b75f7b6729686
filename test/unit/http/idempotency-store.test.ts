import { describe, expect, test } from 'vitest';
import { memoryIdempotencyStore } from '../../../src/http/idempotency/idempotency-store.ts';

const ANSWER = { status: 202, headers: { location: '/x' }, payload: '{}' };
const HOUR_MS = 3600 * 1000;

function storeAt() {
  let time = Date.parse('2026-11-23T08:00:00Z');
  const store = memoryIdempotencyStore(() => new Date(time));
  return {
    store,
    pass: (ms: number) => {
      time += ms;
    },
  };
}

describe('the idempotency store of one process', () => {
  test('knows a key as new, running, done, or taken by another request', async () => {
    const { store } = storeAt();
    expect(await store.claim('k', 'a')).toEqual({ state: 'new' });
    expect(await store.claim('k', 'a')).toEqual({ state: 'running' });
    expect(await store.claim('k', 'b')).toEqual({ state: 'other-request' });
    await store.complete('k', ANSWER);
    expect(await store.claim('k', 'a')).toEqual({ state: 'done', answer: ANSWER });
    expect(await store.claim('k', 'b')).toEqual({ state: 'other-request' });
  });

  test('forgets a request that failed', async () => {
    const { store } = storeAt();
    await store.claim('k', 'a');
    await store.release('k');
    expect(await store.claim('k', 'b')).toEqual({ state: 'new' });
  });

  test('forgets after a day', async () => {
    const { store, pass } = storeAt();
    await store.claim('k', 'a');
    await store.complete('k', ANSWER);
    pass(23 * HOUR_MS);
    expect((await store.claim('k', 'a')).state).toBe('done');
    pass(HOUR_MS);
    expect((await store.claim('k', 'a')).state).toBe('new');
  });

  test('holds a thousand keys and lets the oldest go', async () => {
    const { store } = storeAt();
    for (let index = 0; index <= 1000; index += 1) await store.claim(`k${index}`, 'a');
    expect((await store.claim('k1', 'a')).state).toBe('running');
    expect((await store.claim('k0', 'a')).state).toBe('new');
  });
});
