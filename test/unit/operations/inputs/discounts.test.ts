import { describe, expect, test } from 'vitest';
import { Decimal, sum } from '../../../../src/core/decimal.ts';
import { loadNetwork } from '../../../../src/operations/inputs/load-network.ts';
import { parseDiscounts } from '../../../../src/operations/inputs/parse-discounts.ts';
import { readDiscounts } from '../../../../src/operations/inputs/read-discounts.ts';
import { reconciliationDocument } from '../../../../src/operations/reconcile/reconciliation-document.ts';
import { compareVariants } from '../../../../src/operations/scenarios/compare-variants.ts';
import { estimateNetwork } from '../../../../src/operations/shared/estimate-network.ts';
import { buildReport } from '../../../../src/report/build-report.ts';
import { focusRows } from '../../../../src/report/focus/focus-rows.ts';
import { drawView, VIEW_FORMATS } from '../../../../src/report/formats/index.ts';
import { viewEstimate } from '../../../../src/report/views/estimate.ts';
import { atDiscount } from '../../../support/at-discount.ts';
import { frozenRates } from '../../../support/frozen-rates.ts';
import { servicesOfTest } from '../../../support/http-app.ts';
import { curLegacyCsv, syntheticLines, syntheticTopology } from '../../../support/synthetic-bill.ts';
import { fileOf } from '../../../support/traffic-files.ts';

const services = { ...servicesOfTest(), rates: frozenRates() };

const NETWORK = {
  schema: 'tollgate/topology@1',
  region: 'us-east-1',
  endpoints: [
    {
      id: 'ssm',
      type: 'Interface',
      service: 'com.amazonaws.us-east-1.ssm',
      azs: ['use1-az1', 'use1-az2'],
      traffic: { monthlyGb: '1000' },
    },
  ],
};
const reading = await loadNetwork({ name: 'network', value: NETWORK });

async function estimateAt(...words: readonly string[]) {
  const paid = atDiscount(services, parseDiscounts(words));
  return buildReport(await estimateNetwork({ reading }, paid.rates), paid.rates.kind);
}

describe('an estimate at what is paid', () => {
  // List: 2 AZ x 730 h x 0.01 = 14.60 and 1000 GB x 0.01 = 10.00.
  test.each([
    // 14.60 x 0.92 = 13.432, bytes at list price.
    [['USE1-VpcEndpoint-Hours=0.92'], '23.432', ['13.432', '10.00']],
    // A usage type wins over its service: 13.432 + 10.00 x 0.9.
    [['USE1-VpcEndpoint-Hours=0.92', 'AmazonVPC=0.9'], '22.432', ['13.432', '9.00']],
    // Without the prefix, as some bills write it; the rest by the one of everything: 13.432 + 9.50.
    [['VpcEndpoint-Hours=0.92', '*=0.95'], '22.932', ['13.432', '9.50']],
  ])('%s', async (words, monthly, lines) => {
    const document = await estimateAt(...words);
    expect(document.totals).toMatchObject({ monthly, list: '24.60' });
    expect(document.endpoints[0]).toMatchObject({ monthly, list: '24.60' });
    expect(document.endpoints[0]?.lines.flatMap((line) => (line.status === 'priced' ? line.monthly : []))).toEqual(
      lines,
    );
  });

  test('without discounts says nothing of list prices, as before', async () => {
    expect(JSON.stringify(await estimateAt())).not.toMatch(/"list|discount/);
    expect(await estimateAt('AmazonEC2=0.5')).toEqual(await estimateAt());
  });

  test('every line tells its list price and the factor', async () => {
    const [hours] = (await estimateAt('AmazonVPC=0.92')).endpoints[0]?.lines ?? [];
    expect(hours).toMatchObject({ monthly: '13.432', list: '14.60', unitPrice: '0.0092', listUnitPrice: '0.01' });
    expect(hours?.provenance.rate?.discount).toBe('0.92');
  });

  test('FOCUS has the list cost beside the effective one', async () => {
    const document = await estimateAt('AmazonVPC=0.92');
    const rows = focusRows(document, { month: '2026-12' });
    expect(
      rows.map((row) => [row.ListCost, row.EffectiveCost, row.ContractedCost, row.ListUnitPrice]).slice(0, 2),
    ).toEqual([
      ['14.60', '13.432', '13.432', '0.01'],
      ['10.00', '9.20', '9.20', '0.01'],
    ]);
    expect(sum(rows.map((row) => new Decimal(row.ListCost ?? '0'))).toFixed(2)).toBe(document.totals.list);
  });

  test.each(VIEW_FORMATS)('%s shows both', async (format) => {
    const text = await drawView(format, viewEstimate(await estimateAt('AmazonVPC=0.92')));
    // 24.60 x 0.92 = 22.632.
    expect(text).toMatch(format === 'csv' ? /13\.432[^\n]*14\.60/ : /24\.60[^\n]*22\.63|22\.63[^\n]*24\.60/);
  });

  test('a pool across tiers: list amounts of the lines add up to the list amount of the whole', async () => {
    const big = {
      ...NETWORK,
      endpoints: ['a', 'b', 'c'].map((id) => ({ ...NETWORK.endpoints[0], id, traffic: { monthlyGb: '400000.7' } })),
    };
    const large = await loadNetwork({ name: 'large', value: big });
    const list = buildReport(await estimateNetwork({ reading: large }, services.rates), 'x').totals.monthly;
    const paid = atDiscount(services, parseDiscounts(['AmazonVPC=0.93']));
    const document = buildReport(await estimateNetwork({ reading: large }, paid.rates), 'x');
    expect(new Decimal(document.totals.list ?? '0').minus(list).abs().toNumber()).toBeLessThan(1e-8);
  });

  test('what depends on bytes and what does not have list prices of their own', async () => {
    const paid = atDiscount(services, parseDiscounts(['USE1-VpcEndpoint-Hours=0.9', 'VpcEndpoint-Bytes=0.8']));
    const { totals } = await estimateNetwork({ reading }, paid.rates);
    // 14.60 x 0.9 and 10.00 x 0.8.
    expect([totals.baseline, totals.usage, totals.listBaseline, totals.list].map((each) => each.toFixed(2))).toEqual([
      '13.14',
      '8.00',
      '14.60',
      '24.60',
    ]);
  });

  test('compare prices every variant at what is paid', async () => {
    const variants = ['one', 'two'].map((name) => ({ name, reading }));
    const paid = atDiscount(services, parseDiscounts(['AmazonVPC=0.5']));
    const document = await compareVariants(variants, { months: 2, growth: new Decimal(0) }, paid);
    // 24.60 / 2 for two months; at list price 24.60 x 2.
    expect(document.variants[0]).toMatchObject({ monthly: '12.30', total: '24.60', list: '49.20' });
  });
});

test('what reconcile learned is applied: the month then costs what the bill says', async () => {
  const reconciled = await reconciliationDocument(
    { network: { name: 'n', value: syntheticTopology() }, bills: [fileOf('cur.csv', curLegacyCsv(syntheticLines()))] },
    services,
  );
  const learned = await readDiscounts({ name: 'reconciliation.json', value: reconciled });
  expect(learned.map(({ of, factor }) => [of, factor.toFixed()])).toEqual([
    ['USE1-VpcEndpoint-Bytes', '0.92'],
    ['USE1-VpcEndpoint-Hours', '0.92'],
    ['DataTransfer-Regional-Bytes', '0.92'],
  ]);
  const paid = atDiscount(services, learned);
  expect(buildReport(await estimateNetwork({ reading }, paid.rates), 'x').totals).toMatchObject({
    monthly: '22.632',
    list: '24.60',
  });
});

test.each([
  ['free', 0],
  ['credited', -0.5],
  ['at twice the list price', 2],
])('a usage type that is %s teaches no discount, and the others are still learned', async (_name, factor) => {
  const lines = syntheticLines().map((line) =>
    line.usageType === 'DataTransfer-Regional-Bytes' ? { ...line, cost: 0.02 * factor } : line,
  );
  const reconciled = await reconciliationDocument(
    { network: { name: 'n', value: syntheticTopology() }, bills: [fileOf('cur.csv', curLegacyCsv(lines))] },
    services,
  );
  expect(reconciled.findings.filter(({ code }) => code === 'TG6058').map(({ message }) => message)).toEqual([
    `DataTransfer-Regional-Bytes is billed at ${factor} of its list price: no discount is learned.`,
  ]);
  const learned = await readDiscounts({ name: 'reconciliation.json', value: reconciled });
  expect(learned.map(({ of, factor: paid }) => [of, paid.toFixed()])).toEqual([
    ['USE1-VpcEndpoint-Bytes', '0.92'],
    ['USE1-VpcEndpoint-Hours', '0.92'],
  ]);
});

describe('one usage type under two services', () => {
  const totalAt = async (...discounts: readonly object[]) => {
    const value = { schema: 'tollgate/discounts@1', discounts };
    const paid = atDiscount(services, await readDiscounts({ name: 'f', value }));
    return buildReport(await estimateNetwork({ reading }, paid.rates), 'x').totals.monthly;
  };
  const hours = (factor: string, service?: string) => ({ usageType: 'USE1-VpcEndpoint-Hours', service, factor });

  test.each([
    // 14.60 hours are AmazonVPC's: 13.14 at 0.9, in whatever order; 10.00 bytes.
    ['that of the service counts', [hours('0.9', 'AmazonVPC'), hours('0.5', 'AmazonEC2')], '23.14'],
    ['in the other order too', [hours('0.5', 'AmazonEC2'), hours('0.9', 'AmazonVPC')], '23.14'],
    // Under the name of another service alone: 14.60 x 0.5 = 7.30.
    ['the usage type counts where its service is called otherwise', [hours('0.5', 'Amazon VPC')], '17.30'],
    ['one without a service is for all others', [hours('0.5', 'AmazonEC2'), hours('0.8')], '21.68'],
    ['two others that differ say nothing', [hours('0.5', 'AmazonEC2'), hours('0.8', 'AmazonRDS')], '24.60'],
  ])('%s', async (_name, discounts, monthly) => {
    expect(await totalAt(...discounts)).toBe(monthly);
  });
});

describe('transfer to a Region that the card has no rate of its own for', () => {
  const transferAt = async (to: string, ...words: readonly string[]) => {
    const far = {
      id: 'far',
      type: 'Interface',
      service: `com.amazonaws.${to}.kms`,
      serviceRegion: to,
      azs: ['use1-az1'],
      traffic: { monthlyGb: '100' },
    };
    const value = { schema: 'tollgate/topology@1', region: 'us-east-1', endpoints: [far] };
    const remote = await loadNetwork({ name: 'far', value });
    const paid = atDiscount({ rates: servicesOfTest().rates }, parseDiscounts(words));
    const document = buildReport(await estimateNetwork({ reading: remote }, paid.rates), 'x');
    const line = document.endpoints[0]?.lines.find(({ charge }) => charge === 'cross-region');
    // Two directions at two prices would be a range.
    return line?.low === undefined ? line?.monthly : `${line.low} to ${line.high}`;
  };
  const WEST = ['USE1-USW2-AWS-Out-Bytes=0.5', 'USW2-USE1-AWS-Out-Bytes=0.5'];

  test.each([
    // 100 GB x 0.02; both directions of the pair at half of it.
    ['us-west-2', [], '2.00'],
    ['us-west-2', WEST, '1.00'],
    // Another destination is not what was discounted.
    ['eu-central-1', WEST, '2.00'],
    ['eu-central-1', [...WEST, 'USE1-EUC1-AWS-Out-Bytes=0.7', 'EUC1-USE1-AWS-Out-Bytes=0.7'], '1.40'],
    // What is paid of a service, or of everything, is paid of every destination.
    ['eu-central-1', [...WEST, 'AWSDataTransfer=0.9'], '1.80'],
    ['us-west-2', [...WEST, '*=0.9'], '1.00'],
    // One direction alone: the other is at list price.
    ['us-west-2', ['USE1-USW2-AWS-Out-Bytes=0.5'], '1.00 to 2.00'],
    // The card has its own rate to us-east-2: 100 GB x 0.01 x 0.8.
    ['us-east-2', ['USE1-USE2-AWS-Out-Bytes=0.8', 'USE2-USE1-AWS-Out-Bytes=0.8'], '0.80'],
  ])('%s at %j', async (to, words, monthly) => {
    expect(await transferAt(to, ...words)).toBe(monthly);
  });
});

test.each([
  ['no factor', { schema: 'tollgate/discounts@1', discounts: [{ service: 'AmazonVPC' }] }],
  ['a factor of zero', { schema: 'tollgate/discounts@1', discounts: [{ factor: '0' }] }],
  ['another document', { schema: 'tollgate/estimate@1' }],
  ['a list', []],
])('%s is no file of discounts', async (_name, value) => {
  await expect(readDiscounts({ name: 'f', value })).rejects.toMatchObject({ code: 'TG6007' });
});

test.each(['AmazonVPC', 'AmazonVPC=', '=0.9', 'AmazonVPC=0', 'AmazonVPC=2', 'AmazonVPC=-1', 'AmazonVPC=0.9x'])(
  'the word "%s" is refused',
  (word) => {
    expect(() => parseDiscounts([word])).toThrow(expect.objectContaining({ code: 'TG1012' }));
  },
);
