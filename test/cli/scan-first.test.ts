import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startAwsLoopback } from '../support/aws-loopback/server.ts';
import { makeEndpoints } from '../support/aws-loopback/world.ts';
import { tollgateInProcess } from '../support/run-in-process.ts';
import { temporaryDirectory } from '../support/run-tollgate.ts';

let aws: Awaited<ReturnType<typeof startAwsLoopback>>;
const environment = { ...process.env };

beforeAll(async () => {
  aws = await startAwsLoopback({
    world: {
      account: '111122223333',
      region: 'us-east-1',
      endpoints: makeEndpoints(2, '2026-01-01T00:00:00Z'),
      stepSeconds: 3600,
      bytes: () => 2 ** 30,
    },
    now: Math.floor(Date.now() / 1000),
  });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: aws.url,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
});
afterAll(async () => {
  process.env = environment;
  await aws.close();
});

const SCAN = ['--scan', '--region', 'us-east-1', '--days', '1'];
const run = (args: readonly string[]) =>
  tollgateInProcess([...args, '--format', 'json'], { env: { TOLLGATE_DATA_DIR: temporaryDirectory() } });

/** An hour may end between two scans: what is found stays the same, the times move. */
const comparable = (text: string): unknown => JSON.parse(text.replaceAll(/"\d{4}-\d\d-\d\d[^"]*"/g, '"time"'));

describe('scan and answer in one command', () => {
  test.each(['breakdown', 'headroom', 'forecast', 'recommend'])('%s', async (command) => {
    const file = join(temporaryDirectory(), 'snapshot.json');
    const scanned = await tollgateInProcess(['scan', ...SCAN.slice(1), '--out-file', file], {
      env: { TOLLGATE_DATA_DIR: temporaryDirectory() },
    });
    expect(scanned.code).toBe(0);
    const inTwo = await run([command, '--path', file]);
    const inOne = await run([command, ...SCAN]);
    expect(inOne).toMatchObject({ code: 0 });
    expect(inOne.err.split('\n').slice(0, 2)).toEqual([
      'The metric queries will cost about 0.00032 USD.',
      '2 endpoints, 0 findings.',
    ]);
    expect(comparable(inOne.out)).toEqual(comparable(inTwo.out));
  });

  test('a query above its limit is refused before CloudWatch is asked', async () => {
    const before = aws.count('GetMetricData');
    const refused = await run(['headroom', ...SCAN, '--max-query-cost', '0']);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain('TG2007');
    expect(aws.count('GetMetricData')).toBe(before);
  });

  test.each([
    [['--scan'], 'No Region is given.'],
    [['--scan', '--region', 'us-east-1,mars-north-1'], 'mars-north-1'],
    [[...SCAN, '--path', 'examples/twelve-vpcs.yaml'], 'Both --scan and --path are given.'],
    [['--path', 'examples/twelve-vpcs.yaml', '--days', '3'], '--days is given without --scan.'],
    [[], 'No --path is given.'],
    [[...SCAN, '--account', '999988887777'], 'no role is given'],
  ])('%j is refused: %s', async (args, message) => {
    const refused = await run(['recommend', ...args]);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain(message);
  });
});
