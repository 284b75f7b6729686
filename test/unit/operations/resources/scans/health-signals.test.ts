import { describe, expect, test } from 'vitest';
import { healthSignals } from '../../../../../src/operations/resources/scans/health-signals.ts';
import type { Endpoint } from '../../../../../src/topology/topology.ts';
import type { Losses, ZoneStatistics } from '../../../../../src/traffic/throughput.ts';

const zone = (az: string, bytes: number, losses?: Partial<Losses>): ZoneStatistics => ({
  endpoint: 'vpce-1',
  az,
  samples: 1,
  gaps: 0,
  periodSeconds: 60,
  finestPeriodSeconds: 60,
  bytes,
  meanBps: 0,
  p50Bps: 0,
  p95Bps: 0,
  p99Bps: 0,
  peakBps: 0,
  firstRow: 0,
  outlineBps: [],
  losses: { dropped: 0, droppedNear: 0, resets: 0, resetsNear: 0, bytesNear: 0, periodsNear: 0, ...losses },
});
const endpoint: Endpoint = { id: 'vpce-1', type: 'Interface', azs: ['use1-az1', 'use1-az2'] };
const told = (zones: readonly ZoneStatistics[], of = endpoint) =>
  [...healthSignals(of, zones)].map(({ code, message }) => `${code} ${/use1-az\d/.exec(message)?.[0]}`);

describe('a zone that serves nothing while its siblings do', () => {
  test('is told, whether it has rows or none', () => {
    expect(told([zone('use1-az1', 1e9), zone('use1-az2', 1e6)])).toEqual(['TG2055 use1-az2']);
    expect(told([zone('use1-az1', 1e9)])).toEqual(['TG2055 use1-az2']);
  });

  test('two per cent of its even share are enough', () => {
    expect(told([zone('use1-az1', 1e9), zone('use1-az2', 1.1e7)])).toEqual([]);
    expect(told([zone('use1-az1', 1e9), zone('use1-az2', 0.9e7)])).toEqual(['TG2055 use1-az2']);
  });

  test('an idle endpoint and one of a single zone say nothing of zones', () => {
    expect(told([zone('use1-az1', 999_999)])).toEqual([]);
    expect(told([])).toEqual([]);
    expect(told([zone('use1-az1', 1e9)], { ...endpoint, azs: ['use1-az1'] })).toEqual([]);
  });
});

describe('drops and resets', () => {
  const both = (losses: Partial<Losses>) => told([zone('use1-az1', 1e9, losses), zone('use1-az2', 1e9)]);

  test('near the capacity they mean saturation', () => {
    expect(both({ dropped: 10, droppedNear: 10 })).toEqual(['TG2056 use1-az1']);
    expect(both({ resets: 10, resetsNear: 1 })).toEqual(['TG2056 use1-az1']);
  });

  test('far below it they point at rules and MTU, from one packet a million bytes on', () => {
    expect(both({ dropped: 1000 })).toEqual([]);
    expect(both({ dropped: 1001 })).toEqual(['TG2057 use1-az1']);
    const [signal] = healthSignals(endpoint, [zone('use1-az1', 1e9, { dropped: 5000 }), zone('use1-az2', 1e9)]);
    expect(signal?.message).toContain('packets over 8500 bytes');
    expect(signal?.severity).toBe('warning');
  });

  test('both kinds at once are both told; a history without such columns tells neither', () => {
    expect(both({ dropped: 6000, droppedNear: 1000 })).toEqual(['TG2056 use1-az1', 'TG2057 use1-az1']);
    const silent = { ...zone('use1-az1', 1e9), losses: undefined };
    expect(told([silent, zone('use1-az2', 1e9)])).toEqual([]);
  });
});
