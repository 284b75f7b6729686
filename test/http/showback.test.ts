import { expect, test } from 'vitest';
import type { BillSum } from '../../src/operations/resources/bills/bill-import.ts';
import type { BillImports } from '../../src/operations/resources/bills/bill-imports.ts';
import { testApp } from '../support/http-app.ts';
import { stateServices } from '../support/state-services.ts';

const row = (month: string, team: string | null, amount: string, more: Partial<BillSum> = {}): BillSum => ({
  period: month,
  day: `${month}-02`,
  payer: null,
  account: '111122223333',
  region: 'us-east-1',
  resource: 'vpce-1',
  charge: 'interface-endpoint-hours',
  lineType: 'usage',
  part: 'compared',
  tag: team === null ? null : { key: 'team', value: team },
  currency: 'USD',
  amount,
  quantity: '1',
  ...more,
});
const SUMS = [
  row('2026-09', 'data', '10'),
  row('2026-10', 'data', '4.5'),
  row('2026-10', 'data', '0.5', { account: '444455556666' }),
  row('2026-10', 'web', '2'),
  row('2026-10', 'web', '-0.5', { part: 'beside', lineType: 'credit' }),
  row('2026-10', null, '1', { part: 'remainder' }),
  row('2026-10', 'web', '3', { currency: 'EUR' }),
];
const bills = {
  sums: async (month: string) => SUMS.filter(({ period }) => period === month),
} as unknown as BillImports;

const get = async (query: string) =>
  (await testApp({ services: stateServices({ bills }) })).inject(`/v1/showback?from=2026-09&to=2026-10&${query}`);

test('by team and month, in each currency; the rows of a month add up to its bill', async () => {
  const { data } = (await get('')).json();
  expect(
    data.map(({ month, value, currency, usage, beside, total }: Record<string, string>) => [
      month,
      value,
      currency,
      usage,
      beside,
      total,
    ]),
  ).toEqual([
    ['2026-09', 'data', 'USD', '10.00', '0.00', '10.00'],
    ['2026-10', 'web', 'EUR', '3.00', '0.00', '3.00'],
    ['2026-10', null, 'USD', '1.00', '0.00', '1.00'],
    ['2026-10', 'data', 'USD', '5.00', '0.00', '5.00'],
    ['2026-10', 'web', 'USD', '2.00', '-0.50', '1.50'],
  ]);
});

test('by account, a page at a time, and whole as CSV', async () => {
  const first = (await get('groupBy=account&limit=2')).json();
  expect(first.data).toHaveLength(2);
  const rest = (await get(`groupBy=account&limit=9&cursor=${first.next}`)).json();
  expect(rest).toMatchObject({
    data: [{ value: '111122223333', total: '7.00' }, { value: '444455556666' }],
    next: null,
  });
  const csv = await get('groupBy=account&limit=1&format=csv');
  expect(csv.body.split('\r\n').slice(0, 2)).toEqual([
    'month,value,currency,usage,beside,total',
    '2026-09,111122223333,USD,10.00,0.00,10.00',
  ]);
  expect(csv.body.trimEnd().split('\r\n')).toHaveLength(5);
});

test.each([
  ['to=2026-08', 'TG1012'],
  ['groupBy=team', 'TG1005'],
  ['from=2026-13', 'TG1005'],
])('%s is refused', async (query, code) => {
  const app = await testApp({ services: stateServices({ bills }) });
  const answer = await app.inject(`/v1/showback?${query.startsWith('to') ? 'from=2026-09&' : ''}${query}`);
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({ code });
});
