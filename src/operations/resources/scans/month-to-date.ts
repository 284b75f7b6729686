import { Decimal, sum } from '../../../core/decimal.ts';
import { amountText } from '../../../core/money.ts';
import { HOURS_PER_MONTH } from '../../../core/quantity.ts';
import type { RateSource } from '../../../rates/rate-source.ts';
import { buildReport } from '../../../report/build-report.ts';
import type { EndpointDocument, LineDocument } from '../../../report/report.ts';
import type { Snapshot } from '../../../report/snapshot-document.ts';
import type { Endpoint } from '../../../topology/topology.ts';
import type { TrafficProfile } from '../../../traffic/traffic.ts';
import { measuredEndpoints } from '../../scan/metric-targets.ts';
import type { HistoryStore } from '../../scan/ports.ts';
import { estimateNetwork } from '../../shared/estimate-network.ts';
import type { MonthRecord } from './month-record.ts';
import { restOfMonth } from './rest-of-month.ts';

const HOUR_MS = 3_600_000;

/** What a network has cost since the month began. */
export interface MonthToDate {
  /** YYYY-MM. */
  readonly month: string;
  /** Hours of the month that are not begun yet. */
  readonly hoursLeft: Decimal;
  /** Bytes of the rest over those of the run-rate, where a forecast tells. */
  readonly growth: ReadonlyMap<string, Decimal>;
  readonly endpoints: ReadonlyMap<string, { readonly cost: Decimal; readonly unknownLines: number }>;
}

/** The calendar month (UTC) a scan lies in, in milliseconds since 1970. */
interface MonthSpan {
  readonly start: number;
  readonly end: number;
  /** End of what was measured, and of the hour that lies in: AWS bills a started hour as a whole one. */
  readonly measuredTo: number;
  readonly billedTo: number;
}

/**
 * Prices the month of a scan so far, as one pool: the hours since it began or the endpoint was created, and the bytes that the
 * history holds. Bytes of an endpoint whose month is not held whole are unknown, and counted as such.
 */
export async function monthToDate(
  snapshot: Snapshot,
  { history, rates }: { readonly history: HistoryStore; readonly rates: RateSource },
): Promise<MonthToDate> {
  const span = spanOf(snapshot);
  const hours = new Decimal(span.billedTo - span.start).div(HOUR_MS);
  const { topology } = snapshot;
  const traffic = { profile: await bytesSoFar(snapshot, span, history), findings: [] };
  const report = buildReport(
    await estimateNetwork({ reading: { topology, findings: [] }, traffic, hours }, rates),
    rates.kind,
  );
  return {
    month: new Date(span.start).toISOString().slice(0, 7),
    growth: await restOfMonth(snapshot, { from: span.billedTo, to: span.end }),
    hoursLeft: new Decimal(span.end - span.billedTo).div(HOUR_MS),
    endpoints: new Map(
      report.endpoints.map((endpoint, index) => [
        endpoint.id,
        { cost: costOf(endpoint, lifeShare(topology.endpoints[index], span)), unknownLines: endpoint.unknownLines },
      ]),
    ),
  };
}

/** What an endpoint costs in the month: so far, and with the rest of it at the run-rate and the bytes that are forecast. */
export function monthRecord({ id, lines, unknownLines }: EndpointDocument, month: MonthToDate): MonthRecord | null {
  const own = month.endpoints.get(id);
  if (own === undefined) return null;
  const growth = month.growth.get(id) ?? 1;
  const runRate = priced(lines, ({ category }) => (category === 'usage' ? growth : 1));
  const rest = runRate.times(month.hoursLeft).div(HOURS_PER_MONTH);
  return {
    month: month.month,
    toDate: amountText(own.cost),
    expected: amountText(own.cost.plus(rest)),
    unknownLines: Math.max(own.unknownLines, unknownLines),
  };
}

function spanOf({ traffic, capturedAt }: Snapshot): MonthSpan {
  const measuredTo = Date.parse(traffic?.window.end ?? capturedAt);
  const day = new Date(measuredTo);
  return {
    start: Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), 1),
    end: Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 1),
    measuredTo,
    billedTo: Math.ceil(measuredTo / HOUR_MS) * HOUR_MS,
  };
}

/** GB of each endpoint since the month began: the history tells them as of a month of 730 h. */
async function bytesSoFar(snapshot: Snapshot, span: MonthSpan, history: HistoryStore): Promise<TrafficProfile> {
  const window = { start: span.start / 1000, end: Math.floor(span.measuredTo / 1000) };
  const [scope] = snapshot.provenance.scopes;
  if (scope === undefined || window.end <= window.start) return new Map();
  const endpoints = measuredEndpoints(snapshot.topology, window, await history.coverage(scope));
  const profile = await history.read(scope, window, endpoints, async (held) => held.profile);
  return new Map(
    [...profile].map(([id, { monthlyGb, byZone, provenance }]) => {
      const lived = provenance.window ? Date.parse(provenance.window.end) - Date.parse(provenance.window.start) : 0;
      const soFar = (gb: Decimal): Decimal => gb.times(lived).div(HOUR_MS).div(HOURS_PER_MONTH);
      const zones = byZone && new Map([...byZone].map(([az, gb]) => [az, soFar(gb)]));
      return [id, { monthlyGb: soFar(monthlyGb), ...(zones && { byZone: zones }), provenance }];
    }),
  );
}

/** The share of the month so far in which an endpoint was billed hours. */
function lifeShare(endpoint: Endpoint | undefined, { start, billedTo }: MonthSpan): Decimal {
  const created = endpoint?.createdAt === undefined ? start : Date.parse(endpoint.createdAt);
  const from = Math.max(start, Math.floor((Number.isNaN(created) ? start : created) / HOUR_MS) * HOUR_MS);
  return billedTo <= start ? new Decimal(0) : new Decimal(Math.max(0, billedTo - from)).div(billedTo - start);
}

/** Hours are those of the whole month so far; an endpoint made within it is billed its share of them. */
const costOf = ({ lines }: EndpointDocument, share: Decimal): Decimal =>
  priced(lines, ({ charge }) => (charge === 'endpoint-hours' ? share : 1));

/** The sum of the priced lines, each as often as `times` says. */
const priced = (lines: readonly LineDocument[], times: (line: LineDocument) => Decimal | number): Decimal =>
  sum(lines.flatMap((line) => (line.status === 'priced' ? new Decimal(line.monthly ?? '0').times(times(line)) : [])));
