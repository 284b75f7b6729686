import { Decimal, sum } from '../../core/decimal.ts';
import { TollgateError } from '../../core/errors.ts';
import { FindingLog } from '../../core/finding.ts';
import { amountText } from '../../core/money.ts';
import type { Snapshot } from '../../report/snapshot-document.ts';
import { mergeTopologies } from '../../topology/merge-topologies.ts';
import { type Measured, toMeasured } from '../../traffic/measured.ts';
import { SETTLING_SECONDS } from '../../traffic/metric-source.ts';
import type { TimeSpan } from '../../traffic/throughput.ts';
import { askedEndpoints } from '../inputs/ask-history.ts';
import { eachLimited } from '../shared/each-limited.ts';
import { collectScope, type PlannedScope, planScope } from './collect-scope.ts';
import { measuredEndpoints } from './metric-targets.ts';
import { withNatTraffic } from './nat-traffic.ts';
import type { ScanAccounts, ScanPorts } from './ports.ts';

export interface ScanRequest extends ScanAccounts {
  /** Days of throughput to collect; 0 = the inventory only. */
  readonly days: number;
  /** Refuse to ask CloudWatch for more than this, in USD. */
  readonly maxQueryCost: Decimal;
}

/** Accounts and Regions worked on at once: their calls share one pace anyway. */
const SCOPES_AT_ONCE = 4;

const [HOUR, DAY] = [3600, 86_400];

/** Points of the small picture that a snapshot keeps of each zone. */
const OUTLINE_POINTS = 60;

/**
 * Use case: from credentials to a snapshot. Reads the inventory of every account and Region, asks CloudWatch for what the history
 * lacks, and summarises. Throws TG2007 before any metric is asked for when that would cost more than allowed.
 */
export async function scan(request: ScanRequest, ports: ScanPorts): Promise<Snapshot> {
  const now = ports.now();
  // A full hour: the next scan may come so late that only a coarser period is left, and no period crosses an hour.
  const end = Math.floor((now.getTime() / 1000 - SETTLING_SECONDS) / HOUR) * HOUR;
  const findings = new FindingLog();
  const opened = await ports.aws.open(request, ports.signal);
  const start = end - request.days * DAY;
  const window: TimeSpan = { start: opened[0]?.metrics.alignedStart(start, now) ?? start, end };
  const planned = await eachLimited(opened, SCOPES_AT_ONCE, (access) =>
    planScope(access, window, now, ports, findings),
  );
  const cost = sum(planned.map((scope) => new Decimal(scope.cost)));
  refuseCost(cost, request.maxQueryCost);
  ports.onCost?.(amountText(cost));
  const measured =
    request.days === 0
      ? []
      : await eachLimited(planned, SCOPES_AT_ONCE, (scope) => measure(scope, window, now, ports, findings));
  return {
    schema: 'tollgate/snapshot@1',
    capturedAt: new Date(Math.floor(now.getTime() / 1000) * 1000).toISOString(),
    topology: mergeTopologies(planned.map(({ topology }, index) => measured[index]?.topology ?? topology)),
    ...(measured.length > 0 && { traffic: joinMeasured(measured.map((each) => each.measured)) }),
    provenance: {
      scopes: planned.map(({ access, topology }, index) => ({
        ...access.scope,
        endpoints: topology.endpoints.length,
        metricCalls: measured[index]?.calls ?? 0,
        metricPoints: measured[index]?.points ?? 0,
      })),
      queryCostUsd: amountText(cost),
    },
    findings: [...findings.findings] as Snapshot['findings'],
  };
}

function refuseCost(cost: Decimal, most: Decimal): void {
  if (cost.lessThanOrEqualTo(most)) return;
  throw new TollgateError(
    'TG2007',
    `The metric queries would cost ${amountText(cost)} USD, and at most ${amountText(most)} USD is allowed.`,
    {
      hint: 'Allow more with --max-query-cost, or ask for fewer days, accounts or Regions.',
    },
  );
}

async function measure(planned: PlannedScope, window: TimeSpan, now: Date, ports: ScanPorts, findings: FindingLog) {
  const { calls, points } = await collectScope(planned, now, ports, findings);
  const { topology, access } = planned;
  ports.onProgress({ phase: 'summary', scope: `${access.scope.account} ${access.scope.region}`, done: 0, all: 1 });
  const endpoints = measuredEndpoints(topology, window, await ports.history.coverage(access.scope));
  const measured = await ports.history.read(access.scope, window, endpoints, async (history) => {
    findings.addAll(history.findings);
    const query = { window, endpoints: askedEndpoints({ ...topology, endpoints: [...endpoints] }) };
    const statistics = await history.throughput.statistics(query, OUTLINE_POINTS);
    const daily = await history.throughput.daily(query);
    const connections = [...(await history.connections())];
    return toMeasured(window, { profile: history.profile, statistics, daily, connections });
  });
  await ports.history.upkeep(access.scope, now);
  return { measured, calls, points, topology: await withNatTraffic(planned, window, ports.signal) };
}

function joinMeasured(parts: readonly Measured[]): Measured {
  const [first] = parts;
  if (first === undefined) throw new RangeError('nothing was measured');
  return {
    ...first,
    endpoints: parts.flatMap((part) => part.endpoints),
    statistics: parts.flatMap((part) => part.statistics),
    daily: parts.flatMap((part) => part.daily),
    connections: parts.flatMap((part) => part.connections),
  };
}
