import { expect, test } from 'vitest';
import type { BudgetRecord } from '../../../../../src/operations/resources/budgets/budget-store.ts';
import { tellBudgets } from '../../../../../src/operations/resources/budgets/tell-budgets.ts';
import type { ScanRecord } from '../../../../../src/operations/resources/scans/scan-record.ts';
import type { BudgetDocument } from '../../../../../src/report/budget-document.ts';
import type { TollgateEvent } from '../../../../../src/report/event-document.ts';
import { endpointRecord } from '../../../../support/endpoint-record.ts';
import { measuredSnapshot } from '../../../../support/snapshot.ts';

const ENDPOINT = endpointRecord('a', {
  cost: { monthly: '14.60' },
  month: { month: '2026-11', toDate: '9.60', expected: '14.40', unknownLines: 0 },
});

const record = (id: string, more: Partial<BudgetDocument>): BudgetRecord => ({
  id,
  budget: { schema: 'tollgate/budget@1', name: id, amount: '12', currency: 'USD', ...more },
  version: 1,
  createdAt: '2026-11-01T00:00:00.000Z',
  updatedAt: '2026-11-01T00:00:00.000Z',
});

/** What a scan at that time emits, newest budget first, one page after another. */
async function emitted(budgets: readonly BudgetRecord[], capturedAt = '2026-11-21T00:00:00.000Z') {
  const events: TollgateEvent[] = [];
  const step = tellBudgets({
    budgets: {
      list: async ({ after, limit }) =>
        budgets.slice(after === undefined ? 0 : budgets.findIndex(({ id }) => id === after) + 1).slice(0, limit),
    },
    scans: { endpoints: async (_filter, { after }) => (after === undefined ? [ENDPOINT] : []) },
    events: { emit: async (more) => void events.push(...more) },
  });
  const scan = { region: 'us-east-1' } as ScanRecord;
  await step({ scan, snapshot: { ...measuredSnapshot({}), capturedAt }, isNewest: true }, new AbortController().signal);
  return events;
}

const THRESHOLDS: BudgetDocument['thresholds'] = [
  { on: 'actual', share: '0.8' },
  { on: 'actual', share: '0.79' },
  { on: 'forecast', share: '1' },
  { on: 'run-rate', share: '1.5' },
];

test('tells of each threshold that is crossed, and of no other', async () => {
  const events = await emitted([record('b1', { thresholds: THRESHOLDS })]);
  // 80 % of 12 is 9.60, which is met and not crossed; 79 % is 9.48; 150 % is 18.
  expect(events.map(({ type, occurredAt, data }) => ({ type, occurredAt, ...data }))).toEqual([
    {
      type: 'budget.crossed',
      occurredAt: '2026-11-21T00:00:00.000Z',
      budget: 'b1',
      on: 'actual',
      share: '0.79',
      limit: '9.48',
      spent: '9.60',
      currency: 'USD',
    },
    expect.objectContaining({ on: 'forecast', limit: '12.00', spent: '14.40' }),
  ]);
});

test('the same threshold in the same month is the same event; another limit or month is another', async () => {
  const ids = async (more: Partial<BudgetDocument>, at?: string) =>
    (await emitted([record('b1', more)], at)).map(({ id }) => id);
  const [first] = await ids({});
  expect(await ids({}, '2026-11-30T23:59:59.000Z')).toEqual([first]);
  const others = [...(await ids({ amount: '13' })), ...(await ids({}, '2026-12-01T00:00:00.000Z'))];
  expect(new Set([first, ...others]).size).toBe(3);
});

test('a budget of a month that is over, of another Region or in another currency is left alone', async () => {
  const others = [
    record('b4', { month: '2026-10' }),
    record('b3', { scope: { region: 'eu-west-1' } }),
    record('b2', { currency: 'EUR' }),
  ];
  expect(await emitted(others)).toEqual([]);
  expect((await emitted([...others, record('b1', {})])).map(({ data }) => data)).toMatchObject([{ budget: 'b1' }]);
});
