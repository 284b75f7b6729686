import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Decimal } from '../../src/core/decimal.ts';
import { loadNetwork } from '../../src/operations/inputs/load-network.ts';
import { compareVariants } from '../../src/operations/scenarios/compare-variants.ts';
import { frozenRates } from '../support/frozen-rates.ts';

const S3 = 'com.amazonaws.us-east-1.s3';
const SPOKES = ['web', 'data', 'lab'];
const vpcs = (...names: readonly string[]) => names.map((id) => ({ id, account: '111122223333' }));
const interfaceIn = (vpc: string, traffic?: object) => ({
  id: `${vpc}-s3`,
  vpc,
  type: 'Interface',
  service: S3,
  azs: ['use1-az1', 'use1-az2'],
  ...traffic,
});
const topology = (parts: object) => ({ schema: 'tollgate/topology@1', region: 'us-east-1', endpoints: [], ...parts });

const DESIGNS = {
  nat: topology({ vpcs: vpcs('egress'), natGateways: [{ id: 'nat', vpc: 'egress', existing: true, addedGb: '900' }] }),
  hub: topology({
    vpcs: vpcs('hub', ...SPOKES),
    connectivity: { transitGateways: [{ id: 'tgw', vpcs: ['hub', ...SPOKES] }] },
    endpoints: [interfaceIn('hub')],
    flows: SPOKES.map((vpc) => ({ from: { vpc }, endpoint: 'hub-s3', via: 'tgw', monthlyGb: '300' })),
  }),
  'per-vpc': topology({
    vpcs: vpcs(...SPOKES),
    endpoints: SPOKES.map((vpc) => interfaceIn(vpc, { traffic: { monthlyGb: '300' } })),
  }),
  gateway: topology({
    vpcs: vpcs(...SPOKES),
    endpoints: SPOKES.map((vpc) => ({ id: `${vpc}-gateway`, vpc, type: 'Gateway', service: S3 })),
  }),
};

const variants = await Promise.all(
  Object.entries(DESIGNS).map(async ([name, value]) => ({ name, reading: await loadNetwork({ name, value }) })),
);
const document = await compareVariants(variants, { months: 12, growth: new Decimal('0.1') }, { rates: frozenRates() });

test('every month that was worked by hand costs what was worked', () => {
  const arithmetic = readFileSync(join(import.meta.dirname, 'four-designs', 'arithmetic.md'), 'utf8');
  const worked = [...arithmetic.matchAll(/^\| (\d) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|$/gm)].map((row) =>
    row.slice(1),
  );
  expect(worked).toHaveLength(7);
  for (const [month, ...amounts] of worked) {
    const priced = document.variants.slice(0, 3).map(({ months }) => months[Number(month) - 1]?.monthly);
    expect(priced).toEqual(amounts);
  }
  expect(document.variants[3]).toMatchObject({ name: 'gateway', total: '0.00', unknownLines: 0 });
});

test('each design overtakes the other in the month that was worked by hand', () => {
  expect(document.breakEvens).toEqual([
    { from: 'nat', to: 'hub', month: 2, cumulativeMonth: 3 },
    { from: 'nat', to: 'per-vpc', month: 5, cumulativeMonth: 8 },
    { from: 'gateway', to: 'nat', month: null, cumulativeMonth: null },
    { from: 'hub', to: 'per-vpc', month: 7, cumulativeMonth: 11 },
    { from: 'gateway', to: 'hub', month: null, cumulativeMonth: null },
    { from: 'gateway', to: 'per-vpc', month: null, cumulativeMonth: null },
  ]);
  expect(document.cheapest).toBe('gateway');
});
