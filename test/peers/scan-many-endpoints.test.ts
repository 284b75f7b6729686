import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scan } from '../../src/analysis/scan/scan.ts';
import { createAwsAccess } from '../../src/compose/aws-access.ts';
import { Decimal } from '../../src/core/decimal.ts';
import { createHistoryStore } from '../../src/history/history-store.ts';
import { startAwsLoopback } from '../support/aws-loopback/server.ts';
import { makeEndpoints, type World } from '../support/aws-loopback/world.ts';

const DAY = 86_400;

/** A hundredth of the real density: a point every 100 minutes, and pages of a hundredth of 100,800 points. */
const STEP = 6000;
const PAGE = 1008;

test('1,000 endpoints in 3 zones over 15 days: within 5 % of the fewest calls there can be', {
  timeout: 300_000,
}, async () => {
  const world: World = {
    account: '111122223333',
    region: 'us-east-1',
    endpoints: makeEndpoints(1000, '2026-01-01T00:00:00Z'),
    stepSeconds: STEP,
    bytes: (_endpoint, _subnet, start, period) => {
      const points = Math.floor((start + period - 1) / STEP) - Math.ceil(start / STEP) + 1;
      return points > 0 ? points : undefined;
    },
  };
  const now = new Date('2026-11-23T00:00:00Z');
  const server = await startAwsLoopback({ world, now: now.getTime() / 1000, pagePoints: PAGE });
  const root = mkdtempSync(join(tmpdir(), 'tollgate-many-'));
  try {
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: server.url,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    });
    const { provenance, traffic } = await scan(
      { regions: ['us-east-1'], accounts: [], days: 15, maxQueryCost: new Decimal(1) },
      {
        aws: createAwsAccess(),
        history: createHistoryStore(root),
        now: () => now,
        signal: new AbortController().signal,
        onProgress: () => undefined,
      },
    );
    const points = provenance.scopes[0]?.metricPoints ?? 0;
    expect(points).toBeGreaterThan((3000 * 14.8 * DAY) / STEP);
    expect(server.count('GetMetricData')).toBeLessThanOrEqual(Math.ceil(server.points / PAGE) * 1.05);
    expect(traffic?.statistics).toHaveLength(3000);
    expect(new Set(traffic?.statistics.map((zone) => zone.bytes)).size).toBe(1);
  } finally {
    await server.close();
    rmSync(root, { recursive: true, force: true });
  }
});
