import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { registerHeadroomGauges, type ScansInUse } from '../../../src/http/plugins/headroom-gauges.ts';
import type { EndpointRecord } from '../../../src/operations/resources/scans/endpoint-record.ts';

const zone = (az: string, utilisation: number | null) => ({
  az,
  level: 'ok' as const,
  utilisation,
  headroomBps: utilisation === null ? null : (1 - utilisation) * 100e9,
  n1Utilisation: utilisation === null ? null : 2 * utilisation,
});

const record = (id: string, headroom: EndpointRecord['headroom']): EndpointRecord => ({
  id,
  account: '111122223333',
  region: 'us-east-1',
  scanId: '0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b',
  capturedAt: '2026-11-23T08:00:00.000Z',
  currency: 'USD',
  cost: { id, type: 'Interface', tags: {}, monthly: '14.60', unknownLines: 0, lines: [] },
  traffic: null,
  headroom,
  month: null,
  health: [],
});

const full: EndpointRecord['headroom'] = {
  level: 'ok',
  n1Level: 'critical',
  utilisation: 0.55,
  n1Utilisation: 1.1,
  zones: [zone('use1-az1', 0.55), zone('use1-az2', null)],
};

function gauges(scansInUse: ScansInUse, clock = { ms: 0 }) {
  const registry = new Registry();
  registerHeadroomGauges(registry, scansInUse, () => new Date(clock.ms));
  return registry;
}

/** Scans that hold these records in the order of their ids, and how often they were asked. */
function scansOf(records: readonly EndpointRecord[]) {
  const asked: (string | undefined)[] = [];
  const scans: ScansInUse = async () => ({
    endpoints: async (_, { limit, after }) => {
      asked.push(after);
      const from = after === undefined ? 0 : records.findIndex((each) => each.id === after) + 1;
      return records.slice(from, from + limit);
    },
  });
  return { scans, asked };
}

test('each zone has its figures; what is not known has none', async () => {
  const text = await gauges(scansOf([record('vpce-a', full), record('vpce-b', null)]).scans).metrics();
  const labels = 'account="111122223333",region="us-east-1",endpoint="vpce-a",az="use1-az1"';
  expect(text).toContain(`tollgate_endpoint_utilisation_ratio{${labels}} 0.55`);
  expect(text).toContain(`tollgate_endpoint_zone_failure_utilisation_ratio{${labels}} 1.1`);
  expect(text).toContain(`tollgate_endpoint_headroom_bits_per_second{${labels}} ${(1 - 0.55) * 100e9}`);
  expect(text).not.toContain('use1-az2');
  expect(text).not.toContain('vpce-b');
});

test('endpoints are counted by level, today and with a zone gone', async () => {
  const text = await gauges(scansOf([record('vpce-a', full)]).scans).metrics();
  expect(text).toContain('tollgate_endpoints{level="ok",zone_failure="false"} 1');
  expect(text).toContain('tollgate_endpoints{level="critical",zone_failure="true"} 1');
  expect(text).toContain('tollgate_endpoints{level="critical",zone_failure="false"} 0');
});

test('every page is read, once for all gauges and again only when it is stale', async () => {
  const many = Array.from({ length: 1200 }, (_, index) => record(`vpce-${String(index).padStart(4, '0')}`, full));
  const { scans, asked } = scansOf(many);
  const clock = { ms: 0 };
  const registry = gauges(scans, clock);
  const text = await registry.metrics();
  expect(text.match(/^tollgate_endpoint_utilisation_ratio\{/gm)).toHaveLength(1200);
  expect(asked).toEqual([undefined, 'vpce-0499', 'vpce-0999']);
  await registry.metrics();
  expect(asked).toHaveLength(3);
  clock.ms = 60_000;
  await registry.metrics();
  expect(asked).toHaveLength(6);
});

const SILENT: readonly (readonly [string, ScansInUse])[] = [
  ['nobody has used the scans', async () => undefined],
  ['the database fails', async () => Promise.reject(new Error('gone'))],
];

test.each(SILENT)('a scrape answers, without figures, where %s', async (_, scansInUse) => {
  const text = await gauges(scansInUse).metrics();
  expect(text).toContain('# TYPE tollgate_endpoint_utilisation_ratio gauge');
  expect(text).not.toMatch(/^tollgate_endpoint/m);
});
