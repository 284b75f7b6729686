import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CostDay } from '../../../src/operations/resources/costs/cost-store.ts';
import { createCostStore } from '../../../src/state/cost-store.ts';
import { engines } from '../../support/databases.ts';

const dayOf = (day: string, region = 'us-east-1'): CostDay => ({
  region,
  day,
  capturedAt: `${day}T08:00:00.000Z`,
  currency: 'USD',
  prices: '1',
  since: null,
  changes: [],
});
const costs = (monthly: string, account?: string) => ({
  account,
  key: 'team' as const,
  parts: [{ value: 'shop', monthly, unknownLines: 0 }],
});
const detail = (id: string) => [{ id, lines: [] }];
const SPAN = { from: '2026-01-01', to: '2026-12-31' };

describe.each(engines())('costs by day on $name', (engine) => {
  beforeAll(() => engine.start());
  afterAll(() => engine.stop());

  test('a later scan of a day replaces the earlier one and compares with the same day before', async () => {
    const database = await engine.open();
    const store = createCostStore(database.db);
    await store.keep(dayOf('2026-11-01'), [costs('1.00')], detail('first'));
    await store.keep(dayOf('2026-11-02'), [costs('2.00')], detail('second'));
    await store.keep(dayOf('2026-11-02'), [costs('3.00')], detail('third'));
    expect((await store.before('us-east-1', '2026-11-02'))?.detail).toEqual(detail('first'));
    await store.keep(dayOf('2026-11-03'), [costs('4.00')], detail('fourth'));
    expect(await store.before('us-east-1', '2026-11-02')).toBeUndefined();
    expect((await store.before('us-east-1', '2026-11-09'))?.day).toBe('2026-11-03');
    const rows = await store.series('team', SPAN, undefined);
    expect(rows.map(({ day, parts }) => [day, parts[0]?.monthly])).toEqual([
      ['2026-11-01', '1.00'],
      ['2026-11-02', '3.00'],
      ['2026-11-03', '4.00'],
    ]);
    await database.close();
  });

  test('the newest day of each Region; accounts that may not be seen are left out', async () => {
    const database = await engine.open();
    const store = createCostStore(database.db);
    await store.keep(dayOf('2026-11-01'), [costs('1.00', '111122223333'), costs('9.00')], []);
    await store.keep(dayOf('2026-10-30', 'eu-west-1'), [costs('2.00', '444455556666')], []);
    expect((await store.newest()).map(({ region, day }) => `${region} ${day}`)).toEqual([
      'eu-west-1 2026-10-30',
      'us-east-1 2026-11-01',
    ]);
    const rows = await store.series('team', SPAN, ['111122223333']);
    expect(rows.map(({ account }) => account)).toEqual(['111122223333']);
    expect(await store.series('vpc', SPAN, undefined)).toEqual([]);
    await database.close();
  });

  test('days older than thirteen months go', async () => {
    const database = await engine.open();
    const store = createCostStore(database.db);
    await store.keep(dayOf('2025-01-01'), [costs('1.00')], []);
    await store.keep(dayOf('2026-11-01'), [costs('2.00')], []);
    const rows = await store.series('team', { from: '2025-01-01', to: '2026-12-31' }, undefined);
    expect(rows.map(({ day }) => day)).toEqual(['2026-11-01']);
    await database.close();
  });
});
