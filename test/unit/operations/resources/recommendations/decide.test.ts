import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { decide } from '../../../../../src/operations/resources/recommendations/decide.ts';
import { createAdviceStore } from '../../../../../src/state/advice-store.ts';
import type { Database } from '../../../../../src/state/database.ts';
import { pglite } from '../../../../support/databases.ts';
import { errorFrom } from '../../../../support/expect-error.ts';
import { advice, proposal, SCAN } from '../../../../support/recommend/advice.ts';

const NOW = new Date('2026-11-10T00:00:00Z');
const engine = pglite();
beforeAll(() => engine.start());
afterAll(() => engine.stop());

let database: Database;
beforeEach(async () => {
  database = await engine.open();
  await createAdviceStore(database.db).keep(SCAN, proposal(advice('rec-a')), NOW);
});

const decided = (request: Parameters<typeof decide>[1], id = 'rec-a') =>
  decide(id, request, createAdviceStore(database.db), NOW);

test('every status can be set, and a new decision replaces reason and expiry', async () => {
  const expiresAt = '2026-12-01T00:00:00.000Z';
  expect(await decided({ status: 'dismissed', reason: 'frozen', expiresAt })).toMatchObject({
    status: 'dismissed',
    reason: 'frozen',
    expiresAt,
  });
  expect(await decided({ status: 'accepted', reason: 'CHG-1' })).toMatchObject({ reason: 'CHG-1', expiresAt: null });
  expect(await decided({ status: 'done' })).toMatchObject({ status: 'done', reason: null });
  expect(await decided({ status: 'open' })).toMatchObject({ status: 'open', decidedAt: NOW.toISOString() });
});

test.each([
  ['dismissed without a reason', { status: 'dismissed' }],
  ['accepted until a day', { status: 'accepted', expiresAt: '2026-12-01T00:00:00Z' }],
  ['dismissed until a day gone by', { status: 'dismissed', reason: 'x', expiresAt: '2026-11-09T23:59:59Z' }],
] as const)('%s is refused and changes nothing', async (_, request) => {
  expect((await errorFrom(() => decided(request))).code).toBe('TG4003');
  expect(await createAdviceStore(database.db).get('rec-a', NOW)).toMatchObject({ status: 'open', decidedAt: null });
});

test('an id that no scan proposed is decided by nobody', async () => {
  expect(await decided({ status: 'done' }, 'rec-z')).toBeUndefined();
});

test('a decision on a version that another decision has replaced changes nothing', async () => {
  const store = createAdviceStore(database.db);
  const { version } = (await decided({ status: 'accepted' })) ?? {};
  expect(version).toBe(2);
  expect(await decide('rec-a', { status: 'open' }, store, NOW, 1)).toBeUndefined();
  expect(await store.get('rec-a', NOW)).toMatchObject({ status: 'accepted', version: 2 });
  expect(await decide('rec-a', { status: 'open' }, store, NOW, 2)).toMatchObject({ status: 'open', version: 3 });
});
