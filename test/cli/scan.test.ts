import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { snapshotSchema } from '../../src/report/snapshot-document.ts';
import { type AwsLoopbackOptions, startAwsLoopback } from '../support/aws-loopback/server.ts';
import { makeEndpoints } from '../support/aws-loopback/world.ts';
import { tollgateInProcess } from '../support/run-in-process.ts';
import { temporaryDirectory, tollgate } from '../support/run-tollgate.ts';

let aws: Awaited<ReturnType<typeof startAwsLoopback>>;
const environment = { ...process.env };

async function serve(options: Partial<AwsLoopbackOptions> = {}): Promise<Record<string, string>> {
  await aws?.close();
  aws = await startAwsLoopback({
    world: {
      account: '111122223333',
      region: 'us-east-1',
      endpoints: makeEndpoints(2, '2026-01-01T00:00:00Z'),
      stepSeconds: 3600,
      bytes: () => 1000,
    },
    now: Math.floor(Date.now() / 1000),
    ...options,
  });
  return { AWS_ENDPOINT_URL: aws.url, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
}

beforeEach(async () => {
  Object.assign(process.env, await serve());
});
afterEach(async () => {
  process.env = { ...environment };
  await aws.close();
});

describe('tollgate scan', () => {
  test('a scan writes a snapshot that breakdown prices offline; without a terminal there is no bar', async () => {
    const folder = temporaryDirectory();
    const out = join(folder, 'snapshot.json');
    const env = { ...(await serve()), TOLLGATE_DATA_DIR: join(folder, 'data') };
    const scanned = await tollgate(['scan', '--region', 'us-east-1', '--days', '1', '--out-file', out], { env });
    expect(scanned).toMatchObject({ code: 0, out: '' });
    expect(scanned.err).toBe(
      `The metric queries will cost about 0.00032 USD.\n2 endpoints, 0 findings.\nWrote ${out}\n`,
    );
    expect(snapshotSchema.safeParse(JSON.parse(readFileSync(out, 'utf8'))).error).toBeUndefined();
    await aws.close();
    const priced = await tollgateInProcess(['breakdown', '--path', out, '--format', 'json']);
    expect(priced.code).toBe(0);
    // 2 endpoints x 3 AZ x 730 h x 0.01 USD.
    expect(JSON.parse(priced.out)).toMatchObject({ totals: { baseline: '43.80', unknownLines: 0 } });
  });

  test('without days only the inventory is read', async () => {
    const { code, out } = await tollgateInProcess(['scan', '--region', 'us-east-1', '--days', '0'], {
      env: { TOLLGATE_DATA_DIR: temporaryDirectory() },
    });
    expect(code).toBe(0);
    expect(JSON.parse(out)).not.toHaveProperty('traffic');
    expect(aws.count('GetMetricData')).toBe(0);
  });

  test.each([
    [['--region', 'mars-north-1'], 'TG1102'],
    [['--region', ''], 'TG1012'],
    [[], 'TG1012'],
    [['--region', 'us-east-1', '--account', '12'], 'TG1012'],
    [['--region', 'us-east-1', '--account', 'all,111122223333'], 'TG1012'],
    [['--region', 'us-east-1', '--account', '999988887777'], 'TG1012'],
    [['--region', 'us-east-1', '--role', 'arn:aws:iam::1:role/x y'], 'TG1012'],
    [['--region', 'us-east-1', '--days', '456'], 'TG1012'],
    [['--region', 'us-east-1', '--days', '-1'], 'TG1012'],
    [['--region', 'us-east-1', '--days', 'x'], 'TG1012'],
    [['--region', 'us-east-1', '--max-query-cost', 'much'], 'TG1012'],
    [['--region', 'us-east-1', '--max-query-cost', '0'], 'TG2007'],
  ])('%j ends with %s and 1, before a metric is asked for', async (args, code) => {
    const run = await tollgateInProcess(['scan', ...args, '--error-format', 'json'], {
      env: { TOLLGATE_DATA_DIR: temporaryDirectory() },
    });
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(JSON.parse(run.err)).toMatchObject({ code });
    expect(aws.count('GetMetricData')).toBe(0);
  });

  test('what AWS refuses is told in our words, without its own', async () => {
    const error = { kind: 'error', code: 'ExpiredToken', status: 400 } as const;
    Object.assign(process.env, await serve({ faults: { GetCallerIdentity: [error] } }));
    const run = await tollgateInProcess(['scan', '--region', 'us-east-1'], {
      env: { TOLLGATE_DATA_DIR: temporaryDirectory() },
    });
    expect(run.code).toBe(1);
    expect(run.err).toContain('error TG2002');
    expect(run.err).not.toContain('as told');
  });
});
