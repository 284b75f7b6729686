import { expect, test } from 'vitest';
import { Decimal } from '../../../../src/core/decimal.ts';
import type { EndpointTraffic } from '../../../../src/traffic/traffic.ts';
import { changesOf, diffOf, interfaceEndpoint as endpoint } from '../../../support/diffing.ts';
import { topologyOf } from '../../../support/estimating.ts';

const traffic = (source: EndpointTraffic['provenance']['source']): EndpointTraffic => ({
  monthlyGb: new Decimal(1000),
  peakGbps: new Decimal(120),
  provenance: { source, window: { start: '2026-11-01T00:00:00Z', end: '2026-11-15T00:00:00Z' } },
});

/** What a scan saw: AWS ids, zone ids, measured bytes. */
const scanned = (source: EndpointTraffic['provenance']['source'] = 'cloudwatch') => ({
  name: 'snapshot.json',
  reading: {
    topology: topologyOf({
      endpoints: [{ ...endpoint('ssm', 3), id: 'vpce-1', vpc: 'vpc-1', azs: ['use1-az1', 'use1-az2', 'use1-az4'] }],
    }),
    findings: [],
    measured: { profile: new Map([['vpce-1', traffic(source)]]), history: undefined as never },
  },
});

/** What a plan says of the same endpoint. */
const planned = (zones: number) => ({
  endpoints: [
    endpoint('ssm', zones, undefined, {
      id: 'aws_vpc_endpoint.ssm',
      address: 'aws_vpc_endpoint.ssm',
      awsId: 'vpce-1',
      vpc: 'vpc-1',
    }),
  ],
});

test('a plan that changes nothing of what a scan saw is no change: the AWS id says so, and traffic is carried over', async () => {
  const result = await diffOf(scanned(), planned(3));
  expect(changesOf(result)).toEqual({});
  expect(result.diff.head.usage).toBe('10.00');
  expect(result.diff.findings.map((each) => each.code)).toEqual(['TG5057']);
});

test('a plan that takes a zone away shows what it does to the traffic of today', async () => {
  const result = await diffOf(scanned(), planned(2));
  expect(changesOf(result)).toEqual({ 'aws_vpc_endpoint.ssm': ['changed', '-7.30'] });
  expect(result.diff.changes[0]).not.toHaveProperty('renamedFrom');
  expect(result.diff.changes[0]?.headroom).toMatchObject({
    base: { peakUtilisation: 0.4 },
    head: { peakUtilisation: 0.6, n1Holds: false },
  });
});

test('what was only stated is not carried over: its absence is a change', async () => {
  const result = await diffOf(scanned('assumption'), planned(3));
  expect(result.diff.newlyUnknown).toEqual([
    { id: 'aws_vpc_endpoint.ssm', charge: 'data-processed', status: 'usage-unknown' },
  ]);
});

test('what head knows itself wins', async () => {
  const [own] = planned(3).endpoints;
  if (!own) throw new Error('no endpoint');
  const result = await diffOf(scanned(), { endpoints: [{ ...own, traffic: { monthlyGb: '500' } }] });
  expect(result.diff.delta.usage).toBe('-5.00');
});
