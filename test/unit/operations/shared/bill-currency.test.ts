import { describe, expect, test } from 'vitest';
import { allocationDocument } from '../../../../src/operations/allocate/allocation-document.ts';
import { parseExchangeRates } from '../../../../src/operations/inputs/exchange-rates.ts';
import { documentOf } from '../../../../src/operations/inputs/load-network.ts';
import { reconciliationDocument } from '../../../../src/operations/reconcile/reconciliation-document.ts';
import { checkBudgets } from '../../../../src/operations/shared/budgets/check-budgets.ts';
import { servicesOfTest } from '../../../support/http-app.ts';
import { type RandomLine, randomBillCsv } from '../../../support/random-bill.ts';
import { fileOf } from '../../../support/traffic-files.ts';

/** One zone each: 0.01 an hour, 0.24 a day. */
const network = {
  schema: 'tollgate/topology@1',
  region: 'us-east-1',
  endpoints: ['vpce-0usd', 'vpce-0eur'].map((id) => ({ id, type: 'Interface', azs: ['use1-az1'] })),
};
const day = (resource: string, currency: string, cost: string, more: Partial<RandomLine> = {}): RandomLine[] =>
  Array.from({ length: 24 }, (_, hour) => ({
    payer: '100000000001',
    account: '111122223333',
    type: 'Usage',
    hour,
    service: 'AmazonVPC',
    usageType: 'USE1-VpcEndpoint-Hours',
    operation: 'VpcEndpoint',
    resource,
    quantity: '1',
    cost,
    list: '',
    region: 'us-east-1',
    currency,
    ...more,
  }));
/** 0.24 USD and 24 x 0.0092 = 0.2208 EUR. */
const mixed = [...day('vpce-0usd', 'USD', '0.01'), ...day('vpce-0eur', 'EUR', '0.0092')];
const bills = (lines: readonly RandomLine[]) => [fileOf('bill.csv', randomBillCsv(lines))];
const reconciled = async (lines: readonly RandomLine[], ...rates: string[]) =>
  reconciliationDocument(
    {
      network: await documentOf({ name: 'network', value: network }),
      bills: bills(lines),
      exchangeRates: parseExchangeRates(rates),
    },
    servicesOfTest(),
  );
const codes = ({ findings }: { findings: readonly { code: string }[] }) => findings.map(({ code }) => code);

describe('dollars and euros on one bill', () => {
  test('are not added up: each has a ledger, and what is not converted is unexplained', async () => {
    const document = await reconciled(mixed);
    expect(document).toMatchObject({
      currency: 'USD',
      billed: '0.24',
      modelled: '0.24',
      residual: '0.00',
      residualShare: 1,
      ledger: { currency: 'USD', read: '0.24', matched: '0.24' },
      otherLedgers: [{ currency: 'EUR', read: '0.2208', notModelled: '0.2208', quantities: { hours: { read: '24' } } }],
    });
    expect(codes(document)).toEqual(['TG6065', 'TG6070']);
    expect(document.findings[0]?.message).toContain('24 lines of 0.2208 EUR');
  });

  test('are one ledger at the rate that is given: 0.2208 EUR at 0.92 are 0.24 USD', async () => {
    const document = await reconciled(mixed, 'EUR=0.92');
    expect(document).toMatchObject({
      currency: 'USD',
      billed: '0.48',
      modelled: '0.48',
      residual: '0.00',
      residualShare: 0,
    });
    expect(document).not.toHaveProperty('otherLedgers');
    expect(codes(document)).toEqual(['TG6066', 'TG6070', 'TG6070']);
  });

  test('a discount takes from usage of its own currency', async () => {
    const off = day('', 'EUR', '-0.00092', { type: 'EdpDiscount' });
    const document = await reconciled([...mixed, ...off]);
    expect(document).toMatchObject({ billed: '0.24', otherLedgers: [{ read: '0.19872' }] });
  });

  test('an allocation leaves the euros out of its total, and says that it is a lower bound', async () => {
    const document = await allocationDocument({ by: 'account', bills: bills(mixed) }, servicesOfTest());
    expect(document).toMatchObject({ total: '0.24', unknownLines: 1, otherLedgers: [{ currency: 'EUR' }] });
  });

  const budget = { schema: 'tollgate/budget@1' as const, name: 'all', amount: '100', currency: 'USD' };
  const thresholds = [{ on: 'actual' as const, share: '1' }];
  const estimate = { currency: 'USD', endpoints: [], resources: [] };

  test('a budget is not within its limit while euros are left out', async () => {
    const bill = await reconciled(mixed);
    const [verdict] = checkBudgets([{ ...budget, thresholds }], { estimate, bill }).budgets;
    expect(verdict).toMatchObject({ state: 'unknown', thresholds: [{ spent: '0.24', unknownLines: 1 }] });
  });

  test('a bill all in euros counts in a budget of dollars at the rate that is given', async () => {
    const lines = day('vpce-0usd', 'EUR', '0.0092');
    const bill = await reconciled(lines, 'EUR=0.92');
    const rates = parseExchangeRates(['EUR=0.92']);
    const basis = { estimate, bill, rates };
    expect(bill).toMatchObject({ currency: 'EUR', billed: '0.2208' });
    expect(checkBudgets([{ ...budget, thresholds }], basis).budgets[0]?.thresholds[0]?.spent).toBe('0.24');
    expect(checkBudgets([{ ...budget, thresholds }], { ...basis, rates: new Map() }).budgets[0]?.state).toBe('unknown');
  });

  test.each(['GBP=0.8', 'USD=1'])('a rate that converts nothing is refused: %s', async (rate) => {
    await expect(reconciled(mixed, rate)).rejects.toMatchObject({ code: 'TG6008' });
  });
});

test('list prices in another currency than the costs are no list prices: no discount is learned from them', async () => {
  const csv = randomBillCsv(day('vpce-0usd', 'USD', '0.01', { list: '0.0092' }))
    .split('\n')
    .map((row, index) => `${row},${index === 0 ? 'pricing/currency' : 'EUR'}`)
    .join('\n');
  const document = await reconciliationDocument(
    { network: await documentOf({ name: 'network', value: network }), bills: [fileOf('bill.csv', csv)] },
    servicesOfTest(),
  );
  expect(document).toMatchObject({ discounts: [], causes: [] });
});

test('the rate that a FOCUS export states by its amounts in both currencies is offered, and not taken', async () => {
  const header =
    'BillingCurrency,PricingCurrency,ChargePeriodStart,ChargePeriodEnd,ChargeCategory,ConsumedQuantity,BilledCost,EffectiveCost,PricingCurrencyEffectiveCost,SkuMeter,ResourceId';
  const rows = Array.from({ length: 2 }, (_, day) => {
    const [start, end] = [`2026-06-0${day + 1}T00:00:00Z`, `2026-06-0${day + 2}T00:00:00Z`];
    return `EUR,USD,${start},${end},Usage,24,0.2208,0.2208,0.24,USE1-VpcEndpoint-Hours,vpce-0usd`;
  });
  const bill = [fileOf('focus.csv', [header, ...rows].join('\n'))];
  const request = { network: await documentOf({ name: 'network', value: network }), bills: bill };
  await expect(reconciliationDocument(request, servicesOfTest())).rejects.toMatchObject({
    code: 'TG6004',
    hint: expect.stringContaining('--exchange-rate EUR=0.92.'),
  });
  const exchangeRates = parseExchangeRates(['EUR=0.92']);
  const document = await reconciliationDocument({ ...request, exchangeRates }, servicesOfTest());
  expect(document.lines.find(({ endpoint }) => endpoint === 'vpce-0usd')).toMatchObject({
    billed: '0.4416',
    residual: '0.00',
  });
});
