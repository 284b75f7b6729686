import type { Snapshot } from '../../../report/snapshot-document.ts';
import { mergeTopologies } from '../../../topology/merge-topologies.ts';
import type { Topology } from '../../../topology/topology.ts';
import type { Measured } from '../../../traffic/measured.ts';
import { sees, type VisibleAccounts } from '../access/principal.ts';

/** The snapshots that speak of these accounts alone. */
export const visibleSnapshots = (snapshots: readonly Snapshot[], accounts: VisibleAccounts): readonly Snapshot[] =>
  snapshots.filter(({ provenance }) => provenance.scopes.every(({ account }) => sees(accounts, account)));

/** The newest snapshots of every account and Region as one: it is as old as the oldest of them. Undefined where there is none. */
export function joinSnapshots(snapshots: readonly Snapshot[]): Snapshot | undefined {
  const [first, ...others] = snapshots;
  if (first === undefined || others.length === 0) return first;
  const measured = snapshots.flatMap(({ traffic }) => (traffic ? [traffic] : []));
  return {
    schema: 'tollgate/snapshot@1',
    capturedAt: snapshots.map(({ capturedAt }) => capturedAt).sort()[0] ?? first.capturedAt,
    topology: { ...mergeTopologies(snapshots.map(({ topology }) => topology)), ...stated(snapshots) },
    ...(measured.length > 0 && { traffic: joinMeasured(measured) }),
    provenance: {
      scopes: snapshots.flatMap(({ provenance }) => provenance.scopes),
      queryCostUsd: first.provenance.queryCostUsd,
    },
    findings: snapshots.flatMap(({ findings }) => findings),
  };
}

/** What a scan does not find and a kept network may hold all the same: flows, zones of DNS, gateways, other bytes of a pool. */
function stated(snapshots: readonly Snapshot[]): Partial<Topology> {
  const all = snapshots.map(({ topology }) => topology);
  const flows = all.flatMap((each) => each.flows ?? []);
  const natGateways = all.flatMap((each) => each.natGateways ?? []);
  const hostedZones = all.flatMap((each) => each.dns?.hostedZones ?? []);
  const profiles = all.flatMap((each) => each.dns?.profiles ?? []);
  const pools = all.flatMap((each) => (each.pool ? [each.pool] : []));
  return {
    ...(flows.length > 0 && { flows }),
    ...(natGateways.length > 0 && { natGateways }),
    ...(hostedZones.length + profiles.length > 0 && {
      dns: { ...(hostedZones.length > 0 && { hostedZones }), ...(profiles.length > 0 && { profiles }) },
    }),
    ...(pools.length > 0 && { pool: Object.assign({}, ...pools) }),
  };
}

function joinMeasured(parts: readonly Measured[]): Measured {
  const [first] = parts as readonly [Measured];
  return {
    ...first,
    window: {
      start: parts.map(({ window }) => window.start).sort()[0] ?? first.window.start,
      end:
        parts
          .map(({ window }) => window.end)
          .sort()
          .at(-1) ?? first.window.end,
    },
    endpoints: parts.flatMap((part) => part.endpoints),
    statistics: parts.flatMap((part) => part.statistics),
    daily: parts.flatMap((part) => part.daily),
    connections: parts.flatMap((part) => part.connections),
  };
}
