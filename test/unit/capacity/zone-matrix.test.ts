import { expect, test } from 'vitest';
import { flowsOf, zoneMatrix } from '../../../src/capacity/zone-matrix.ts';
import { Decimal } from '../../../src/core/decimal.ts';
import { quantityText } from '../../../src/core/money.ts';
import type { Endpoint } from '../../../src/topology/topology.ts';
import type { FlowCell } from '../../../src/traffic/flow-reading.ts';

const MONTH = { start: 0, end: 730 * 3600 };
const GB = 2 ** 30;
const cell = (from: FlowCell['from'], az: string, gb: number, more: Partial<FlowCell> = {}): FlowCell => ({
  endpoint: 'e',
  az,
  from,
  via: undefined,
  requestBytes: gb * GB,
  responseBytes: 0,
  records: 1,
  ...more,
});
const endpoint = (more: Partial<Endpoint> = {}): Endpoint => ({ id: 'e', type: 'Interface', ...more });
const a = { vpc: 'app', az: 'a' };
const b = { vpc: 'app', az: 'b' };
const look = (cells: readonly FlowCell[], more: Partial<Endpoint> = {}, monthlyGb?: number, window = MONTH) =>
  zoneMatrix({
    endpoints: [endpoint(more)],
    reading: { cells, window },
    profile: new Map(
      monthlyGb === undefined
        ? []
        : [['e', { monthlyGb: new Decimal(monthlyGb), provenance: { source: 'cloudwatch' as const } }]],
    ),
  })[0];

test('shares of the flow logs are scaled to the measured total, and the residual shows', () => {
  const matrix = look([cell(a, 'a', 60), cell(b, 'a', 20)], {}, 100);
  expect(matrix?.totalFrom).toBe('measured');
  expect(matrix?.loggedGb.toNumber()).toBe(80);
  expect(matrix?.residualGb.toNumber()).toBe(20);
  expect(matrix?.cells.map((each) => [each.share, each.monthlyGb.toNumber()])).toEqual([
    [0.75, 75],
    [0.25, 25],
  ]);
  expect(matrix?.sameZoneShare).toBe(0.75);
});

test('a stated total stands in for a measured one, and the flow logs for both', () => {
  expect(look([cell(a, 'a', 8)], { traffic: { monthlyGb: '16' } })).toMatchObject({ totalFrom: 'stated' });
  const week = look([cell(a, 'a', 7)], {}, undefined, { start: 0, end: 73 * 3600 });
  expect(week?.totalFrom).toBe('flow-logs');
  expect(week?.totalGb.toNumber()).toBe(70);
  expect(week?.residualGb.toNumber()).toBe(0);
});

test('zones that are not known do not count as one zone', () => {
  expect(look([cell({ vpc: 'app' }, 'a', 5)])?.sameZoneShare).toBeUndefined();
  expect(look([cell({ vpc: 'app' }, 'a', 5), cell(a, 'a', 1), cell(b, 'a', 3)])?.sameZoneShare).toBe(0.25);
});

test('an endpoint without a record is left out, and so is everything without a window', () => {
  expect(look([])).toBeUndefined();
  expect(
    zoneMatrix({ endpoints: [endpoint()], reading: { cells: [], window: undefined }, profile: new Map() }),
  ).toEqual([]);
});

test('flows add up the endpoint’s zones and keep the client’s place and way', () => {
  const matrix = look([
    cell(a, 'a', 3),
    cell(a, 'b', 2),
    cell({ vpc: 'spoke', az: 'b', account: '1' }, 'a', 4, { via: 'tgw' }),
  ]);
  expect(matrix && flowsOf([matrix], quantityText)).toEqual([
    { from: { vpc: 'app', az: 'a' }, endpoint: 'e', monthlyGb: '5' },
    { from: { vpc: 'spoke', az: 'b', account: '1' }, endpoint: 'e', via: 'tgw', monthlyGb: '4' },
  ]);
});
