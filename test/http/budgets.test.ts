import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { App } from '../../src/http/routes/route-group.ts';
import type { ScanService } from '../../src/operations/resources/scans/scan-service.ts';
import { createBudgetStore } from '../../src/state/budget-store.ts';
import { createIdempotencyStore } from '../../src/state/idempotency-store.ts';
import { pglite } from '../support/databases.ts';
import { testApp } from '../support/http-app.ts';
import { stateServices } from '../support/state-services.ts';

const BUDGET = {
  schema: 'tollgate/budget@1',
  name: 'team a',
  amount: '10',
  currency: 'USD',
  scope: { tags: { team: 'a' } },
};

const record = (id: string, team: string) => ({
  id,
  account: '111122223333',
  region: 'us-east-1',
  scanId: '0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b',
  capturedAt: '2026-11-23T08:00:00.000Z',
  currency: 'USD',
  cost: { id, type: 'Interface' as const, tags: { team }, monthly: '14.60', unknownLines: 0, lines: [] },
  traffic: null,
  month: null,
  health: [],
});

const engine = pglite();
beforeAll(() => engine.start());
afterAll(() => engine.stop());

let app: App;
beforeEach(async () => {
  const database = await engine.open();
  const scans = { endpoints: async () => [record('a', 'a'), record('b', 'b')] } as unknown as ScanService;
  app = await testApp({
    services: stateServices({
      budgets: createBudgetStore(database.db),
      scans,
      idempotency: createIdempotencyStore(database.db, () => new Date()),
    }),
  });
});

const create = async (payload: object = BUDGET) => app.inject({ method: 'POST', url: '/v1/budgets', payload });

test('a budget is kept, read, replaced and removed', async () => {
  const created = await create();
  expect(created.statusCode).toBe(201);
  const url = String(created.headers.location);
  expect((await app.inject({ url })).json()).toEqual(created.json());
  const replaced = await app.inject({ method: 'PUT', url, payload: { ...BUDGET, amount: '20' } });
  expect(replaced.json()).toMatchObject({ budget: { amount: '20' } });
  expect((await app.inject({ url: '/v1/budgets' })).json().data).toEqual([replaced.json()]);
  expect((await app.inject({ method: 'DELETE', url })).statusCode).toBe(204);
  for (const method of ['GET', 'DELETE'] as const) {
    const gone = await app.inject({ method, url });
    expect([gone.statusCode, gone.json().code]).toEqual([404, 'TG2202']);
  }
});

test('where it stands, by what the latest scans found', async () => {
  const { id } = (await create()).json();
  const answer = await app.inject({ url: `/v1/budgets/${id}/evaluation` });
  expect(answer.json().budgets).toEqual([expect.objectContaining({ name: 'team a', state: 'crossed' })]);
  expect(answer.json().budgets[0].thresholds[0]).toMatchObject({ on: 'run-rate', limit: '10.00', spent: '14.60' });
});

test.each([{ ...BUDGET, amount: '-1' }, { ...BUDGET, currency: 'dollars' }, { ...BUDGET, more: 1 }, { name: 'x' }])(
  'refuses %j',
  async (payload) => {
    const answer = await create(payload);
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'TG1005']);
  },
);

test('the same Idempotency-Key makes one budget', async () => {
  const send = () =>
    app.inject({ method: 'POST', url: '/v1/budgets', payload: BUDGET, headers: { 'idempotency-key': 'one' } });
  const [first, second] = [await send(), await send()];
  expect(second.json()).toEqual(first.json());
  expect((await app.inject({ url: '/v1/budgets' })).json().data).toHaveLength(1);
});

test('a change or removal of a version that is no longer the newest is refused, and one of two at once wins', async () => {
  const created = await create();
  const url = String(created.headers.location);
  expect(created.headers.etag).toBe('"1"');
  const put = (amount: string, etag: string) =>
    app.inject({ method: 'PUT', url, headers: { 'if-match': etag }, payload: { ...BUDGET, amount } });
  const both = await Promise.all([put('20', '"1"'), put('30', '"1"')]);
  expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 412]);
  expect(both.find(({ statusCode }) => statusCode === 412)?.json().code).toBe('TG1552');
  expect((await app.inject({ url })).headers.etag).toBe('"2"');
  expect((await put('40', 'W/"2"')).statusCode).toBe(412);
  const remove = (etag: string) => app.inject({ method: 'DELETE', url, headers: { 'if-match': etag } });
  expect((await remove('"1"')).statusCode).toBe(412);
  expect((await put('40', '*')).statusCode).toBe(200);
  expect((await remove('"3"')).statusCode).toBe(204);
  expect((await put('40', '"3"')).statusCode).toBe(404);
});
