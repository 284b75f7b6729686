import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { BillReading, BillStore, BillSum } from '../../../src/operations/resources/bills/bill-import.ts';
import { createBillStore } from '../../../src/state/bill-store.ts';
import type { Database } from '../../../src/state/database.ts';
import { createKeptAnswers } from '../../../src/state/kept-answers.ts';
import { engines } from '../../support/databases.ts';

const sumOf = (more: Partial<BillSum>): BillSum => ({
  period: '2026-06',
  day: '2026-06-01',
  payer: null,
  account: '111122223333',
  region: 'us-east-1',
  resource: 'vpce-0a',
  charge: 'interface-endpoint-hours',
  lineType: 'usage',
  part: 'compared',
  tag: null,
  currency: 'USD',
  amount: '0.24',
  quantity: '24',
  ...more,
});
const readingOf = (version: string, sums: readonly BillSum[], reconciliation?: string): BillReading => ({
  version,
  periods: [...new Set(sums.map(({ period }) => period))],
  sums,
  ledger: null,
  otherLedgers: [],
  discounts: [],
  findings: [],
  reconciliation,
});

describe.each(engines())('bill store on $name', (engine) => {
  let database: Database;
  let store: BillStore;
  beforeAll(() => engine.start());
  afterAll(() => engine.stop());
  beforeEach(async () => {
    database = await engine.open();
    store = createBillStore(database.db);
  });
  afterEach(() => database.close());

  const imported = async (reading: BillReading): Promise<string> => {
    const { id } = await store.create();
    await store.start(id);
    await store.finish(id, reading);
    return id;
  };

  test('replaces the periods that were read and keeps the others', async () => {
    const may = sumOf({ period: '2026-05', day: '2026-05-01' });
    await imported(readingOf('1', [may, sumOf({}), sumOf({ day: '2026-06-02' })]));
    await imported(readingOf('2', [sumOf({ amount: '0.30' })], '{"schema":"tollgate/reconciliation@1"}'));
    expect(await store.sums('2026-05')).toEqual([may]);
    expect(await store.sums('2026-06')).toEqual([sumOf({ amount: '0.30' })]);
    expect(await store.version()).toBe('2');
    const kept = await createKeptAnswers(database.db).list('reconciliation', { limit: 5 });
    expect(kept.map(({ name }) => name)).toContain('bill-import');
  });

  test('a line of May on the bill of June is of the month of May and goes with the bill of June', async () => {
    await imported(readingOf('1', [sumOf({ day: '2026-05-31' })]));
    expect(await store.sums('2026-05')).toHaveLength(1);
    await imported(readingOf('2', [sumOf({})]));
    expect(await store.sums('2026-05')).toEqual([]);
  });

  test('an import that fails half way changes nothing', async () => {
    await imported(readingOf('1', [sumOf({})]));
    const { id } = await store.create();
    await store.start(id);
    const broken = { ...sumOf({ amount: '9' }), day: 1 } as unknown as BillSum;
    await expect(store.finish(id, readingOf('2', [sumOf({ amount: '9' }), broken]))).rejects.toThrow();
    expect(await store.sums('2026-06')).toEqual([sumOf({})]);
    expect(await store.get(id)).toMatchObject({ state: 'running', version: null });
  });

  test('an older import that ends after a newer one changes nothing', async () => {
    const older = await store.create();
    await store.start(older.id);
    await imported(readingOf('new', [sumOf({ amount: '2' })]));
    await store.finish(older.id, readingOf('old', [sumOf({ amount: '1' })]));
    expect(await store.sums('2026-06')).toEqual([sumOf({ amount: '2' })]);
    expect(await store.get(older.id)).toMatchObject({ state: 'superseded' });
    expect(await store.version()).toBe('new');
  });

  test('is begun again after a crash, and never after its end', async () => {
    const { id } = await store.create();
    expect([await store.start(id), await store.start(id)]).toEqual([true, true]);
    await store.end(id, 'failed', { code: 'TG6009', detail: 'torn' });
    expect(await store.start(id)).toBe(false);
    expect(await store.get(id)).toMatchObject({ state: 'failed', error: { code: 'TG6009' } });
    expect((await store.list({ limit: 1 })).map((each) => each.id)).toEqual([id]);
  });
});
