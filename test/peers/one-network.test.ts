import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAwsAccess } from '../../src/compose/aws-access.ts';
import { Decimal } from '../../src/core/decimal.ts';
import { createHistoryStore } from '../../src/history/history-store.ts';
import { scan } from '../../src/operations/scan/scan.ts';
import { type Moto, motoInstalled, startMoto } from '../support/moto.ts';
import { motoAccount } from '../support/moto-account.ts';
import { oneNetworkGolden, priceOneNetwork, whatItCosts } from '../support/one-network.ts';

const available = motoInstalled() || process.env['REQUIRE_PEERS'] === '1';
const [HOUR, DAY, GIB] = [3_600_000, 86_400_000, 2 ** 30];

describe.runIf(available)('one network as plan, topology file and account', () => {
  let moto: Moto;
  let root: string;
  beforeAll(async () => {
    moto = await startMoto();
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: moto.url,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    });
    root = mkdtempSync(join(tmpdir(), 'tollgate-one-'));
  });
  afterAll(() => {
    moto.stop();
    rmSync(root, { recursive: true, force: true });
  });

  test('the scanned account costs what the topology file of the same network costs', async () => {
    const { network, endpoint, measure } = motoAccount('us-east-1');
    const { vpc, subnets } = await network();
    const ssm = await endpoint(vpc, 'Interface', 'ssm', subnets);
    const kms = await endpoint(vpc, 'Interface', 'kms', subnets.slice(0, 2));
    await endpoint(vpc, 'Interface', 'logs', subnets.slice(0, 1));
    await endpoint(vpc, 'Gateway', 's3');
    // moto stamps endpoints with its own clock: seen from eleven days ahead they lived through the ten days of the window, whose
    // end is a full hour once the newest five minutes are left out, so that it has exactly 240 hours.
    const now = new Date(Math.ceil(Date.now() / HOUR) * HOUR + 11 * DAY + 5 * 60_000);
    const at = new Date(now.getTime() - 5 * DAY);
    for (const subnet of subnets) await measure(ssm, vpc, 'ssm', subnet, 80 * GIB, at);
    for (const subnet of subnets.slice(0, 2)) await measure(kms, vpc, 'kms', subnet, 240 * GIB, at);

    const snapshot = await scan(
      { regions: ['us-east-1'], accounts: [], days: 10, maxQueryCost: new Decimal(1) },
      {
        aws: createAwsAccess(),
        history: createHistoryStore(root),
        now: () => now,
        signal: new AbortController().signal,
        onProgress: () => undefined,
      },
    );
    expect(snapshot.findings.filter((finding) => finding.severity === 'error')).toEqual([]);
    const document = await priceOneNetwork({ name: 'snapshot.json', content: JSON.stringify(snapshot) });
    expect(whatItCosts(document)).toEqual(oneNetworkGolden());
  });
});
