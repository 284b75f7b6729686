import { expect, test } from 'vitest';
import { bandwidthOf, LIMITS } from '../../../src/capacity/limits.ts';

test('an interface endpoint has 10 Gbps in each zone and scales to 100 Gbps', () => {
  expect(bandwidthOf({ type: 'Interface' })).toEqual({ baselineBps: 10e9, ceilingBps: 100e9 });
});

test('the bandwidth AWS has set for one endpoint wins', () => {
  const endpoint = { type: 'Interface', bandwidth: { ceilingGbps: 200 } } as const;
  expect(bandwidthOf(endpoint)).toEqual({ baselineBps: 10e9, ceilingBps: 200e9 });
});

test('a baseline above the ceiling counts as the ceiling', () => {
  expect(bandwidthOf({ type: 'GatewayLoadBalancer', bandwidth: { ceilingGbps: 4 } })).toEqual({
    baselineBps: 4e9,
    ceilingBps: 4e9,
  });
});

test.each(['Gateway', 'Resource', 'ServiceNetwork'] as const)('no bandwidth is documented for %s endpoints', (type) => {
  expect(bandwidthOf({ type })).toBeUndefined();
});

test('every limit names its source', () => {
  const entries = [...Object.values(LIMITS.bandwidth), ...Object.values(LIMITS.quotas), LIMITS.packets];
  expect(entries.filter((entry) => entry.source.length < 10)).toEqual([]);
  expect(LIMITS.asOf).toMatch(/^\d{4}-\d\d-\d\d$/);
});
