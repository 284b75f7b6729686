import { expect, test } from 'vitest';
import { Decimal, sum } from '../../src/core/decimal.ts';
import { amountText } from '../../src/core/money.ts';
import { allocationDocument } from '../../src/operations/allocate/allocation-document.ts';
import { documentOf, loadNetwork } from '../../src/operations/inputs/load-network.ts';
import { reconcileReadBill } from '../../src/operations/reconcile/reconciliation-document.ts';
import { sumsOfBill } from '../../src/operations/resources/bills/sums-of-bill.ts';
import { checkBudgets } from '../../src/operations/shared/budgets/check-budgets.ts';
import { readBill } from '../../src/operations/shared/read-bill.ts';
import { servicesOfTest } from '../support/http-app.ts';
import { fc } from '../support/property.ts';
import { isOurs, type RandomLine, randomBillCsv, randomBills } from '../support/random-bill.ts';
import { fileOf } from '../support/traffic-files.ts';

const services = servicesOfTest();
const network = {
  schema: 'tollgate/topology@1',
  region: 'us-east-1',
  endpoints: [
    { id: 'vpce-0a', type: 'Interface', azs: ['use1-az1', 'use1-az2'], traffic: { monthlyGb: '730' } },
    { id: 'b', awsId: 'vpce-0b', type: 'Interface', azs: ['use1-az1'] },
  ],
};
/** Bills one by one, and a hundred at once, each of payers of its own: 100 + 19 x 100 = 2,000 in full. */
const FULL = process.env.FULL === '1';
const [ALONE, BATCHES, TOGETHER] = FULL ? [100, 19, 100] : [10, 1, 100];
const PARTS = ['matched', 'beside', 'notUsage', 'notModelled', 'remainder'] as const;
type Parts = Readonly<Record<'read' | (typeof PARTS)[number], string>>;

/** One line of the currency of the prices that is of no payer: without any, nothing could be compared. */
const ANCHOR: RandomLine = {
  payer: '',
  account: '111122223333',
  type: 'Usage',
  hour: 0,
  service: 'AmazonVPC',
  usageType: 'USE1-VpcEndpoint-Hours',
  operation: 'VpcEndpoint',
  resource: 'vpce-0a',
  quantity: '1',
  cost: '0.01',
  list: '',
  region: 'us-east-1',
  currency: 'USD',
};

const total = (texts: readonly string[]): string => amountText(sum(texts.map((text) => new Decimal(text))));
const expectBalance = (parts: Parts): void => {
  expect(sum(PARTS.map((part) => new Decimal(parts[part]))).toFixed()).toBe(new Decimal(parts.read).toFixed());
};

/** What each payer is charged, added up by hand; "" where the bill names none. */
function chargedBy(lines: readonly RandomLine[], currency: string): Record<string, string> {
  const ours = lines.filter((line) => isOurs(line) && line.cost !== 'free' && line.currency === currency);
  const payers = Map.groupBy(ours, ({ payer }) => payer);
  return Object.fromEntries([...payers].map(([payer, own]) => [payer, total(own.map(({ cost }) => cost))]));
}

async function facesOf(lines: readonly RandomLine[]) {
  const bills = [fileOf('bill.csv', randomBillCsv(lines))];
  const document = await documentOf({ name: 'network', value: network });
  const reading = await loadNetwork({ name: 'network', value: network });
  const bill = await readBill(bills);
  const reconciled = await reconcileReadBill({ network: document, bills }, bill, services);
  const allocated = await allocationDocument({ by: 'account', reading, bills }, services);
  return { reconciled, allocated, sums: sumsOfBill(bill, 'USD') };
}

async function holds(random: readonly RandomLine[]): Promise<void> {
  const lines = [ANCHOR, ...random];
  const { reconciled, allocated, sums } = await facesOf(lines);
  const { ledger } = reconciled;
  const charged = chargedBy(lines, 'USD');
  // Euros have a ledger of their own, and are added to nothing.
  const [euros, ...more] = reconciled.otherLedgers ?? [];
  expect(more).toEqual([]);
  const abroad = total(Object.values(chargedBy(lines, 'EUR')));
  expect(euros?.read ?? '0.00').toBe(abroad);
  if (euros) expectBalance(euros);
  expect(allocated.otherLedgers?.[0]?.read ?? '0.00').toBe(abroad);
  expect(ledger.read).toBe(total(Object.values(charged)));
  expectBalance(ledger);
  expectBalance(ledger.quantities.hours);
  expectBalance(ledger.quantities.gb);
  for (const payer of ledger.payers) {
    expectBalance(payer);
    expect(payer.read).toBe(charged[payer.payer ?? ''] ?? '0.00');
  }
  for (const part of ['read', ...PARTS] as const) {
    expect(total(ledger.payers.map((payer) => payer[part]))).toBe(ledger[part]);
  }
  expect(allocated.ledger?.read).toBe(ledger.read);
  expect(allocated.ledger?.beside).toBe(ledger.beside);
  expect(allocated.ledger?.notUsage).toBe(ledger.notUsage);
  expect(allocated.total).toBe(reconciled.billed);
  // What an import keeps is the whole bill, and what it counts as cost of endpoints is what is reconciled.
  const kept = Map.groupBy(sums, ({ currency }) => currency);
  expect(total((kept.get('USD') ?? []).map(({ amount }) => amount))).toBe(ledger.read);
  expect(total((kept.get('EUR') ?? []).map(({ amount }) => amount))).toBe(abroad);
  expect(total(reconciled.beside.map(({ billed }) => billed))).toBe(ledger.beside);
  expect(total(reconciled.notUsage.map(({ amount }) => amount))).toBe(ledger.notUsage);
  expect(
    total([...reconciled.lines.map((line) => line.billed), ...reconciled.unplaced.map((each) => each.amount)]),
  ).toBe(reconciled.billed);
  expect(total([ledger.matched, ledger.notModelled, ledger.remainder])).toBe(reconciled.billed);
  const estimate = { currency: 'USD', endpoints: [], resources: [] };
  const budget = { schema: 'tollgate/budget@1' as const, name: 'x', amount: '1000000', currency: 'USD' };
  const thresholds = [{ on: 'actual' as const, share: '1' }];
  const [verdict] = checkBudgets([{ ...budget, thresholds }], { estimate, bill: reconciled }).budgets;
  if (reconciled.period !== null) expect(verdict?.thresholds[0]?.spent).toBe(reconciled.billed);
  const isWhole = lines.every((line) => line.hour !== undefined && line.cost !== 'free');
  if (!isWhole && reconciled.bill.rejectedLines > 0) expect(verdict?.state).not.toBe('within');
}

test(
  'whatever holes a bill has, every line is in one part of the ledger, and every face gives one total',
  async () => {
    await fc.assert(fc.asyncProperty(randomBills, holds), { numRuns: ALONE });
  },
  ALONE * 10_000,
);

/** Bills of organizations apart: the payers of each are its own. */
const together = fc
  .array(randomBills, { minLength: TOGETHER, maxLength: TOGETHER })
  .map((bills) =>
    bills.flatMap((lines, index) => lines.map((line) => ({ ...line, payer: line.payer && `${index}-${line.payer}` }))),
  );

test(
  'the same of bills of many payers in one file: each payer keeps what it is charged',
  async () => {
    await fc.assert(fc.asyncProperty(together, holds), { numRuns: BATCHES });
  },
  BATCHES * 120_000,
);
