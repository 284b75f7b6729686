import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAwsAccess } from '../../src/compose/aws-access.ts';
import { Decimal } from '../../src/core/decimal.ts';
import { createHistoryStore } from '../../src/history/history-store.ts';
import { loadNetwork } from '../../src/operations/inputs/load-network.ts';
import { scan } from '../../src/operations/scan/scan.ts';
import { estimateNetwork } from '../../src/operations/shared/estimate-network.ts';
import { createPricingCacheSource } from '../../src/rates/sources/pricing-cache/index.ts';
import { buildReport } from '../../src/report/build-report.ts';
import type { Snapshot } from '../../src/report/snapshot-document.ts';
import { snapshotSchema } from '../../src/report/snapshot-document.ts';
import { type Moto, motoInstalled, startMoto } from '../support/moto.ts';
import { motoAccount } from '../support/moto-account.ts';

const available = motoInstalled() || process.env['REQUIRE_PEERS'] === '1';
const REGION = 'us-east-1';
const GIB = 2 ** 30;

describe.runIf(available)('a scan against moto', () => {
  let moto: Moto;
  let root: string;
  let account: ReturnType<typeof motoAccount>;

  beforeAll(async () => {
    moto = await startMoto();
    process.env['AWS_ENDPOINT_URL'] = moto.url;
    process.env['AWS_ACCESS_KEY_ID'] = 'test';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'test';
    account = motoAccount(REGION);
  });
  afterAll(() => moto.stop());
  beforeEach(async () => {
    await moto.reset();
    root = mkdtempSync(join(tmpdir(), 'tollgate-moto-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const scanNow = (days: number, now: Date): Promise<Snapshot> =>
    scan(
      { regions: [REGION], accounts: [], days, maxQueryCost: new Decimal(1) },
      {
        aws: createAwsAccess(),
        history: createHistoryStore(root),
        now: () => now,
        signal: new AbortController().signal,
        onProgress: () => undefined,
      },
    );

  test('zones, tags, bytes (not doubled) and money are right', async () => {
    const { vpc, subnets } = await account.network();
    const busy = await account.endpoint(vpc, 'Interface', 'ssm', subnets);
    const idle = await account.endpoint(vpc, 'Interface', 'kms', subnets.slice(0, 2), 'security');
    const gateway = await account.endpoint(vpc, 'Gateway', 's3');
    const balancer = await account.endpoint(vpc, 'GatewayLoadBalancer', 'inspection', subnets.slice(0, 1));
    // moto stamps endpoints with its own clock: the scan looks back from two days ahead, so that both lived for two days.
    const now = new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000 + 2 * 86_400_000);
    const at = new Date(now.getTime() - 86_400_000);
    for (const subnet of subnets) await account.measure(busy, vpc, 'ssm', subnet, 10 * GIB, at);

    const snapshot = await scanNow(1, now);
    expect(snapshotSchema.safeParse(JSON.parse(JSON.stringify(snapshot))).error).toBeUndefined();
    const found = new Map(snapshot.topology.endpoints.map((each) => [each.id, each]));
    expect(found.get(busy)).toMatchObject({
      type: 'Interface',
      azs: ['use1-az6', 'use1-az1', 'use1-az2'],
      tags: { team: 'platform' },
      vpc,
    });
    expect(found.get(busy)?.policy).toMatchObject({ Statement: [{ Action: 'ssm:Get*' }] });
    expect(found.get(idle)?.azs).toHaveLength(2);
    expect(found.get(gateway)).toMatchObject({ type: 'Gateway' });
    expect(found.get(balancer)).toMatchObject({ type: 'GatewayLoadBalancer', azs: ['use1-az6'] });

    const measured = new Map(snapshot.traffic?.endpoints.map((each) => [each.id, each]));
    const window =
      (Date.parse(snapshot.traffic?.window.end ?? '') - Date.parse(snapshot.traffic?.window.start ?? '')) / 3_600_000;
    expect(Number(measured.get(busy)?.monthlyGb)).toBeCloseTo((30 * 730) / window, 6);
    expect(
      measured
        .get(busy)
        ?.zones.map((zone) => zone.az)
        .sort(),
    ).toEqual(['use1-az1', 'use1-az2', 'use1-az6']);
    expect(measured.get(idle)?.monthlyGb).toBe('0');
    expect(measured.has(gateway)).toBe(false);

    const reading = await loadNetwork({ name: 'snapshot.json', content: JSON.stringify(snapshot) });
    const rates = createPricingCacheSource({ bundledDir: 'pricing-cache' });
    const report = buildReport(await estimateNetwork({ reading }, rates), rates.kind);
    // 6 AZ x 730 h x 0.01 USD; kms and the balancer's carried nothing; gateway endpoints are free.
    expect(report.totals.baseline).toBe('43.80');
    expect(Number(report.totals.usage)).toBeCloseTo(((30 * 730) / window) * 0.01, 6);
    expect(report.totals.unknownLines).toBe(0);
  });

  test('a second scan asks only for what is new and gives the same bytes', async () => {
    const { vpc, subnets } = await account.network();
    const id = await account.endpoint(vpc, 'Interface', 'ssm', subnets);
    const now = new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000 + 2 * 86_400_000);
    await account.measure(id, vpc, 'ssm', subnets[0] ?? '', GIB, new Date(now.getTime() - 86_400_000 / 2));
    const first = await scanNow(1, now);
    const second = await scanNow(1, now);
    expect(first.provenance.scopes[0]?.metricCalls).toBeGreaterThan(0);
    expect(second.provenance.scopes[0]?.metricCalls).toBe(0);
    expect(second.provenance.queryCostUsd).toBe('0.00');
    expect({ ...second, provenance: undefined }).toEqual({ ...first, provenance: undefined });
  });
});
