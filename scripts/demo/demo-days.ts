import type { Snapshot } from '../../src/report/snapshot-document.ts';

/** Days before the scan whose costs the demo keeps. */
const DAYS = 60;
const DAY_MS = 86_400_000;
const GIB = 2 ** 30;
const HOURS_PER_MONTH = 730;

/** Days ago on which the demo's network became what it is: before, an endpoint was not there, and one had fewer zones. */
const ADDED = { id: 'search-logs', daysAgo: 20 };
const WIDENED = { id: 'checkout-logs', daysAgo: 1, azs: 2 };

/** The demo's network as a scan of each day would have seen it, the oldest first and the scan itself last. */
export const demoDays = (snapshot: Snapshot): readonly Snapshot[] =>
  Array.from({ length: DAYS + 1 }, (_, index) => asOf(snapshot, DAYS - index));

function asOf(snapshot: Snapshot, daysAgo: number): Snapshot {
  if (daysAgo === 0) return snapshot;
  const { topology, traffic } = snapshot;
  const end = Math.floor(Date.parse(snapshot.capturedAt) / DAY_MS) - daysAgo;
  const isThere = ({ id }: { readonly id: string }): boolean => id !== ADDED.id || daysAgo < ADDED.daysAgo;
  return {
    ...snapshot,
    capturedAt: new Date(Date.parse(snapshot.capturedAt) - daysAgo * DAY_MS).toISOString(),
    topology: {
      ...topology,
      endpoints: topology.endpoints
        .filter(isThere)
        .map((endpoint) =>
          endpoint.id === WIDENED.id && endpoint.azs && daysAgo >= WIDENED.daysAgo
            ? { ...endpoint, azs: endpoint.azs.slice(0, WIDENED.azs) }
            : endpoint,
        ),
      ...(topology.flows && { flows: topology.flows.filter(({ endpoint }) => isThere({ id: endpoint })) }),
    },
    ...(traffic && {
      traffic: {
        ...traffic,
        endpoints: traffic.endpoints.filter(isThere).map((each) => paced(each, monthlyGb(traffic, each.id, end))),
      },
    }),
  };
}

type Measured = NonNullable<Snapshot['traffic']>;

/** An endpoint's traffic at another pace, shared among its zones as today. */
function paced(each: Measured['endpoints'][number], gb: string): Measured['endpoints'][number] {
  const factor = Number(gb) / (Number(each.monthlyGb) || 1);
  const zones = each.zones.map((zone) => ({ ...zone, monthlyGb: (Number(zone.monthlyGb) * factor).toFixed(6) }));
  return { ...each, monthlyGb: gb, zones: each.id === WIDENED.id ? [] : zones };
}

/** GB a month at the pace of all days of the history before a day. */
function monthlyGb({ daily }: Measured, id: string, end: number): string {
  const days = daily
    .filter(({ endpoint }) => endpoint === id)
    .map(({ firstDay, bytes }) => bytes.slice(0, Math.max(0, end - firstDay)));
  const bytes = days.flat().reduce((sum, day) => sum + day, 0);
  const hours = 24 * Math.max(1, ...days.map(({ length }) => length));
  return ((bytes / GIB / hours) * HOURS_PER_MONTH).toFixed(6);
}
