import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { Decimal } from '../../../src/core/decimal.ts';
import { FindingLog } from '../../../src/core/finding.ts';
import { rateCardSchema } from '../../../src/rates/rate-card.ts';
import { CANDIDATES } from '../../../src/recommend/candidates/index.ts';
import { FULL_ACCESS } from '../../../src/recommend/guards/endpoint-policy.ts';
import type { GuardContext, GuardVerdict } from '../../../src/recommend/guards/guard.ts';
import { GUARDS } from '../../../src/recommend/guards/index.ts';
import type { GuardName, Move } from '../../../src/recommend/move.ts';
import { DEFAULT_OPTIONS, type DecisionOptions } from '../../../src/recommend/options.ts';
import { readPolicies } from '../../../src/recommend/policy/policies.ts';
import { type Plan, recommend } from '../../../src/recommend/recommend.ts';
import type { Client } from '../../../src/recommend/region/client.ts';
import { regionalNetworkOf } from '../../../src/recommend/region/regional-network.ts';
import { wavesOf } from '../../../src/recommend/steps/waves.ts';
import type { Way } from '../../../src/recommend/way.ts';
import type { Endpoint, Topology } from '../../../src/topology/topology.ts';
import { readTopology } from '../../../src/topology/validate/read-topology.ts';
import type { TrafficProfile } from '../../../src/traffic/traffic.ts';
import { simulate } from '../aws-simulator/simulate.ts';
import { inWaves } from './in-waves.ts';

const card = rateCardSchema.parse(
  JSON.parse(readFileSync(new URL('../../golden/rates/us-east-1.json', import.meta.url), 'utf8')),
);
const cards = new Map([['us-east-1', card]]);

export const service = (name: string): string => `com.amazonaws.us-east-1.${name}`;
export const ZONES = ['use1-az1', 'use1-az2', 'use1-az4'];

type Entry = Omit<Endpoint, 'type' | 'service' | 'azs'> & { readonly service?: string; readonly zones?: number };

/** An interface endpoint for ssm in two zones with 100 GB a month, all of its own VPC, unless told otherwise. */
export const endpoint = ({ service: name = 'ssm', zones = 2, ...more }: Entry): Endpoint => ({
  type: 'Interface',
  service: service(name),
  azs: ZONES.slice(0, zones),
  clients: 'vpc-only',
  traffic: { monthlyGb: '100', peakGbps: '0.1' },
  ...more,
});

export const carrying = (monthlyGb: string, peakGbps = '0.1') => ({ traffic: { monthlyGb, peakGbps } });

/** Hub and spoke in one account of us-east-1 on one Transit Gateway, unless told otherwise. */
export const hubAndSpoke = (more: Partial<Topology> = {}): Topology => ({
  ...network([endpoint({ id: 'hub-ssm', vpc: 'hub' }), endpoint({ id: 'spoke-ssm', vpc: 'spoke' })]),
  ...more,
});

export const network = (endpoints: readonly Endpoint[], more: Partial<Topology> = {}): Topology => ({
  schema: 'tollgate/topology@1',
  region: 'us-east-1',
  vpcs: [vpc('hub', 0), vpc('spoke', 1)],
  connectivity: { transitGateways: [{ id: 'tgw', vpcs: ['hub', 'spoke'] }] },
  ...more,
  endpoints: [...endpoints],
});

export const vpc = (id: string, number: number, more: Partial<NonNullable<Topology['vpcs']>[number]> = {}) => ({
  id,
  cidrs: [`10.${number}.0.0/16`],
  account: '111122223333',
  azs: ZONES,
  ...more,
});

/** Traffic of one endpoint as CloudWatch measured it. */
export const measured = (
  id: string,
  days: number,
  { gb = 100, gaps = 0, end = '2026-11-01T00:00:00Z' }: { gb?: number; gaps?: number; end?: string } = {},
): TrafficProfile => {
  const start = new Date(Date.parse(end) - days * 86_400_000).toISOString();
  const provenance = { source: 'cloudwatch' as const, window: { start, end }, samples: 1000 - gaps, gaps };
  return new Map([[id, { monthlyGb: new Decimal(gb), peakGbps: new Decimal(gb === 0 ? 0 : 0.1), provenance }]]);
};

export interface Asked {
  readonly options?: Partial<DecisionOptions>;
  readonly traffic?: TrafficProfile;
}

/** What candidates and guards see of a network. The network must be a valid file. */
export async function contextOf(
  given: Topology,
  { options = {}, traffic = new Map() }: Asked = {},
): Promise<GuardContext> {
  const topology = readTopology(JSON.parse(JSON.stringify(given)), { file: 'network', lineOf: () => undefined });
  const input = { topology, traffic, cards, options: { ...DEFAULT_OPTIONS, ...options } };
  const regional = regionalNetworkOf('us-east-1', input, new FindingLog());
  if (!regional) throw new Error('no rates');
  const policies = await readPolicies([FULL_ACCESS, ...topology.endpoints.map((each) => each.policy)]);
  return { ...regional, policies };
}

/** The client of an endpoint or NAT gateway; of several, the one from that VPC (null = from outside). */
export function clientOf(context: GuardContext, id: string, from?: string | null): Client {
  const found = context.clients.filter(({ origin, vpc: own }) => {
    const target = origin.kind === 'endpoint' ? origin.joined.endpoint.id : origin.gateway.id;
    return target === id && (from === undefined || (own ?? null) === from);
  });
  const [client, ...rest] = found;
  if (!client || rest.length > 0) throw new Error(`${found.length} clients of ${id}`);
  return client;
}

/** What a candidate offers. */
export const waysOf = (move: keyof typeof CANDIDATES, client: Client, context: GuardContext): readonly Way[] =>
  CANDIDATES[move](client, context);

/** A way in one line: what it leads to, in which VPC, over what. */
export function told(way: Way): string {
  if (way.kind === 'nat') return `nat ${way.gateway.id}`;
  if (way.kind !== 'endpoint') return way.kind;
  const { joined, vpc: at } = way.place;
  const via = way.path.via === undefined ? '' : ` via ${way.path.via}`;
  const attached = way.path.attachments.map((each) => ` attach ${each.vpc}`).join('');
  return `${joined?.endpoint.id ?? `new in ${at}`}${via}${attached}`;
}

/** The only way a candidate offers. */
export function wayOf(move: Exclude<Move, `${string}-az`>, client: Client, context: GuardContext): Way {
  const [way, ...rest] = waysOf(move, client, context);
  if (!way || rest.length > 0) throw new Error(`not exactly one way of ${move}`);
  return way;
}

/** What a guard says of the one way that a move opens to a client. */
export async function verdictOn(
  guard: GuardName,
  move: Exclude<Move, `${string}-az`>,
  topology: Topology,
  { from, client: id = 'spoke-ssm', ...asked }: Asked & { readonly client?: string; readonly from?: string } = {},
): Promise<GuardVerdict | undefined> {
  const context = await contextOf(topology, asked);
  const client = clientOf(context, id, from);
  return GUARDS[guard](client, wayOf(move, client, context), context);
}

/** The plan of a network, whose every step has run in a simulated account, forth and back. */
export async function planOf(topology: Topology, { options = {}, traffic }: Asked = {}): Promise<Plan> {
  const plan = await recommend({ topology, cards, traffic, options: { ...DEFAULT_OPTIONS, minSaving: 0, ...options } });
  await simulatePlan(plan);
  return plan;
}

/** Carries out a plan, wave after wave as people do, and undoes it. Throws where a command is refused, a name loses its answer, or the way back leads elsewhere. */
export async function simulatePlan({ topologyToday, recommendations }: Plan): Promise<void> {
  if (recommendations.length === 0) return;
  const { before, undone } = await simulate(
    topologyToday,
    'us-east-1',
    inWaves(recommendations, wavesOf(recommendations)),
  );
  expect(undone).toBe(before);
}

/** Each step of a plan: its move, its saving to the cent, what it touches. */
export const stepsOf = (plan: Plan): readonly string[] =>
  plan.recommendations.map(
    ({ move, saving, subjects }) => `${move} ${saving.monthly.toFixed(2)} ${subjects.join(' ')}`,
  );
