import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startAwsLoopback } from '../support/aws-loopback/server.ts';
import { makeEndpoints, type World } from '../support/aws-loopback/world.ts';
import type { ScanOnce } from '../support/scan-once.ts';

const [DAY, DAYS] = [86_400, 15];

/** A hundredth of the real density: a point every 100 minutes, and pages of a hundredth of 100,800 points. */
const STEP = 6000;
const PAGE = 1008;
const NOW = Date.UTC(2026, 10, 23) / 1000;

/** Scans so many endpoints in three zones in a process of its own. */
async function scanned(endpoints: number): Promise<ScanOnce & { readonly calls: number; readonly least: number }> {
  const world: World = {
    account: '111122223333',
    region: 'us-east-1',
    endpoints: makeEndpoints(endpoints, '2026-01-01T00:00:00Z'),
    stepSeconds: STEP,
    bytes: (_endpoint, _subnet, start, period) => {
      const points = Math.floor((start + period - 1) / STEP) - Math.ceil(start / STEP) + 1;
      return points > 0 ? points : undefined;
    },
    others: 1,
  };
  const server = await startAwsLoopback({ world, now: NOW, pagePoints: PAGE });
  const root = mkdtempSync(join(tmpdir(), 'tollgate-many-'));
  try {
    const program = [join('test', 'support', 'scan-once.ts'), root, String(NOW), String(DAYS)];
    const env = {
      ...process.env,
      AWS_ENDPOINT_URL: server.url,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    };
    const { stdout } = await promisify(execFile)(process.execPath, program, { env, maxBuffer: 2 ** 26 });
    const once = JSON.parse(stdout) as ScanOnce;
    return { ...once, calls: server.count('GetMetricData'), least: Math.ceil(server.points / PAGE) };
  } finally {
    await server.close();
    rmSync(root, { recursive: true, force: true });
  }
}

test('1,000 endpoints in 3 zones over 15 days: within 5 % of the fewest calls, in the memory that 200 take', {
  timeout: 600_000,
}, async () => {
  const few = await scanned(200);
  const many = await scanned(1000);
  expect(many.points).toBeGreaterThan((3000 * 5 * 14.8 * DAY) / STEP);
  expect(many.points).toBe(5 * few.points);
  expect(many.calls).toBeLessThanOrEqual(many.least * 1.05);
  expect(many.bytes).toHaveLength(3000);
  expect(new Set(many.bytes).size).toBe(1);
  // Three million points as objects of JavaScript would take far more than the half of what a process takes anyway.
  expect(many.memory).toBeLessThan(1.5 * few.memory);
});
