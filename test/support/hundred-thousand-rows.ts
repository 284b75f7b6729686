import { openWriter } from '../../src/history/append.ts';
import type { HistoryScope } from '../../src/history/history-scope.ts';
import type { MetricColumn, MetricSink } from '../../src/traffic/metric-source.ts';
import type { AskedEndpoint, TimeSpan } from '../../src/traffic/throughput.ts';

/** A history with what makes its sums hard: missing minutes, coarse periods, zones that begin late, losses, and rates with no end of digits. */
export const SCOPE: HistoryScope = { account: '111122223333', region: 'us-east-1' };
export const FROM = Date.UTC(2026, 9, 28) / 1000;
export const DAYS = 3;
export const WINDOW: TimeSpan = { start: FROM, end: FROM + DAYS * 86_400 };
const [ENDPOINTS, ZONES] = [9, ['use1-az1', 'use1-az2', 'use1-az3']] as const;

export const ASKED: readonly AskedEndpoint[] = Array.from({ length: ENDPOINTS }, (_, number) => ({
  id: `endpoint-${number}`,
  names: [`vpce-0${number}`, `endpoint-${number}`],
  nearBps: 4e6,
}));

/** Numbers without a pattern, the same in every run. */
function* noise(): Generator<number> {
  for (let state = 20_261_130; ; ) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    yield state / 2 ** 32;
  }
}

/** Writes about 100,000 rows as scans do, a day at a time, and gives their number. */
export async function writeRows(root: string): Promise<number> {
  const random = noise();
  const next = (): number => random.next().value as number;
  let rows = 0;
  for (let day = 0; day < DAYS; day++) {
    const writer = await openWriter(root, SCOPE);
    const begin = FROM + day * 86_400;
    for (const place of places(day)) await addZone(writer, place, begin, next);
    rows += await writer.flush(ASKED.map(({ names }) => ({ target: names[0] ?? '', span: [begin, begin + 86_400] })));
    await writer.close();
  }
  return rows;
}

interface Place {
  readonly number: number;
  readonly az: string;
  readonly periodSeconds: number;
}

/** One zone is born on the second day; the first day of another endpoint came late, in five-minute periods. */
const places = (day: number): readonly Place[] =>
  Array.from({ length: ENDPOINTS }, (_, number) =>
    ZONES.filter((_zone, index) => !(number === 3 && index === 2 && day === 0)).map((az) => ({
      number,
      az,
      periodSeconds: number === 5 && day === 0 ? 300 : 60,
    })),
  ).flat();

async function addZone(sink: MetricSink, { number, az, periodSeconds }: Place, begin: number, next: () => number) {
  const all = Array.from({ length: 86_400 / periodSeconds }, (_, at) => begin + at * periodSeconds);
  const starts = all.filter(() => number % 2 === 0 || next() > 0.2);
  const add = (column: MetricColumn, value: () => number): Promise<void> =>
    sink.add({ target: `vpce-0${number}`, az, column, periodSeconds, starts, values: starts.map(value) });
  await add('bytes', () => Math.floor(next() ** 3 * 7e7));
  if (number < 3) await add('packets_dropped', () => Math.floor(next() * 1.1));
  if (number !== 1) return;
  await add('active_connections', () => Math.floor(next() * 900));
  await add('new_connections', () => Math.floor(next() * 90));
}
