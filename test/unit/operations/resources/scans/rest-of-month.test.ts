import { expect, test } from 'vitest';
import { Decimal } from '../../../../../src/core/decimal.ts';
import { restOfMonth } from '../../../../../src/operations/resources/scans/rest-of-month.ts';
import type { Snapshot } from '../../../../../src/report/snapshot-document.ts';
import { toMeasured } from '../../../../../src/traffic/measured.ts';
import { measuredSnapshot } from '../../../../support/snapshot.ts';

const DAY = 86_400;
const WINDOW = { start: Date.UTC(2026, 10, 1) / 1000, end: Date.UTC(2026, 10, 21) / 1000 };
/** The ten days that are left of November. */
const REST = { from: WINDOW.end * 1000, to: Date.UTC(2026, 11, 1) };

/** Two zones that share these GB a day, and a run-rate of a mean day. */
function snapshotOf(gbPerDay: readonly number[]): Snapshot {
  const mean = gbPerDay.reduce((sum, gb) => sum + gb, 0) / gbPerDay.length;
  const zone = (az: string) => ({
    endpoint: 'vpce-a',
    az,
    firstDay: WINDOW.end / DAY - gbPerDay.length,
    bytes: gbPerDay.map((gb) => (gb / 2) * 2 ** 30),
    busyBps: gbPerDay.map(() => 1),
  });
  return {
    ...measuredSnapshot({ 'use1-az1': 1 }),
    traffic: toMeasured(WINDOW, {
      profile: new Map([
        ['vpce-a', { monthlyGb: new Decimal(mean).times(730).div(24), provenance: { source: 'cloudwatch' as const } }],
      ]),
      statistics: [],
      daily: [zone('use1-az1'), zone('use1-az2')],
      connections: [],
    }),
  };
}

const factor = async (gbPerDay: readonly number[], rest = REST) =>
  (await restOfMonth(snapshotOf(gbPerDay), rest)).get('vpce-a')?.toFixed(4);

test('bytes that grow in a line go on to grow', async () => {
  // Days 1 to 20 carry 10, 20 ... 200 GB: a mean of 105. Days 21 to 30 will carry 210 to 300: a mean of 255.
  const line = Array.from({ length: 20 }, (_, day) => 10 * (day + 1));
  expect(Number(await factor(line))).toBeCloseTo(255 / 105, 2);
});

test('what stays as it is stays as it is', async () => {
  expect(await factor(Array(20).fill(50))).toBe('1.0000');
});

test('too few days, no bytes, or no rest of the month give no forecast', async () => {
  expect(await factor(Array(13).fill(50))).toBeUndefined();
  expect(await factor(Array(20).fill(0))).toBeUndefined();
  expect(await factor(Array(20).fill(50), { from: REST.to, to: REST.to })).toBeUndefined();
});
