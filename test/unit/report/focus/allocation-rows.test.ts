import { expect, test } from 'vitest';
import type { AllocationDocument } from '../../../../src/report/allocation-document.ts';
import { allocationRows } from '../../../../src/report/focus/allocation-rows.ts';

const billed = (from: string, to: string): AllocationDocument => ({
  schema: 'tollgate/allocation@1',
  basis: 'billed',
  by: 'account',
  currency: 'USD',
  period: { from, to },
  total: '7.30',
  unknownLines: 0,
  shared: 'even',
  parts: [
    {
      value: '111122223333',
      amount: '7.30',
      share: 1,
      endpoints: 1,
      unknownLines: 0,
      items: [{ kind: 'endpoint', id: 'e', charge: 'endpoint-hours', rule: 'owner', amount: '7.30' }],
    },
  ],
  rules: [{ rule: 'owner', endpoints: 1, amount: '7.30' }],
  beside: [],
  findings: [],
});

test('what a bill charges stands in its own month', () => {
  expect(allocationRows(billed('2026-06-10', '2026-06-30'), { month: '2026-12' })).toMatchObject([
    {
      BillingPeriodStart: '2026-06-01T00:00:00Z',
      BillingPeriodEnd: '2026-07-01T00:00:00Z',
      ChargePeriodStart: '2026-06-10T00:00:00Z',
      ChargePeriodEnd: '2026-07-01T00:00:00Z',
    },
  ]);
});

test('a bill of several months is refused: its rows would stand in the first', () => {
  expect(() => allocationRows(billed('2026-06-01', '2026-07-31'), { month: '2026-12' })).toThrow(
    expect.objectContaining({ code: 'TG1012', message: expect.stringContaining('2026-06-01 to 2026-07-31') }),
  );
});
