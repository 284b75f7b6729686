import { type CloudWatchClient, GetMetricDataCommand, type MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { FindingLog } from '../../../core/finding.ts';
import type { MetricReading, MetricRequest, MetricSink } from '../../metric-source.ts';
import { type Batch, batchesOf } from './batches.ts';
import { FACTS } from './facts.ts';
import { type SeriesQuery, seriesQueries } from './queries.ts';
import { SplitCheck } from './split-check.ts';

/** Calls under way at once; CloudWatch throttles on estimated datapoints, and the SDK's adaptive retry slows us down further. */
const CONCURRENCY = 4;

/** The IAM action of every call here. */
export const CLOUDWATCH_ACTION = 'cloudwatch:GetMetricData';

/** Rounds in which failed or partial series of a batch are asked for again before they are reported. */
const MOST_ROUNDS = 4;

interface State {
  readonly client: CloudWatchClient;
  readonly request: MetricRequest;
  readonly sink: MetricSink;
  readonly findings: FindingLog;
  readonly check: SplitCheck;
  readonly failed: Set<string>;
  calls: number;
  points: number;
}

/** Asks CloudWatch for every series of the targets and hands the points on as they arrive. Rejects when a call fails for good. */
export async function collect(
  client: CloudWatchClient,
  request: MetricRequest,
  sink: MetricSink,
): Promise<MetricReading> {
  const now = Math.floor(request.now.getTime() / 1000);
  const batches = batchesOf(seriesQueries(request.targets, now));
  const state: State = {
    client,
    request,
    sink,
    findings: new FindingLog(),
    check: new SplitCheck(),
    failed: new Set(),
    calls: 0,
    points: 0,
  };
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    for (let batch = batches[next++]; batch !== undefined; batch = batches[next++]) {
      await collectBatch(state, batch);
      done += 1;
      request.onProgress?.({ done, all: batches.length });
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  state.check.report(state.findings);
  const complete = request.targets.flatMap((target) =>
    target.spans
      .filter((span) => !state.failed.has(keyOf(target.id, span)))
      .map((span) => ({ target: target.id, span })),
  );
  return { findings: state.findings.findings, complete, calls: state.calls, points: state.points };
}

async function collectBatch(state: State, batch: Batch): Promise<void> {
  let open = batch.queries;
  for (let round = 1; open.length > 0; round++) {
    const { again, forbidden } = await ask(state, { ...batch, queries: open });
    for (const query of forbidden) fail(state, query, 'CloudWatch forbids reading it');
    if (round === MOST_ROUNDS)
      for (const query of again) fail(state, query, `CloudWatch gave no complete answer in ${MOST_ROUNDS} tries`);
    open = round === MOST_ROUNDS ? [] : again;
  }
}

/** One call with all its pages. Series without a complete answer are returned. */
async function ask(state: State, batch: Batch): Promise<{ again: SeriesQuery[]; forbidden: SeriesQuery[] }> {
  const queries = new Map(batch.queries.map((query, index) => [`q${index}`, query]));
  const status = new Map<string, string>();
  for (const query of batch.queries) state.check.restart(query);
  let nextToken: string | undefined;
  do {
    state.request.signal.throwIfAborted();
    const command = new GetMetricDataCommand({
      MetricDataQueries: [...queries].map(([Id, { query }]) => ({ Id, ...query })),
      StartTime: new Date(batch.start * 1000),
      EndTime: new Date(batch.end * 1000),
      ScanBy: 'TimestampAscending',
      MaxDatapoints: FACTS.datapointsPerPage,
      NextToken: nextToken,
    });
    const answer = await state.client.send(command, { abortSignal: state.request.signal });
    state.calls += 1;
    for (const result of answer.MetricDataResults ?? []) {
      const query = result.Id === undefined ? undefined : queries.get(result.Id);
      if (query === undefined || result.Id === undefined) continue;
      status.set(result.Id, result.StatusCode ?? 'Complete');
      await take(state, query, result);
    }
    nextToken = answer.NextToken;
  } while (nextToken !== undefined && nextToken !== '');
  const of = (...wanted: (string | undefined)[]): SeriesQuery[] =>
    [...queries].filter(([id]) => wanted.includes(status.get(id))).map(([, query]) => query);
  return { again: of('PartialData', 'InternalError', undefined), forbidden: of('Forbidden') };
}

async function take(state: State, query: SeriesQuery, result: MetricDataResult): Promise<void> {
  const values = result.Values ?? [];
  if (values.length === 0) return;
  const starts = (result.Timestamps ?? []).map((time) => Math.floor(time.getTime() / 1000));
  if (starts.length !== values.length) {
    fail(state, query, `CloudWatch answered ${values.length} values for ${starts.length} times`);
    return;
  }
  state.check.add(query, starts, values);
  if (query.az === undefined) return;
  state.points += values.length;
  const { band, column, target, az } = query;
  await state.sink.add({ target: target.id, az, column, periodSeconds: band.periodSeconds, starts, values });
}

function fail(state: State, query: SeriesQuery, why: string): void {
  state.failed.add(keyOf(query.target.id, query.span));
  const where = query.az === undefined ? '' : ` in ${query.az}`;
  state.findings.add(
    'TG2053',
    query.target.id,
    `The metric ${query.column} of ${query.target.id}${where} could not be read: ${why}.`,
  );
}

const keyOf = (target: string, [start, end]: readonly [number, number]): string => `${target} ${start} ${end}`;
