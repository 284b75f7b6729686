import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAwsAccess } from '../../src/compose/aws-access.ts';
import { Decimal, sum } from '../../src/core/decimal.ts';
import { createHistoryStore } from '../../src/history/history-store.ts';
import { scan } from '../../src/operations/scan/scan.ts';
import { type Moto, motoInstalled, startMoto } from '../support/moto.ts';
import { motoAccount } from '../support/moto-account.ts';
import { tollgateInProcess } from '../support/run-in-process.ts';
import { planOf, type Terraform, terraformIn, terraformInstalled, writeCalls } from '../support/terraform.ts';
import { stagedModules, stageTruth, writeStage } from '../support/terraform-stages.ts';

const available = (motoInstalled() && terraformInstalled()) || process.env['REQUIRE_PEERS'] === '1';
const MINUTES = 60_000;
const REGIONS = ['us-east-1', 'eu-central-1', 'eu-west-1', 'sa-east-1'];
const truth = stageTruth();
/** An endpoint in two zones that people made by hand, and that the second stage imports: 2 x 730 x 0.01. */
const IMPORTED = '14.60';
const IMPORTING = 'aws_vpc_endpoint.imported';
/** The hours of the NAT gateway: a scan counts them, a plan takes what stands as paid for. */
const NAT = '32.85';
/** Attachments, NAT gateways and hosted zones that a plan makes; those that stand are taken as paid for. */
const FIXED = 'beside the endpoints';

const stage = (index: 0 | 1): Record<string, string> =>
  Object.fromEntries(Object.entries(truth).map(([name, amounts]) => [name, amounts[index]]));
const together = (index: 0 | 1, ...more: readonly string[]): string =>
  sum([...Object.values(stage(index)), ...more].map((each) => new Decimal(each))).toFixed(2);

const importing = (id: string, vpc: string, subnets: readonly string[]): string => `import {
  to = ${IMPORTING}
  id = "${id}"
}

resource "aws_vpc_endpoint" "imported" {
  vpc_id            = "${vpc}"
  service_name      = "com.amazonaws.us-east-1.kms"
  vpc_endpoint_type = "Interface"
  subnet_ids        = ${JSON.stringify(subnets)}
}
`;

interface Line {
  readonly charge: string;
  readonly monthly?: string;
  readonly low?: string;
}
interface Priced {
  readonly totals: { readonly monthly: string };
  readonly endpoints: readonly { readonly id: string; readonly address?: string; readonly lines: readonly Line[] }[];
  readonly resources: readonly { readonly monthly: string }[];
}

/** The least and the most USD a month. */
type Bounds = readonly [string, string];

/** By module of a priced plan, folder or state. */
function byModule({ endpoints, resources }: Priced): Readonly<Record<string, Bounds>> {
  const low = new Map(stagedModules().map((name) => [name, new Decimal(0)]));
  const high = new Map(low);
  const add = (found: Map<string, Decimal>, name: string, amount: string): unknown =>
    found.set(name, (found.get(name) ?? new Decimal(0)).plus(amount));
  for (const { id, address = id, lines } of endpoints) {
    const name = /^module\.([\w-]+)/.exec(address)?.[1] ?? address;
    for (const { monthly = '0', low: least = monthly } of lines) {
      add(low, name, least);
      add(high, name, monthly);
    }
  }
  for (const { monthly } of resources) for (const found of [low, high]) add(found, FIXED, monthly);
  return Object.fromEntries(
    [...low].map(([name, least]) => [name, [least.toFixed(2), high.get(name)?.toFixed(2) ?? '']]),
  );
}

/** Figures as they are printed: a range shows both ends. */
const exact = (found: Readonly<Record<string, Bounds>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(found).map(([name, [low, high]]) => [name, low === high ? low : `${low} to ${high}`]),
  );

/** Each figure is the expected one, or a range that holds it. */
function expectBounds(found: Readonly<Record<string, Bounds>>, expected: Readonly<Record<string, string>>): void {
  expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
  for (const [name, [low, high]] of Object.entries(found)) {
    const truth = Number(expected[name]);
    expect(Number(low), name).toBeLessThanOrEqual(truth);
    expect(Number(high), name).toBeGreaterThanOrEqual(truth);
  }
}

describe.runIf(available)('changes that Terraform makes, priced four ways', { timeout: 15 * MINUTES }, () => {
  let moto: Moto;
  let root: string;
  let folder: string;
  let terraform: Terraform;

  async function tollgate(...words: readonly string[]): Promise<unknown> {
    const { code, out, err } = await tollgateInProcess([...words, '--format', 'json']);
    expect(code, err).toBe(0);
    return JSON.parse(out);
  }

  const priced = (path: string, ...more: readonly string[]) =>
    tollgate('breakdown', '--path', path, ...more) as Promise<Priced>;
  async function written(name: string, value: unknown): Promise<string> {
    const path = join(root, name);
    writeFileSync(path, JSON.stringify(value));
    return path;
  }

  /** What the account costs, by a scan of it. */
  async function scanned(): Promise<string> {
    const snapshot = await scan(
      { regions: REGIONS, accounts: [], days: 0, maxQueryCost: new Decimal(1) },
      {
        aws: createAwsAccess(),
        history: createHistoryStore(join(root, 'history')),
        now: () => new Date(),
        signal: new AbortController().signal,
        onProgress: () => undefined,
      },
    );
    return new Decimal((await priced(await written('snapshot.json', snapshot))).totals.monthly).toFixed(2);
  }

  const state = async (): Promise<Priced> =>
    priced(await written('state.json', JSON.parse(await terraform('show', '-json'))));

  beforeAll(async () => {
    moto = await startMoto();
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: moto.url,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    });
    root = mkdtempSync(join(tmpdir(), 'tollgate-stages-'));
    folder = join(root, 'root');
    mkdirSync(folder);
    writeStage(folder, 'one');
    writeCalls(folder, stagedModules());
    terraform = await terraformIn(folder, moto.url);
  }, 5 * MINUTES);

  afterAll(() => {
    moto?.stop();
    if (root !== undefined) rmSync(root, { recursive: true, force: true });
  });

  test('new modules: plan, folder, both together, state and scan give one figure', async () => {
    const expected = { ...stage(0), [FIXED]: '70.35' };
    const planned = await planOf(terraform);
    const plan = await written('one.json', planned);
    // Which subnets a VPC has is not known before they are made: that endpoint is left out, and the total is "at least".
    const known = { ...expected, 'subnets-of-data': '0.00' };
    expectBounds(byModule(await priced(plan)), known);
    expect(exact(byModule(await priced(folder)))).toEqual(known);
    expect(exact(byModule(await priced(folder, '--plan', plan)))).toEqual(known);
    await terraform('apply', '-no-color', '-input=false', '-parallelism=20', 'plan.bin');
    expect(exact(byModule(await state()))).toEqual(stage(0));
    expect(await scanned()).toBe(together(0, NAT));
  });

  test('moved, removed, imported, replaced: both sides of the plan, folder, state and scan', async () => {
    const { network, endpoint } = motoAccount('us-east-1');
    const { vpc, subnets } = await network();
    const id = await endpoint(vpc, 'Interface', 'kms', subnets.slice(0, 2));
    writeStage(folder, 'two');
    writeCalls(folder, stagedModules(), importing(id, vpc, subnets.slice(0, 2)));
    await terraform('init', '-no-color', '-input=false');

    // Terraform wants whatever moved among the targets.
    const targets = stagedModules().filter((name) => name === 'regions' || name.startsWith('moved'));
    const aimed = await planOf(terraform, ...targets.map((name) => `-target=module.${name}`));
    expectBounds(byModule(await priced(await written('targeted.json', aimed))), {
      ...stage(0),
      ...Object.fromEntries(targets.map((name) => [name, truth[name]?.[1] ?? ''])),
      // One line of unknown amount: the plan is not complete.
      [FIXED]: '0.00',
    });
    const plan = await written('two.json', await planOf(terraform));
    const expected = { ...stage(1), [IMPORTING]: IMPORTED, [FIXED]: '36.50' };
    expectBounds(byModule(await priced(plan)), expected);
    const { base, head } = (await tollgate('diff', '--path', plan)) as Record<'base' | 'head', { monthly: string }>;
    // An import is there before the plan, and billed.
    expect(new Decimal(base.monthly).toFixed(2)).toBe(together(0, IMPORTED));
    expect(new Decimal(head.monthly).toFixed(2)).toBe(together(1, IMPORTED, '36.50'));
    // The source makes all that it declares, and has forgotten what it forgets.
    expectBounds(byModule(await priced(folder)), {
      ...expected,
      'subnets-of-data': '0.00',
      forgotten: '21.90',
      [FIXED]: '106.85',
    });

    await terraform('apply', '-no-color', '-input=false', '-parallelism=20', 'plan.bin');
    const stands = { ...stage(1), [IMPORTING]: IMPORTED, forgotten: '21.90' };
    expect(exact(byModule(await state()))).toEqual(stands);
    expect(await scanned()).toBe(together(1, IMPORTED, NAT));

    const refreshed = await written('refreshed.json', await planOf(terraform, '-refresh-only'));
    expect(exact(byModule(await priced(refreshed)))).toEqual(stands);
    const destroying = await written('destroy.json', await planOf(terraform, '-destroy', '-refresh=false'));
    const destroyed = (await tollgate('diff', '--path', destroying)) as Record<'base' | 'head', { monthly: string }>;
    expect(new Decimal(destroyed.head.monthly).toFixed(2)).toBe('0.00');
    // moto gives zones back without their VPC, as public ones: 105.85 of the attachments and the NAT gateway go too.
    expect(new Decimal(destroyed.base.monthly).toFixed(2)).toBe(
      sum([...Object.values(stands), '105.85'].map((each) => new Decimal(each))).toFixed(2),
    );
  });
});
