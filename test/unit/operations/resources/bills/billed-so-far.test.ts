import { expect, test } from 'vitest';
import type { BillSum } from '../../../../../src/operations/resources/bills/bill-import.ts';
import { figuresOfScans } from '../../../../../src/operations/resources/budgets/budgets-of-scans.ts';
import type { BudgetDocument } from '../../../../../src/report/budget-document.ts';
import { endpointRecord } from '../../../../support/endpoint-record.ts';

const sumOf = (resource: string | null, amount: string, more: Partial<BillSum> = {}): BillSum => ({
  period: '2026-11',
  day: '2026-11-02',
  payer: null,
  account: '111122223333',
  region: 'us-east-1',
  resource,
  charge: 'interface-endpoint-hours',
  lineType: 'usage',
  part: 'compared',
  tag: null,
  currency: 'USD',
  amount,
  quantity: '24',
  ...more,
});

const RECORD = endpointRecord('vpce-0a', {
  cost: { tags: { team: 'a' }, monthly: '14.60' },
  month: { month: '2026-11', toDate: '4.80', expected: '14.40', unknownLines: 0 },
});
const SUMS = [
  sumOf('vpce-0a', '4.00'),
  sumOf('vpce-0a', '-0.40', { lineType: 'discount' }),
  // Deleted: no scan finds it.
  sumOf('vpce-0gone', '1.00'),
  sumOf('vpce-0tagged', '2.00', { tag: { key: 'team', value: 'a' } }),
  sumOf('vpce-0a', '-9.00', { part: 'notUsage', lineType: 'credit' }),
];

const actual = async (scope: BudgetDocument['scope'], sums: readonly BillSum[] = SUMS, month?: string) => {
  const scans = { endpoints: async (_: object, { after }: { after?: string | undefined }) => (after ? [] : [RECORD]) };
  const budget = { schema: 'tollgate/budget@1', name: 'x', amount: '10', currency: 'USD', scope, month } as const;
  const [own] = await figuresOfScans([budget], scans, '2026-11', async () => sums);
  const amount = own?.figures.actual;
  return amount && `${amount.knownPart.toFixed(2)} ${amount.leftOut}`;
};

test('the month to date is what was billed, deleted endpoints included', async () => {
  expect(await actual(undefined)).toBe('6.60 0');
  expect(await actual({ account: '444455556666' })).toBe('0.00 0');
});

test('what may belong to a team is left out and counted; a tag of the bill decides', async () => {
  // 4.00 - 0.40 of the scan's team a, 2.00 by the bill's tag; whose vpce-0gone was is unknown.
  expect(await actual({ tags: { team: 'a' } })).toBe('5.60 1');
  expect(await actual({ tags: { team: 'b' } })).toBe('0.00 1');
});

test('without a bill of the month it is what scans measured', async () => {
  expect(await actual(undefined, [])).toBe('4.80 0');
});

test('of a month that is over a bill tells, and scans do not', async () => {
  expect(await actual(undefined, SUMS, '2026-09')).toBe('6.60 0');
  expect(await actual(undefined, [], '2026-09')).toBeUndefined();
});

test('a bill in another currency than the prices is not mixed with them', async () => {
  expect(await actual(undefined, [sumOf('vpce-0a', '4.00', { currency: 'EUR' })])).toBe('4.80 0');
});
