import type { Decimal } from '../core/decimal.ts';
import { TollgateError } from '../core/errors.ts';
import { type Finding, FindingLog } from '../core/finding.ts';
import { HOURS_PER_MONTH } from '../core/quantity.ts';
import type { RateCard } from '../rates/rate-card.ts';
import type { Topology } from '../topology/topology.ts';
import type { TrafficProfile } from '../traffic/traffic.ts';
import type { ChargeContext } from './charge.ts';
import { CHARGE_KINDS } from './charge-kind.ts';
import { CHARGES } from './charges/index.ts';
import { checkFlows } from './check-flows.ts';
import { type JoinedNetwork, join } from './join.ts';
import { CostLedger, type EndpointCost, type ResourceCost } from './ledger.ts';
import type { Pool } from './pool.ts';
import { rateLookup } from './rate-lookup.ts';
import { sharePools } from './shared-bytes.ts';
import type { Totals } from './totals.ts';

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

/** The priced network of one month. Amounts are exact; nothing is rounded. */
export interface Estimate {
  readonly currency: string;
  readonly hours: Decimal;
  readonly network: JoinedNetwork;
  readonly cards: ReadonlyMap<string, RateCard>;
  readonly totals: Totals;
  readonly endpoints: readonly EndpointCost[];
  readonly resources: readonly ResourceCost[];
  readonly pools: readonly Pool[];
  readonly findings: FindingLog;
}

/** Prices a network: the one entry of the model. Pure. Throws TG1302 on ambiguous rates, TG1401 on mixed currencies. */
export const estimate = (input: EstimateInput): Estimate =>
  priceNetwork(input, join(input.topology, input.traffic ?? new Map()));

/**
 * Prices networks of one billing family, such as the projects of a repository: their bytes fill one pool per Region, and each pays
 * its share of it by bytes. An estimate's pools are the shared ones. Pure. Throws as `estimate` does.
 */
export function estimateTogether(inputs: readonly EstimateInput[]): readonly Estimate[] {
  const networks = sharePools(inputs.map(({ topology, traffic }) => join(topology, traffic ?? new Map())));
  return inputs.map((input, index) => priceNetwork(input, networks[index] as JoinedNetwork));
}

function priceNetwork(input: EstimateInput, network: JoinedNetwork): Estimate {
  const findings = new FindingLog();
  findings.addAll(input.findings ?? []);
  checkFlows(network, findings);
  const currency = currencyOf(input.cards);
  const hours = input.hours ?? HOURS_PER_MONTH;
  const context: ChargeContext = {
    hours,
    billingDate: input.billingDate,
    findings,
    rate: rateLookup(input.cards, findings),
  };
  const ledger = new CostLedger(network);
  const pools: Pool[] = [];
  for (const kind of CHARGE_KINDS) {
    const result = CHARGES[kind].price(network, context);
    ledger.write(result.lines);
    for (const pool of result.pools ?? []) pools.push(pool);
  }
  const { endpoints, resources, totals } = ledger;
  return { currency, hours, network, cards: input.cards, totals, endpoints, resources, pools, findings };
}

function currencyOf(cards: ReadonlyMap<string, RateCard>): string {
  const currencies = new Set([...cards.values()].map((card) => card.currency));
  if (currencies.size <= 1) return [...currencies][0] ?? 'USD';
  throw new TollgateError('TG1401', `The network is billed in ${[...currencies].sort().join(' and ')}.`, {
    hint: 'Estimate each AWS partition on its own.',
  });
}
