import { expect, test } from 'vitest';
import { monthsFrom } from '../../../src/capacity/months.ts';

const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000;

test('the next whole months follow a day inside a month', () => {
  expect(monthsFrom(day('2026-11-23'), 3)).toEqual([
    { month: '2026-12', firstDay: day('2026-12-01'), days: 31 },
    { month: '2027-01', firstDay: day('2027-01-01'), days: 31 },
    { month: '2027-02', firstDay: day('2027-02-01'), days: 28 },
  ]);
});

test('a first of the month begins its own', () => {
  expect(monthsFrom(day('2028-02-01'), 1)).toEqual([{ month: '2028-02', firstDay: day('2028-02-01'), days: 29 }]);
});
