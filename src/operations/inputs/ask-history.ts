import { bandwidthOf } from '../../capacity/limits.ts';
import { NEAR_CAPACITY } from '../../capacity/saturation.ts';
import { TollgateError } from '../../core/errors.ts';
import { type Finding, finding } from '../../core/finding.ts';
import { lacksOffset, utcMillis } from '../../core/time.ts';
import type { Endpoint, Topology } from '../../topology/topology.ts';
import { historyAge } from '../../traffic/history-age.ts';
import type { AskedEndpoint, ThroughputHistory, ThroughputQuery, TimeSpan } from '../../traffic/throughput.ts';

/** Part of a history: RFC 3339 days or times (UTC where they name no offset); from inside, to outside. Absent = all there is. */
export interface HistoryWindowOptions {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** What counts as now, RFC 3339: how long ago the history ended is told by it. Absent = nothing is said of its age. */
  readonly asOf?: string | undefined;
}

/** What to ask a history about a network. Throws TG3005 where it has no row in the window, TG1012 for times that cannot be read. */
export const askHistory = async (
  history: ThroughputHistory,
  topology: Topology,
  options: HistoryWindowOptions,
): Promise<ThroughputQuery> => ({
  window: windowOf(await history.span(), options),
  endpoints: askedEndpoints(topology),
});

/** Names in the history that no endpoint of the network answers to. Ask after the rest: the history may know by then. */
export async function strangersOf(history: ThroughputHistory, { endpoints }: ThroughputQuery): Promise<Finding[]> {
  const known = new Set(endpoints.flatMap((endpoint) => endpoint.names));
  return [...(await history.names())]
    .filter(([name]) => !known.has(name))
    .map(([name, rows]) =>
      finding('TG1204', name, `The history measures ${name} (${rows} rows), which is not in the network.`),
    );
}

/** What there is to say of the window itself: how long ago the history ended, and times that name no offset. */
export function windowFindings(
  { window }: ThroughputQuery,
  { from, to, asOf }: HistoryWindowOptions,
): readonly Finding[] {
  const naive = [from, to].filter((text) => text !== undefined && lacksOffset(text));
  return [
    ...(asOf === undefined || to !== undefined ? [] : historyAge(window.end, asOf)),
    ...naive.map((text) => finding('TG3076', 'window', `${text} names no offset from UTC and counts as UTC.`)),
  ];
}

/** Every endpoint as a history is asked for it. */
export const askedEndpoints = (topology: Topology): readonly AskedEndpoint[] => topology.endpoints.map(asked);

function windowOf(span: TimeSpan | undefined, { from, to }: HistoryWindowOptions): TimeSpan {
  const start = Math.max(span?.start ?? 0, secondsOf(from, 'from') ?? Number.NEGATIVE_INFINITY);
  const end = Math.min(span?.end ?? 0, secondsOf(to, 'to') ?? Number.POSITIVE_INFINITY);
  if (span && start < end) return { start, end };
  throw new TollgateError('TG3005', span ? 'The history has no row in the window.' : 'The history has no valid row.', {
    hint: 'Check the throughput file, and --from and --to.',
  });
}

function secondsOf(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  const time = utcMillis(text);
  if (time !== undefined) return Math.floor(time / 1000);
  throw new TollgateError('TG1012', `The time of ${name} cannot be read.`, {
    hint: 'Give a day or an RFC 3339 time, such as 2026-11-01 or 2026-11-01T06:00:00Z.',
  });
}

function asked(endpoint: Endpoint): AskedEndpoint {
  const { id, address, awsId, azs, createdAt, deletedAt } = endpoint;
  const near = (bandwidthOf(endpoint)?.baselineBps ?? Number.MAX_VALUE) * NEAR_CAPACITY;
  return {
    id,
    names: [id, awsId, address].filter((name) => name !== undefined),
    azs,
    createdAt: momentOf(createdAt),
    deletedAt: momentOf(deletedAt),
    nearBps: near,
  };
}

/** A time of the network that cannot be read counts as not known. */
function momentOf(text: string | undefined): number | undefined {
  const time = text === undefined ? undefined : utcMillis(text);
  return time === undefined ? undefined : Math.floor(time / 1000);
}
