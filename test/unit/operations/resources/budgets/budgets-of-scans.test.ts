import { expect, test } from 'vitest';
import { Decimal } from '../../../../../src/core/decimal.ts';
import type { BillSum } from '../../../../../src/operations/resources/bills/bill-import.ts';
import {
  figuresOfScans,
  type ScannedEndpoints,
} from '../../../../../src/operations/resources/budgets/budgets-of-scans.ts';
import type { EndpointRecord } from '../../../../../src/operations/resources/scans/endpoint-record.ts';
import type { BudgetDocument } from '../../../../../src/report/budget-document.ts';
import { endpointRecord } from '../../../../support/endpoint-record.ts';

const month = (toDate: string, expected: string, unknownLines = 0) => ({
  month: '2026-11',
  toDate,
  expected,
  unknownLines,
});
const team = (name: string) => ({ tags: { team: name } });

const RECORDS = [
  endpointRecord('a', { cost: { ...team('a'), monthly: '14.60' }, month: month('4.80', '14.40') }),
  endpointRecord('b', {
    cost: { ...team('b'), monthly: '7.30' },
    month: month('2.40', '7.20', 1),
    region: 'eu-west-1',
  }),
  endpointRecord('c', {
    cost: { ...team('a'), monthly: '1.00' },
    month: { ...month('9.00', '9.00'), month: '2026-10' },
  }),
];

/** Pages by id, as the store does, and tells what it was asked for. */
function scansOf(records: readonly EndpointRecord[]) {
  const asked: object[] = [];
  const scans: ScannedEndpoints = {
    endpoints: async (filter, { after = '', limit }) => {
      asked.push(filter);
      return records.filter(({ id }) => id > after).slice(0, limit);
    },
  };
  return { scans, asked };
}

const budget = (more: Partial<BudgetDocument>): BudgetDocument => ({
  schema: 'tollgate/budget@1',
  name: 'x',
  amount: '10',
  currency: 'USD',
  ...more,
});

const told = async (...budgets: readonly BudgetDocument[]) =>
  (await figuresOfScans(budgets, scansOf(RECORDS).scans, '2026-11')).map(({ currency, figures }) => ({
    currency,
    ...Object.fromEntries(
      Object.entries(figures).map(([on, { knownPart, leftOut }]) => [on, `${knownPart.toFixed(2)} ${leftOut}`]),
    ),
  }));

test('run-rate, month to date and the month as expected of each scope, from one pass', async () => {
  expect(await told(budget({}), budget({ scope: team('b') }), budget({ scope: { region: 'eu-central-1' } }))).toEqual([
    // The record of another month counts as unknown.
    { currency: 'USD', 'run-rate': '22.90 0', actual: '7.20 2', forecast: '21.60 2' },
    { currency: 'USD', 'run-rate': '7.30 0', actual: '2.40 1', forecast: '7.20 1' },
    { currency: 'USD', 'run-rate': '0.00 0' },
  ]);
});

test('a budget in another currency counts prices and bills at the rates to USD', async () => {
  const rates = new Map([
    ['EUR', new Decimal('0.5')],
    ['GBP', new Decimal('0.25')],
  ]);
  const sums = ['EUR', 'GBP', 'JPY'].map((currency) => billSum({ currency, amount: '4' }));
  const ask = (given: typeof rates) =>
    figuresOfScans([budget({ currency: 'EUR' })], scansOf(RECORDS).scans, '2026-11', async () => sums, given);
  const [known] = await ask(rates);
  // 22.90 USD are 11.45 EUR; 4 GBP are 16 USD, or 8 EUR; no rate brings JPY there.
  expect(known?.currency).toBe('EUR');
  expect(known?.figures['run-rate']?.knownPart.toFixed(2)).toBe('11.45');
  expect(known?.figures.actual?.knownPart.toFixed(2)).toBe('12.00');
  expect(known?.figures.actual?.leftOut).toBe(1);
  expect((await ask(new Map()))[0]?.currency).toBe('USD');
});

const billSum = (more: Partial<BillSum>): BillSum => ({
  period: '2026-11',
  day: '2026-11-02',
  payer: null,
  account: null,
  region: null,
  resource: 'vpce-elsewhere',
  charge: 'interface-endpoint-hours',
  lineType: 'usage',
  part: 'compared',
  tag: null,
  currency: 'USD',
  amount: '0',
  quantity: '0',
  ...more,
});

test('a month to come is its hours at the run-rate; of one that is over nothing is known', async () => {
  // February has 672 hours: 14.60 x 672 / 730 = 13.44, and 1.00 x 672 / 730 = 0.92
  expect(
    await told(budget({ month: '2027-02', scope: team('a') }), budget({ month: '2026-10', scope: team('a') })),
  ).toEqual([
    { currency: 'USD', 'run-rate': '15.60 0', forecast: '14.36 0' },
    { currency: 'USD', 'run-rate': '15.60 0' },
  ]);
});

test('asks only for the Region that all of them are of', async () => {
  const { scans, asked } = scansOf(RECORDS);
  const inRegion = budget({ scope: { region: 'us-east-1' } });
  await figuresOfScans([inRegion, inRegion], scans, '2026-11');
  await figuresOfScans([inRegion, budget({})], scans, '2026-11');
  expect(asked).toEqual([{ region: 'us-east-1' }, {}]);
});

test('an endpoint in another currency makes the sum one that cannot be judged', async () => {
  const mixed = [...RECORDS, endpointRecord('d', { currency: 'CNY' })];
  const [figures] = await figuresOfScans([budget({})], scansOf(mixed).scans, '2026-11');
  expect(figures?.currency).toBe('CNY');
});
