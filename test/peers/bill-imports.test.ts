import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deliverBill } from '../support/bill-deliveries.ts';
import { freePort } from '../support/free-port.ts';
import { type Moto, motoInstalled, startMoto } from '../support/moto.ts';
import { syntheticLines } from '../support/synthetic-bill.ts';

const available = motoInstalled() || process.env['REQUIRE_PEERS'] === '1';
const BUDGET = { schema: 'tollgate/budget@1', name: 'june', amount: '100', currency: 'USD', month: '2026-06' };

interface Import {
  readonly id: string;
  readonly state: string;
  readonly error: { readonly code: string } | null;
  readonly ledger: { readonly read: string };
}

describe.runIf(available)('a service that imports a bill from a bucket of moto', () => {
  let moto: Moto;
  let client: S3Client;
  let service: ChildProcess;
  let url: string;
  const data = mkdtempSync(join(tmpdir(), 'tollgate-bills-'));
  const lines = syntheticLines();
  const billed = lines
    .filter(({ service: of, type }) => of === 'AmazonVPC' && type === 'Usage')
    .reduce((sum, { cost }) => sum + cost, 0);

  const start = async (): Promise<void> => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    service = spawn(process.execPath, ['src/main.ts', 'serve', '--port', String(port), '--offline'], {
      env: {
        ...process.env,
        AWS_ENDPOINT_URL: moto.url,
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_REGION: 'us-east-1',
        TOLLGATE_DATA_DIR: data,
        TOLLGATE_BILLS: 's3://bills/cur',
        TOLLGATE_LOG_LEVEL: 'error',
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    for (let attempt = 0; attempt < 600; attempt++) {
      if ((await fetch(`${url}/healthz`).catch(() => undefined))?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    throw new Error('the service did not start');
  };
  const deliver = (version: string, part: number, isTorn = false) =>
    deliverBill(client, lines, { version, part, isTorn });
  /** An answer; asked again where the service has too much to do, as on a loaded machine. */
  const ask = async (path: string, body?: object): Promise<unknown> => {
    for (let attempt = 0; attempt < 600; attempt++) {
      const headers = { 'content-type': 'application/json' };
      const init = body && { method: 'POST', headers, body: JSON.stringify(body) };
      const answer = await fetch(`${url}${path}`, init).catch(() => undefined);
      if (answer?.ok) return answer.json();
      await answer?.body?.cancel();
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    throw new Error(`${path} was not answered`);
  };
  const requested = async (): Promise<Import> => (await ask('/v1/bill-imports', {})) as Import;
  const ended = async ({ id }: Import): Promise<Import> => {
    for (let attempt = 0; attempt < 600; attempt++) {
      const now = (await ask(`/v1/bill-imports/${id}`)) as Import;
      if (!['requested', 'running'].includes(now.state)) return now;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    throw new Error('the import did not end');
  };
  /** What a budget of June judges. */
  const spent = async (): Promise<number> => {
    const thresholds = [{ on: 'actual', share: '1' }];
    const { id } = (await ask('/v1/budgets', { ...BUDGET, thresholds })) as { id: string };
    const { budgets } = (await ask(`/v1/budgets/${id}/evaluation`)) as {
      budgets: { thresholds: { spent: string | null }[] }[];
    };
    return Number(budgets[0]?.thresholds[0]?.spent ?? Number.NaN);
  };

  beforeAll(async () => {
    moto = await startMoto();
    client = new S3Client({
      forcePathStyle: true,
      endpoint: moto.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    await client.send(new CreateBucketCommand({ Bucket: 'bills' }));
    for (const [version, part] of [
      ['f0', 0.3],
      ['a1', 0.6],
      ['c2', 1],
    ] as const)
      await deliver(version, part);
    await start();
  });
  afterAll(() => {
    service.kill('SIGKILL');
    client.destroy();
    moto.stop();
    rmSync(data, { recursive: true, force: true });
  });

  test('takes the newest of three versions once, also where it is killed in the middle', async () => {
    const first = await requested();
    service.kill('SIGKILL');
    await new Promise((resolve) => service.once('exit', resolve));
    await start();
    expect((await ended(first)).state).toBe('done');
    expect(await spent()).toBeCloseTo(billed, 6);
    expect((await ended(await requested())).state).toBe('unchanged');
    expect(await spent()).toBeCloseTo(billed, 6);
  });

  test('a torn version changes nothing; one that is delivered meanwhile is counted, once', async () => {
    await deliver('b3', 0.5, true);
    expect(await ended(await requested())).toMatchObject({ state: 'failed', error: { code: 'TG6009' } });
    expect(await spent()).toBeCloseTo(billed, 6);
    await deliver('b4', 0.9);
    const during = await requested();
    await deliver('b5', 1);
    expect((await ended(during)).state).not.toBe('failed');
    await ended(await requested());
    expect(await spent()).toBeCloseTo(billed, 6);
  });
});
