import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAwsAccess } from '../../src/compose/aws-access.ts';
import { Decimal } from '../../src/core/decimal.ts';
import { createHistoryStore } from '../../src/history/history-store.ts';
import { loadNetwork } from '../../src/operations/inputs/load-network.ts';
import { scan } from '../../src/operations/scan/scan.ts';
import type { Endpoint } from '../../src/topology/topology.ts';
import { type Moto, motoInstalled, startMoto } from '../support/moto.ts';
import { planOf, rootOf, type Terraform, terraformInstalled } from '../support/terraform.ts';
import { terraformCases, truthKey } from '../support/terraform-fixtures.ts';

const available = (motoInstalled() && terraformInstalled()) || process.env['REQUIRE_PEERS'] === '1';
const cases = terraformCases();
const MINUTES = 60_000;

const zonesOf = ({ type, azs }: Endpoint): number | undefined => (type === 'Gateway' ? 0 : azs && new Set(azs).size);
const moduleOf = (address: string): string => /^module\.([\w-]+)\./.exec(address)?.[1] ?? '';

async function endpointsOf(value: unknown, side?: 'before'): Promise<readonly Endpoint[]> {
  return (await loadNetwork({ name: 'plan.json', value }, side === undefined ? {} : { side })).topology.endpoints;
}

/** Endpoints whose zones a plan gives, by address. */
const zonesByAddress = (endpoints: readonly Endpoint[]): Record<string, number | undefined> =>
  Object.fromEntries(endpoints.map((each) => [each.address ?? each.id, zonesOf(each)]));

describe.runIf(available)('plans of the real Terraform, applied and scanned', { timeout: 20 * MINUTES }, () => {
  let moto: Moto;
  let root: string;
  let terraform: Terraform;
  let planned: readonly Endpoint[];
  let applied: Record<string, unknown>;
  /** Zones that the scan found, by the id AWS gave. */
  let scanned: ReadonlyMap<string, number | undefined>;

  beforeAll(async () => {
    moto = await startMoto();
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: moto.url,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    });
    root = mkdtempSync(join(tmpdir(), 'tollgate-terraform-'));
    terraform = await rootOf(join(root, 'root'), cases, moto.url);
    planned = await endpointsOf(await planOf(terraform));
    await terraform('apply', '-no-color', '-input=false', '-parallelism=20', 'plan.bin');
    applied = await planOf(terraform);
    const snapshot = await scan(
      { regions: ['us-east-1'], accounts: [], days: 1, maxQueryCost: new Decimal(1) },
      {
        aws: createAwsAccess(),
        history: createHistoryStore(join(root, 'history')),
        now: () => new Date(),
        signal: new AbortController().signal,
        onProgress: () => undefined,
      },
    );
    scanned = new Map(snapshot.topology.endpoints.map((each) => [each.id, zonesOf(each)]));
  }, 20 * MINUTES);

  afterAll(() => {
    moto?.stop();
    if (root !== undefined) rmSync(root, { recursive: true, force: true });
  });

  test('after apply the plan has the zones that the scan finds, and they are those worked by hand', async () => {
    const endpoints = await endpointsOf(applied);
    const truth = Object.assign(
      {},
      ...cases.map(({ name, truth: zones }) =>
        Object.fromEntries(Object.entries(zones).map(([key, count]) => [`module.${name}.${key}`, count])),
      ),
    );
    expect(Object.fromEntries(endpoints.map((each) => [truthKey(each.id), scanned.get(each.awsId ?? '')]))).toEqual(
      truth,
    );
    expect(Object.fromEntries(endpoints.map((each) => [truthKey(each.id), zonesOf(each)]))).toEqual(truth);
  });

  test('before apply each endpoint has those zones, or a range that holds them, or is unknown', async () => {
    const found = zonesByAddress(await endpointsOf(applied));
    for (const each of planned) {
      const zones = found[each.id] ?? -1;
      const most = zonesOf(each);
      if (most === undefined) continue;
      expect(each.azsAtLeast ?? most, each.id).toBeLessThanOrEqual(zones);
      expect(most, each.id).toBeGreaterThanOrEqual(zones);
    }
  });

  test('a refresh-only plan, a targeted plan and the side before a destroy have all that was applied', async () => {
    const found = zonesByAddress(await endpointsOf(applied));
    expect(zonesByAddress(await endpointsOf(await planOf(terraform, '-refresh-only')))).toEqual(found);
    const [first] = cases;
    expect(zonesByAddress(await endpointsOf(await planOf(terraform, `-target=module.${first?.name}`)))).toEqual(found);
    const destroy = await planOf(terraform, '-destroy', '-refresh=false');
    expect(await endpointsOf(destroy)).toEqual([]);
    expect(zonesByAddress(await endpointsOf(destroy, 'before'))).toEqual(found);
    expect(new Set(Object.keys(found).map(moduleOf)).size).toBe(cases.length);
  });
});
