import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { documentOf } from '../../src/operations/inputs/load-network.ts';
import { reconciliationDocument } from '../../src/operations/reconcile/reconciliation-document.ts';
import { findBills } from '../../src/traffic/sources/billing-export/find-bills.ts';
import { deliverBill } from '../support/bill-deliveries.ts';
import { servicesOfTest } from '../support/http-app.ts';
import { type Moto, motoInstalled, startMoto } from '../support/moto.ts';
import { tollgateInProcess } from '../support/run-in-process.ts';
import { temporaryDirectory } from '../support/run-tollgate.ts';
import { syntheticLines, syntheticTopology } from '../support/synthetic-bill.ts';

const available = motoInstalled() || process.env['REQUIRE_PEERS'] === '1';

describe.runIf(available)('a bill in a bucket of moto', () => {
  let moto: Moto;
  let client: S3Client;
  const lines = syntheticLines();

  beforeAll(async () => {
    moto = await startMoto();
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: moto.url,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: 'us-east-1',
    });
    client = new S3Client({ forcePathStyle: true });
    await client.send(new CreateBucketCommand({ Bucket: 'bills' }));
  });
  afterAll(async () => {
    client.destroy();
    await moto.stop();
  });

  const deliver = (version: string, part: number, isTorn = false) =>
    deliverBill(client, lines, { version, part, isTorn });
  const reconcile = async () => {
    const bills = (await findBills(['s3://bills/cur'])).map(({ path, name }) => ({
      path,
      name,
      read: async () => Buffer.alloc(0),
    }));
    const network = await documentOf({ name: 'network', value: syntheticTopology() });
    return reconciliationDocument({ network, bills }, servicesOfTest());
  };

  test('of three versions the one counts that the manifest names, once', async () => {
    // Names do not count up, as assembly ids do not.
    for (const [version, part] of [
      ['f0', 0.3],
      ['a1', 0.6],
      ['c2', 1],
    ] as const)
      await deliver(version, part);
    const document = await reconcile();
    const usage = lines.filter(({ service, type }) => service === 'AmazonVPC' && type === 'Usage');
    expect(Number(document.billed)).toBeCloseTo(
      usage.reduce((sum, { cost }) => sum + cost, 0),
      6,
    );
    expect(document.bill.doubles).toEqual([]);
  });

  test('a version whose parts are not all there is refused; the next whole one is read', async () => {
    const before = await reconcile();
    await deliver('b3', 1, true);
    await expect(reconcile()).rejects.toMatchObject({ code: 'TG6009' });
    await deliver('b4', 1);
    expect((await reconcile()).billed).toBe(before.billed);
  });

  test('a tool reads it as the command line does, once its server may go online', async () => {
    const folder = temporaryDirectory();
    writeFileSync(join(folder, 'network.json'), JSON.stringify(syntheticTopology()));
    const tool = new Client({ name: 'test', version: '1' });
    onTestFinished(() => tool.close());
    const { PATH = '', AWS_ENDPOINT_URL = '' } = process.env;
    const credentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1' };
    await tool.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [resolve('src/main.ts'), 'mcp', '--online'],
        cwd: folder,
        env: { PATH, AWS_ENDPOINT_URL, HOME: folder, TOLLGATE_PRICING_CACHE: join(folder, 'cache'), ...credentials },
      }),
    );
    const given = { network: 'network.json', bills: ['s3://bills/cur'] };
    const answer = await tool.callTool({ name: 'reconcile', arguments: given });
    const path = join(folder, 'network.json');
    const printed = await tollgateInProcess([
      'reconcile',
      '--path',
      path,
      '--bill',
      given.bills[0] ?? '',
      '--format',
      'json',
    ]);
    expect(printed.code, printed.err).toBe(0);
    expect(answer.isError ?? false, JSON.stringify(answer.content)).toBe(false);
    const own = (document: unknown): string => JSON.stringify(document).replaceAll(path, 'network.json');
    expect(own(answer.structuredContent)).toBe(own(JSON.parse(printed.out)));
  });

  test('a bucket that is not there is an error that names it', async () => {
    await expect(findBills(['s3://nowhere/x'])).rejects.toMatchObject({ code: 'TG6013' });
    await expect(findBills(['s3://bills/nothing'])).rejects.toMatchObject({ code: 'TG6001' });
  });
});
