import type { FindingLog } from '../../core/finding.ts';
import type { Topology } from '../../topology/topology.ts';
import type { MetricTarget } from '../../traffic/metric-source.ts';
import type { TimeSpan } from '../../traffic/throughput.ts';
import { metricTargets } from './metric-targets.ts';
import type { ScanPorts, ScopeAccess } from './ports.ts';

/** An account and Region whose inventory is read and whose metric queries are counted. */
export interface PlannedScope {
  readonly access: ScopeAccess;
  readonly topology: Topology;
  readonly targets: readonly MetricTarget[];
  /** USD. */
  readonly cost: string;
}

/** Endpoints whose points are stored together: after a crash at most this many are asked for again. Full batches of 500 series stay dense. */
const TARGETS_PER_STEP = 200;

const nameOf = ({ scope }: ScopeAccess): string => `${scope.account} ${scope.region}`;

export async function planScope(
  access: ScopeAccess,
  window: TimeSpan,
  now: Date,
  ports: ScanPorts,
  findings: FindingLog,
): Promise<PlannedScope> {
  const scope = nameOf(access);
  ports.onProgress({ phase: 'inventory', scope, done: 0, all: 1 });
  const { topology, findings: found } = await access.inventory(ports.signal);
  findings.addAll(found);
  ports.onProgress({ phase: 'inventory', scope, done: 1, all: 1 });
  const nothing = window.start >= window.end - 3600 * 2;
  const targets = nothing ? [] : metricTargets(topology, window, await ports.history.coverage(access.scope), findings);
  const natGateways = nothing ? 0 : (topology.natGateways ?? []).length;
  return { access, topology, targets, cost: access.metrics.cost({ targets, now, natGateways }).usd };
}

/** Asks for the metrics of a scope, step by step: each step is stored and only then marked as covered. */
export async function collectScope(
  { access, targets }: PlannedScope,
  now: Date,
  ports: ScanPorts,
  findings: FindingLog,
): Promise<{ readonly calls: number; readonly points: number }> {
  let calls = 0;
  let points = 0;
  if (targets.length === 0) return { calls, points };
  const scope = nameOf(access);
  const writer = await ports.history.writer(access.scope);
  try {
    for (let at = 0; at < targets.length; at += TARGETS_PER_STEP) {
      ports.onProgress({ phase: 'metrics', scope, done: at, all: targets.length });
      const step = targets.slice(at, at + TARGETS_PER_STEP);
      const reading = await access.metrics.collect(
        {
          targets: step,
          now,
          signal: ports.signal,
          onProgress: (batches) =>
            ports.onProgress({
              phase: 'metrics',
              scope,
              done: at + Math.floor((step.length * batches.done) / batches.all),
              all: targets.length,
            }),
        },
        writer,
      );
      await writer.flush(reading.complete);
      await ports.history.cover(access.scope, reading.complete);
      findings.addAll(reading.findings);
      calls += reading.calls;
      points += reading.points;
    }
    ports.onProgress({ phase: 'metrics', scope, done: targets.length, all: targets.length });
  } finally {
    await writer.close();
  }
  return { calls, points };
}
