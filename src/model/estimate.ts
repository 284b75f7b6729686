import { Decimal, ZERO } from '../core/decimal.ts';
import { TollgateError } from '../core/errors.ts';
import { type Finding, FindingLog } from '../core/finding.ts';
import { HOURS_PER_MONTH } from '../core/quantity.ts';
import type { RateCard } from '../rates/rate-card.ts';
import type { Topology } from '../topology/topology.ts';
import type { TrafficProfile } from '../traffic/traffic.ts';
import type { ChargedLine, NetworkResource } from './charge.ts';
import { CHARGE_KINDS } from './charge-kind.ts';
import { CHARGES } from './charges/index.ts';
import { type CostLine, isLeftOut } from './cost-line.ts';
import { type JoinedEndpoint, join, type Network } from './join.ts';
import type { Pool } from './pool.ts';
import { rateLookup } from './rate-lookup.ts';

export interface EstimateInput {
  readonly topology: Topology;
  /** Rate cards by Region: every Region the network touches, as `regionsOf` lists them. */
  readonly cards: ReadonlyMap<string, RateCard>;
  /** Measured or file-given traffic; it wins over what the topology states. */
  readonly traffic?: TrafficProfile | undefined;
  /** Findings of the readers, reported with the result. */
  readonly findings?: readonly Finding[] | undefined;
  /** Hours in the billed month: 730 unless given. */
  readonly hours?: Decimal | undefined;
  /** Day (YYYY-MM-DD) whose billing rules apply; absent = the rules now in force. */
  readonly billingDate?: string | undefined;
}

export interface Totals {
  /** Sum of the priced lines; where AWS's documents leave a range, at its high bound. */
  readonly monthly: Decimal;
  readonly baseline: Decimal;
  readonly usage: Decimal;
  readonly low: Decimal;
  readonly high: Decimal;
  /** Lines the total leaves out: usage-unknown, price-unknown and unsupported. */
  readonly unknownLines: number;
}

export interface EndpointCost {
  readonly joined: JoinedEndpoint;
  readonly lines: readonly CostLine[];
  readonly totals: Totals;
}

export interface ResourceCost {
  readonly resource: NetworkResource;
  readonly lines: readonly CostLine[];
  readonly totals: Totals;
}

/** The priced network of one month. Amounts are exact; nothing is rounded. */
export interface Estimate {
  readonly currency: string;
  readonly hours: Decimal;
  readonly network: Network;
  readonly cards: ReadonlyMap<string, RateCard>;
  readonly totals: Totals;
  readonly endpoints: readonly EndpointCost[];
  readonly resources: readonly ResourceCost[];
  readonly pools: readonly Pool[];
  readonly findings: FindingLog;
}

/** Prices a network: the one entry of the model. Pure. Throws TG1302 on ambiguous rates, TG1401 on mixed currencies. */
export function estimate(input: EstimateInput): Estimate {
  const findings = new FindingLog();
  findings.addAll(input.findings ?? []);
  const network = join(input.topology, input.traffic ?? new Map(), baselineOf(input.topology));
  const currency = currencyOf(input.cards);
  const hours = input.hours ?? HOURS_PER_MONTH;
  const context = { hours, billingDate: input.billingDate, findings, rate: rateLookup(input.cards, findings) };
  const lines: ChargedLine[] = [];
  const pools: Pool[] = [];
  for (const kind of CHARGE_KINDS) {
    const result = CHARGES[kind]?.price(network, context);
    for (const line of result?.lines ?? []) lines.push(line);
    for (const pool of result?.pools ?? []) pools.push(pool);
  }
  const { endpoints, resources } = gather(network, lines);
  const totals = totalsOf(lines.map((each) => each.line));
  return { currency, hours, network, cards: input.cards, totals, endpoints, resources, pools, findings };
}

function baselineOf(topology: Topology): Network['baselineGb'] {
  return (region, kind) => {
    const pool = topology.pool?.[region];
    const gb = kind === 'interface' ? pool?.interfaceEndpointGb : pool?.resourceEndpointGb;
    return gb === undefined ? ZERO : new Decimal(gb);
  };
}

function currencyOf(cards: ReadonlyMap<string, RateCard>): string {
  const currencies = new Set([...cards.values()].map((card) => card.currency));
  if (currencies.size <= 1) return [...currencies][0] ?? 'USD';
  throw new TollgateError('TG1401', `The network is billed in ${[...currencies].sort().join(' and ')}.`, {
    hint: 'Estimate each AWS partition on its own.',
  });
}

function gather(network: Network, lines: readonly ChargedLine[]): Pick<Estimate, 'endpoints' | 'resources'> {
  const byEndpoint = new Map<JoinedEndpoint, CostLine[]>(network.endpoints.map((joined) => [joined, []]));
  const byResource = new Map<string, { resource: NetworkResource; lines: CostLine[] }>();
  for (const charged of lines) {
    if ('endpoint' in charged) {
      byEndpoint.get(charged.endpoint)?.push(charged.line);
      continue;
    }
    const key = `${charged.resource.kind}\u0000${charged.resource.id}`;
    const entry = byResource.get(key) ?? { resource: charged.resource, lines: [] };
    entry.lines.push(charged.line);
    byResource.set(key, entry);
  }
  return {
    endpoints: [...byEndpoint].map(([joined, own]) => ({ joined, lines: own, totals: totalsOf(own) })),
    resources: [...byResource.values()].map((entry) => ({ ...entry, totals: totalsOf(entry.lines) })),
  };
}

/** Sums lines. Low and high differ from monthly only where a line carries a range. */
export function totalsOf(lines: readonly CostLine[]): Totals {
  let baseline = ZERO;
  let usage = ZERO;
  let low = ZERO;
  let high = ZERO;
  let unknownLines = 0;
  for (const line of lines) {
    if (isLeftOut(line)) unknownLines += 1;
    const amount = line.monthly;
    if (amount === undefined) continue;
    if (line.category === 'baseline') baseline = baseline.plus(amount);
    else usage = usage.plus(amount);
    low = low.plus(line.low ?? amount);
    high = high.plus(line.high ?? amount);
  }
  return { monthly: baseline.plus(usage), baseline, usage, low, high, unknownLines };
}
