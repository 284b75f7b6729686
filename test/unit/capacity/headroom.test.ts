import { expect, test } from 'vitest';
import type { EndpointLoad, EndpointLoadOptions } from '../../../src/capacity/endpoint-load.ts';
import { headroom } from '../../../src/capacity/headroom.ts';
import { DEFAULT_THRESHOLDS } from '../../../src/capacity/level.ts';
import type { Endpoint } from '../../../src/topology/topology.ts';
import type { ZoneStatistics } from '../../../src/traffic/throughput.ts';
import { zoneStatistics } from '../../support/throughput.ts';

const OPTIONS: EndpointLoadOptions = { statistic: 'p99', base: 'ceiling', thresholds: DEFAULT_THRESHOLDS };
const WINDOW = { start: 0, end: 86_400 };
const endpoint = (more: Partial<Endpoint> = {}): Endpoint => ({ id: 'e', type: 'Interface', azs: ['a', 'b'], ...more });

function look(load: Partial<EndpointLoad>, options: Partial<EndpointLoadOptions> = {}) {
  const whole = { endpoint: endpoint(), region: 'us-east-1', ...load };
  const result = headroom({ window: WINDOW, loads: [whole], options: { ...OPTIONS, ...options } });
  const [found] = result.endpoints;
  if (!found) throw new Error('no endpoint came back');
  return { found, codes: result.findings.findings.map((each) => each.code), findings: result.findings.findings };
}

const measured = (...zones: ZoneStatistics[]) => ({ measured: zones });

test('two zones at 55 % are ok today and critical with one gone, and the report says so', () => {
  const { found, findings } = look(measured(zoneStatistics('a', 55e9), zoneStatistics('b', 55e9)));
  expect([found.level, found.n1Level]).toEqual(['ok', 'critical']);
  expect(found.zones.map((zone) => zone.afterFailure?.utilisation)).toEqual([1.1, 1.1]);
  expect(findings.find((each) => each.code === 'TG3051')?.message).toBe(
    'e is ok today and critical if b fails: a would stand at 110 %.',
  );
});

test('utilisation is p99 over the ceiling, and another statistic and base on request', () => {
  const zones = measured(zoneStatistics('a', 5e9, { p95Bps: 4e9, peakBps: 9e9 }), zoneStatistics('b', 5e9));
  expect(look(zones).found.zones[0]?.utilisation).toBe(0.05);
  const other = look(zones, { statistic: 'peak', base: 'baseline' }).found;
  expect(other.zones[0]).toMatchObject({ utilisation: 0.9, headroomBps: 1e9, level: 'critical' });
  expect(look(zones, { statistic: 'p95', base: 'baseline' }).found.zones[0]?.utilisation).toBe(0.4);
});

test('a zone without a row carried nothing while its neighbour did', () => {
  const { found, codes } = look(measured(zoneStatistics('b', 8e9, { samples: 200, gaps: 88 })));
  expect(found.zones[0]).toMatchObject({ az: 'a', loadBps: 0, utilisation: 0, level: 'ok' });
  expect(found.zones[0]?.measured).toMatchObject({ samples: 0, gaps: 288 });
  expect(found.imbalance).toBe(2);
  expect(codes).toContain('TG3054');
});

test('losses near the capacity outrank a low utilisation', () => {
  const losses = { dropped: 3, droppedNear: 3, resets: 0, resetsNear: 0, bytesNear: 10, periodsNear: 2 };
  const { found, codes } = look(measured(zoneStatistics('a', 9e9, { losses }), zoneStatistics('b', 1e9)));
  expect(found.zones[0]).toMatchObject({ utilisation: 0.09, level: 'critical' });
  expect(found.level).toBe('critical');
  expect(codes).toContain('TG3050');
});

test('nothing measured and nothing stated is unknown, which is not ok', () => {
  const { found, codes } = look({});
  expect(found).toMatchObject({ source: 'unknown', level: 'unknown', n1Level: 'unknown', whole: undefined });
  expect(codes).toEqual(['TG3052']);
});

test('a stated peak is spread evenly over the zones', () => {
  const { found } = look({ statedPeakBps: 130e9 });
  expect(found.source).toBe('stated');
  expect(found.zones.map((zone) => zone.utilisation)).toEqual([0.65, 0.65]);
  expect([found.level, found.n1Level]).toEqual(['watch', 'critical']);
});

test('a single zone is critical with a zone gone, whatever its load', () => {
  const { found, codes } = look({ endpoint: endpoint({ azs: ['a'] }), ...measured(zoneStatistics('a', 1e6)) });
  expect([found.level, found.n1Level]).toEqual(['ok', 'critical']);
  expect(found.zones[0]?.afterFailure).toBeUndefined();
  expect(codes).toContain('TG3056');
});

test('zones of the history win where the topology names none of them', () => {
  const named = endpoint({ azs: ['us-east-1a', 'us-east-1b'] });
  const { found } = look({ endpoint: named, ...measured(zoneStatistics('a', 1e9), zoneStatistics('b', 1e9)) });
  expect(found.zones.map((zone) => zone.az)).toEqual(['a', 'b']);
});

test('the endpoint as a whole adds its zones and their capacity', () => {
  const { found } = look(measured(zoneStatistics('a', 30e9), zoneStatistics('b', 10e9)));
  expect(found.whole).toEqual({ loadBps: 40e9, capacityBps: 200e9 });
  expect(found.imbalance).toBe(1.5);
});

test('endpoints without a documented bandwidth are left out', () => {
  const loads = [{ endpoint: endpoint({ type: 'Gateway' }), region: undefined }];
  expect(headroom({ window: undefined, loads, options: OPTIONS }).endpoints).toEqual([]);
});

test('rows of five minutes hide shorter bursts, and that is said', () => {
  const coarse = { finestPeriodSeconds: 300 };
  expect(look(measured(zoneStatistics('a', 1e9, coarse), zoneStatistics('b', 1e9, coarse))).codes).toContain('TG3058');
  expect(look(measured(zoneStatistics('a', 1e9), zoneStatistics('b', 1e9))).codes).not.toContain('TG3058');
});

test('an endpoint first seen days into the window is named unless its creation is known', () => {
  const late = zoneStatistics('a', 1e9, { firstRow: 5 * 86_400 });
  const both = measured(late, zoneStatistics('b', 1e9, { firstRow: 5 * 86_400 }));
  expect(look(both).codes).toContain('TG3057');
  expect(look({ ...both, endpoint: endpoint({ createdAt: '1970-01-06T00:00:00Z' }) }).codes).not.toContain('TG3057');
});

test('a load above the baseline relies on scaling', () => {
  expect(look(measured(zoneStatistics('a', 12e9), zoneStatistics('b', 1e9))).codes).toContain('TG3055');
});

test('quotas that are nearly used up are named', () => {
  const many = Array.from({ length: 41 }, (_, index) => ({
    endpoint: endpoint({ id: `e${index}`, vpc: 'app', ...(index === 0 && { policy: 'x'.repeat(20_000) }) }),
    region: undefined,
    statedPeakBps: 1e6,
  }));
  const { findings } = headroom({ window: undefined, loads: many, options: OPTIONS });
  const quota = findings.findings.filter((each) => each.code === 'TG3059');
  expect(quota.map((each) => each.subject)).toEqual(['e0', 'app']);
});
