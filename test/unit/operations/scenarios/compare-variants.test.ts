import { describe, expect, test } from 'vitest';
import { Decimal } from '../../../../src/core/decimal.ts';
import { loadNetwork } from '../../../../src/operations/inputs/load-network.ts';
import { compareVariants, type Variant } from '../../../../src/operations/scenarios/compare-variants.ts';
import { comparisonDocumentSchema } from '../../../../src/report/comparison-document.ts';
import { servicesOfTest } from '../../../support/http-app.ts';

const services = servicesOfTest();

/** An interface endpoint in two zones with its own bytes: 14.60 an hour-month, and 0.01 a GB. */
const perVpc = (monthlyGb: string) => ({
  schema: 'tollgate/topology@1',
  region: 'us-east-1',
  endpoints: [
    {
      id: 'e',
      type: 'Interface',
      service: 'com.amazonaws.us-east-1.ssm',
      azs: ['use1-az1', 'use1-az2'],
      traffic: { monthlyGb },
    },
  ],
});
/** The same bytes through a NAT gateway: 32.85 an hour-month, and 0.045 a GB. */
const nat = (monthlyGb: string) => ({
  schema: 'tollgate/topology@1',
  region: 'us-east-1',
  endpoints: [],
  natGateways: [{ id: 'nat', existing: true, addedGb: monthlyGb }],
});

const variant = async (name: string, value: unknown): Promise<Variant> => ({
  name,
  reading: await loadNetwork({ name, value }),
});

describe('two designs over growing traffic', async () => {
  const variants = [await variant('nat', nat('300')), await variant('endpoint', perVpc('300'))];
  const document = await compareVariants(variants, { months: 12, growth: new Decimal('0.1') }, services);

  test('is whole and fits its schema', () => {
    expect(comparisonDocumentSchema.parse(document)).toEqual(document);
    expect(document.variants.map(({ months }) => months.length)).toEqual([12, 12]);
  });

  test('NAT costs 0.045 x GB, the endpoint 14.60 + 0.01 x GB: the endpoint is cheaper above 417.14 GB, in month 5', () => {
    expect(document.variants[0]).toMatchObject({ name: 'nat', monthly: '13.50' });
    expect(document.variants[1]).toMatchObject({ name: 'endpoint', monthly: '17.60' });
    // 300 x 1.1^3 = 399.3 GB, 300 x 1.1^4 = 439.23 GB.
    expect(document.breakEvens).toEqual([expect.objectContaining({ from: 'nat', to: 'endpoint', month: 5 })]);
  });

  test('what is cheaper in a month is paid back later', () => {
    const { cumulativeMonth } = document.breakEvens[0] ?? {};
    expect(cumulativeMonth).toBeGreaterThan(5);
    expect(document.cheapest).toBe('endpoint');
  });

  test('totals are the sums of the months', () => {
    for (const { months, total } of document.variants) {
      expect(months.at(-1)?.cumulative).toBe(total);
      expect(Decimal.sum(...months.map(({ monthly }) => monthly)).toFixed()).toBe(new Decimal(total).toFixed());
    }
  });
});

test('without growth nothing overtakes', async () => {
  const variants = [await variant('nat', nat('300')), await variant('endpoint', perVpc('300'))];
  const document = await compareVariants(variants, { months: 3, growth: new Decimal(0) }, services);
  expect(document.breakEvens).toEqual([{ from: 'nat', to: 'endpoint', month: null, cumulativeMonth: null }]);
});

test('a variant that leaves lines out is never called the cheapest', async () => {
  const { endpoints, ...rest } = perVpc('1');
  const silent = { ...rest, endpoints: endpoints.map(({ traffic, ...endpoint }) => endpoint) };
  const document = await compareVariants(
    [await variant('a', perVpc('1')), await variant('b', silent)],
    { months: 2, growth: new Decimal(0) },
    services,
  );
  expect(document.cheapest).toBeNull();
  expect(document.variants[1]?.unknownLines).toBe(1);
});

test.each([
  [1, 12],
  [2, 0],
  [2, 121],
])('refuses %i variants over %i months', async (count, months) => {
  const variants = await Promise.all(Array.from({ length: count }, (_, index) => variant(`v${index}`, perVpc('1'))));
  await expect(compareVariants(variants, { months, growth: new Decimal(0) }, services)).rejects.toMatchObject({
    code: 'TG1012',
  });
});

test('two variants of one name are refused', async () => {
  const same = await variant('same', perVpc('1'));
  await expect(compareVariants([same, same], { months: 2, growth: new Decimal(0) }, services)).rejects.toMatchObject({
    code: 'TG1012',
  });
});
