import { expect, test } from 'vitest';
import { costSeries, costValues } from '../../../../../src/operations/resources/costs/cost-series.ts';
import type { KeptCosts } from '../../../../../src/operations/resources/costs/cost-store.ts';

const kept = (region: string, day: string, monthly: string, unknownLines = 0): KeptCosts => ({
  region,
  day,
  capturedAt: `${day}T08:00:00.000Z`,
  currency: region.startsWith('cn-') ? 'CNY' : 'USD',
  account: '111122223333',
  parts: [{ value: 'shop', monthly, unknownLines }],
});

test('a Region stands as it was until it is scanned again, for a week', () => {
  const rows = [kept('us-east-1', '2026-11-01', '730'), kept('eu-west-1', '2026-11-09', '73')];
  const days = costSeries(rows, { from: '2026-11-01', to: '2026-11-09' });
  expect(days.map(({ day, perDay, carried }) => [day, perDay, carried])).toEqual([
    ['2026-11-01', '24.00', []],
    ...['02', '03', '04', '05', '06', '07', '08'].map((day) => [`2026-11-${day}`, '24.00', ['us-east-1']]),
    ['2026-11-09', '2.40', []],
  ]);
});

test('currencies are never added, and what is not known makes a bound', () => {
  const rows = [kept('us-east-1', '2026-11-01', '730', 2), kept('cn-north-1', '2026-11-01', '73')];
  const days = costSeries(rows, { from: '2026-11-01', to: '2026-11-01' });
  expect(days.map(({ currency, total }) => [currency, total.monthly, total.bound, total.unknownLines])).toEqual([
    ['USD', '730.00', 'at-least', 2],
    ['CNY', '73.00', 'known', 0],
  ]);
});

test('what a limit leaves out is one amount; what nobody owns is always named, last', () => {
  const part = (value: string | null, monthly: string, unknownLines = 0) => ({ value, monthly, unknownLines });
  const { parts, others, total } = costValues([part('a', '1'), part('b', '5'), part('c', '3', 1), part(null, '2')], 1);
  expect(parts.map(({ value, monthly }) => [value, monthly])).toEqual([
    ['b', '5.00'],
    [null, '2.00'],
  ]);
  expect(others).toEqual({ values: 2, monthly: '4.00', unknownLines: 1, bound: 'at-least' });
  expect(total).toEqual({ monthly: '11.00', unknownLines: 1, bound: 'at-least' });
});
