import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { BudgetStore } from '../../../src/operations/resources/budgets/budget-store.ts';
import { createBudgetStore } from '../../../src/state/budget-store.ts';
import type { Database } from '../../../src/state/database.ts';
import { engines } from '../../support/databases.ts';

const BUDGET = {
  schema: 'tollgate/budget@1' as const,
  name: 'platform',
  amount: '500',
  currency: 'USD',
  scope: { tags: { team: 'a "b"' } },
};

describe.each(engines())('budget store on $name', (engine) => {
  let database: Database;
  let store: BudgetStore;
  beforeAll(() => engine.start());
  afterAll(() => engine.stop());
  beforeEach(async () => {
    database = await engine.open();
    store = createBudgetStore(database.db);
  });
  afterEach(() => database.close());

  test('keeps a budget as it was written', async () => {
    const record = await store.create(BUDGET);
    expect(record.budget).toEqual(BUDGET);
    expect(await store.get(record.id)).toEqual(record);
  });

  test('replaces and removes it, and says when there is none', async () => {
    const { id, createdAt } = await store.create(BUDGET);
    expect(await store.replace(id, { ...BUDGET, amount: '700' })).toMatchObject({
      id,
      createdAt,
      budget: { amount: '700' },
    });
    expect([await store.remove(id), await store.remove(id), await store.get(id)]).toEqual([true, false, undefined]);
    expect(await store.replace(randomUUID(), BUDGET)).toBeUndefined();
  });

  test('lists by page, newest first, each once', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 3; index++) ids.unshift((await store.create({ ...BUDGET, name: `b${index}` })).id);
    const first = await store.list({ limit: 2 });
    const second = await store.list({ limit: 2, after: first.at(-1)?.id });
    expect([...first, ...second].map(({ id }) => id)).toEqual(ids);
  });
});
