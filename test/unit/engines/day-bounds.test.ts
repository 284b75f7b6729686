import { expect, test } from 'vitest';
import { dayBounds } from '../../../src/engines/day-bounds.ts';
import type { TableColumn } from '../../../src/engines/engine.ts';

const folders = (...columns: readonly (readonly [name: string, type: string])[]): readonly TableColumn[] => [
  { name: 'bytes', type: 'bigint', isPartition: false },
  ...columns.map(([name, type]) => ({ name, type, isPartition: true })),
];

test('a billing period, years with months and days, and single days bound a table', () => {
  expect(dayBounds(folders(['billing_period', 'varchar']), '2026-09-30', '2026-10-02')).toBe(
    `"billing_period" IN ('2026-09', '2026-10')`,
  );
  expect(
    dayBounds(folders(['year', 'varchar'], ['month', 'varchar'], ['day', 'varchar']), '2026-09-30', '2026-10-02'),
  ).toBe(
    `(("year" IN ('2026') AND "month" IN ('09', '9') AND "day" IN ('30')) OR ("year" IN ('2026') AND "month" IN ('10') AND "day" IN ('01', '1')))`,
  );
  expect(dayBounds(folders(['year', 'int'], ['month', 'int']), '2026-10-01', '2026-10-03')).toBe(
    `(("year" IN (2026) AND "month" IN (10)))`,
  );
  expect(dayBounds(folders(['day', 'date']), '2026-10-01', '2026-10-03')).toBe(
    `"day" IN (DATE '2026-10-01', DATE '2026-10-02')`,
  );
  expect(dayBounds(folders(['dt', 'varchar']), '2026-10-01', '2026-10-02')).toBe(
    `"dt" IN ('2026-10-01', '2026/10/01')`,
  );
});

test('a table without folders of days has no bound, whatever its columns are called', () => {
  expect(dayBounds(folders(['account', 'varchar']), '2026-10-01', '2026-10-02')).toBeUndefined();
  expect(dayBounds([{ name: 'day', type: 'date', isPartition: false }], '2026-10-01', '2026-10-02')).toBeUndefined();
});
