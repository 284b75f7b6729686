import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAwsAccess } from '../../src/compose/aws-access.ts';
import { Decimal } from '../../src/core/decimal.ts';
import { createHistoryStore } from '../../src/history/history-store.ts';
import { recommended } from '../../src/operations/recommend/plan-document.ts';
import { scan } from '../../src/operations/scan/scan.ts';
import type { Topology } from '../../src/topology/topology.ts';
import { servicesOfTest } from '../support/http-app.ts';
import { type Moto, motoInstalled, startMoto } from '../support/moto.ts';
import { motoNetwork } from '../support/moto-network.ts';
import { type PrivateZones, privateZones } from '../support/moto-private-zones.ts';
import { rulesOf, sketchOf } from '../support/network-sketch.ts';
import { realTerraform, terraformInstalled } from '../support/real-terraform.ts';

const execute = promisify(execFile);
const MINUTES = 60_000;
const cliInstalled = (): boolean => spawnSync('aws', ['--version'], { encoding: 'utf8' }).status === 0;

type Network = ReturnType<typeof motoNetwork>;
/** GB a month by endpoint, and who of another VPC sends how much of it. */
interface Traffic {
  readonly gb: ReadonlyMap<string, string>;
  readonly flows?: Topology['flows'];
  readonly hub?: string;
}

/** Networks to stand in the account, each with the moves that its plan holds. */
const NETWORKS: readonly (readonly [string, readonly string[], (net: Network) => Promise<Traffic>])[] = [
  [
    'two VPCs share one endpoint; routes and rules are made first',
    ['share-across-vpcs'],
    async (net) => {
      await net.vpc({ name: 'core', number: 20 });
      await net.vpc({ name: 'edge', number: 21 });
      await net.transit('core', 'edge');
      const core = await net.endpoint({ vpc: 'core', service: 'sns' });
      const edge = await net.endpoint({ vpc: 'edge', service: 'sns' });
      return {
        gb: new Map([
          [core, '100'],
          [edge, '30'],
        ]),
        hub: net.idOf('core'),
      };
    },
  ],
  [
    'a gateway endpoint, a zone less, and an endpoint of its own',
    ['gateway-instead', 'localise', 'drop-az'],
    async (net) => {
      for (const [index, name] of ['lake', 'hub', 'metrics'].entries()) await net.vpc({ name, number: 30 + index });
      const transit = await net.transit('hub', 'metrics');
      await net.route('hub', 'metrics', transit);
      await net.route('metrics', 'hub', transit);
      const s3 = await net.endpoint({ vpc: 'lake', service: 's3' });
      const kms = await net.endpoint({ vpc: 'lake', service: 'kms', zones: 3 });
      const monitoring = await net.endpoint({ vpc: 'hub', service: 'monitoring', privateDns: false });
      await net.zone('monitoring.us-east-1.amazonaws.com', monitoring, 'hub', 'metrics');
      return {
        gb: new Map([
          [s3, '7000'],
          [kms, '10'],
          [monitoring, '4100'],
        ]),
        flows: [{ from: { vpc: net.idOf('metrics') }, endpoint: monitoring, via: transit, monthlyGb: '4000' }],
      };
    },
  ],
];

if (!cliInstalled()) process.stderr.write('The AWS CLI is not on this machine: its suite is skipped.\n');
if (!terraformInstalled())
  process.stderr.write('Terraform or its AWS provider is not on this machine: its suite is skipped.\n');

const available = motoInstalled() || process.env['REQUIRE_PEERS'] === '1';

describe.runIf(available)('a plan carried out in an account of moto, and undone', { timeout: 15 * MINUTES }, () => {
  let moto: Moto;
  let aws: PrivateZones;
  let folder: string;

  beforeAll(async () => {
    moto = await startMoto();
    aws = await privateZones(moto.url);
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: aws.url,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_DEFAULT_REGION: 'us-east-1',
    });
  });
  afterAll(() => {
    aws?.stop();
    moto?.stop();
  });
  beforeEach(async () => {
    await moto.reset();
    folder = mkdtempSync(join(tmpdir(), 'tollgate-plan-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const scanned = async (): Promise<Topology> => {
    const { topology } = await scan(
      { regions: ['us-east-1'], accounts: [], days: 0, maxQueryCost: new Decimal(1) },
      {
        aws: createAwsAccess(),
        history: createHistoryStore(join(folder, 'history')),
        now: () => new Date(),
        signal: new AbortController().signal,
        onProgress: () => undefined,
      },
    );
    return topology;
  };

  /** Builds a network, scans it, plans, and writes the folder of the plan. */
  async function planned(build: (net: Network) => Promise<Traffic>, moves: readonly string[]) {
    const { gb, flows, hub } = await build(motoNetwork());
    const before = await scanned();
    const network = {
      ...before,
      endpoints: before.endpoints.map((each) => ({
        ...each,
        clients: 'vpc-only' as const,
        traffic: { monthlyGb: gb.get(each.id) ?? '0' },
      })),
      ...(flows && { flows }),
      // Routes of a Transit Gateway name no attachments in moto: what they lead to is not known.
      ...(before.connectivity && {
        connectivity: {
          ...before.connectivity,
          transitGateways: (before.connectivity.transitGateways ?? []).map(({ routing: _, ...each }) => each),
        },
      }),
    };
    const plan = await recommended(
      { network: { name: 'scan.json', value: network } },
      hub === undefined ? {} : { hubs: [hub] },
      servicesOfTest(),
    );
    expect(plan.document.recommendations.map((each) => each.move).toSorted()).toEqual(moves.toSorted());
    const files = plan.folder();
    for (const [file, text] of files) writeFileSync(join(folder, file), text);
    const after = plan.document.topologyAfter as Topology;
    const vpcs = new Set((before.vpcs ?? []).map((vpc) => vpc.id));
    const groups = new Set((before.securityGroups ?? []).map((group) => group.id));
    const seen = (topology: Topology) => ({ ...sketchOf(topology, vpcs), rules: rulesOf(topology, groups) });
    return { files, before: seen(before), after: seen(after), now: async () => seen(await scanned()) };
  }

  test.runIf(terraformInstalled()).each(NETWORKS)('by Terraform: %s', async (_, moves, build) => {
    const { files, before, after, now } = await planned(build, moves);
    const last = Number(/are done, 0 to (\d+)/.exec(files.get('main.tf') ?? '')?.[1]);
    const terraform = realTerraform(folder, aws.url);
    await terraform.init();
    for (let stage = 1; stage <= last; stage += 1) await terraform.apply(stage);
    expect(await now()).toEqual(after);
    for (let stage = last - 1; stage >= 0; stage -= 1) await terraform.apply(stage, '-var', 'undo=true');
    expect(await now()).toEqual(before);
  });

  test.runIf(cliInstalled()).each(NETWORKS)('by the AWS CLI: %s', async (_, moves, build) => {
    const { files, before, after, now } = await planned(build, moves);
    const scripts = [...files.keys()].filter((name) => /^wave-.*\.sh$/.test(name));
    const run = (script: string) => execute('bash', [script], { cwd: folder, timeout: 5 * MINUTES });
    for (const script of scripts) await run(script);
    expect(await now()).toEqual(after);
    for (const script of scripts.toReversed()) await run(`undo-${script}`);
    expect(await now()).toEqual(before);
  });
});
