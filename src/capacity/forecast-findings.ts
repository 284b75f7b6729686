import type { FindingLog } from '../core/finding.ts';
import { BYTES_PER_BILLED_GB } from '../core/quantity.ts';
import { isoInstant } from '../core/time.ts';
import type { Endpoint } from '../topology/topology.ts';
import { LEAST_DAYS, type SeriesForecast, SHORT_DAYS } from './forecast.ts';
import type { Silence } from './silence.ts';

const DAY_SECONDS = 86_400;
const BITS_PER_GIGABIT = 1e9;

/** What a forecast of one endpoint rests on. Days count from 1970, those of gaps and changes from the first of the series. */
interface ForecastGround {
  readonly endpoint: Endpoint;
  readonly first: number;
  readonly bytes: readonly number[];
  readonly bytesForecast: SeriesForecast | undefined;
  readonly zones: readonly {
    readonly az: string;
    readonly firstDay: number;
    readonly load: SeriesForecast | undefined;
  }[];
  readonly gaps: readonly Silence[];
  /** Zones of the history that the endpoint has not. */
  readonly foreign: readonly string[];
}

/** Says what a history is short of, and what happened in it. */
export function tellHistory(ground: ForecastGround, findings: FindingLog): void {
  const { endpoint, first, bytes, gaps, foreign } = ground;
  const { id } = endpoint;
  if (bytes.length < LEAST_DAYS) {
    findings.add('TG3060', id, `${id} has ${bytes.length} whole days of history; a forecast needs ${LEAST_DAYS}.`);
    findings.add('TG3062', id, `The months of ${id} repeat its mean day so far, without an interval.`);
  } else if (bytes.length < SHORT_DAYS) {
    findings.add('TG3061', id, `${id} has ${bytes.length} whole days of history, so its forecast is wide.`);
  }
  for (const az of foreign) {
    const what = `The history has ${az} for ${id}, where it has no network interface now`;
    findings.add('TG3070', id, `${what}: no load is forecast there, and its bytes stay in the sum of the endpoint.`);
  }
  for (const { from, days } of gaps) {
    const span = `from ${dayText(first + from)} to ${dayText(first + from + days)}`;
    findings.add(
      'TG3073',
      id,
      `No zone of ${id} has a byte ${span}: likely a gap in the measurement. The forecast takes the weeks around it instead.`,
    );
  }
  tellChanges(ground, findings);
}

/** Changes of the bytes; of a zone's load those that lie on no such day, as where a zone joins. */
function tellChanges({ endpoint: { id }, first, bytesForecast, zones }: ForecastGround, findings: FindingLog): void {
  const told = new Set<number>();
  for (const { day, before, after } of bytesForecast?.changes ?? []) {
    for (const near of [-1, 0, 1]) told.add(first + day + near);
    const gb = (bytes: number): string => (bytes / BYTES_PER_BILLED_GB).toFixed(0);
    findings.add(
      'TG3074',
      id,
      `The traffic of ${id} changed on ${dayText(first + day)} from about ${gb(before)} to ${gb(after)} GB a day; its forecast starts from the new level.`,
    );
  }
  for (const { az, firstDay, load } of zones) {
    for (const { day, before, after } of load?.changes ?? []) {
      if (told.has(firstDay + day)) continue;
      const gbps = (bps: number): string => (bps / BITS_PER_GIGABIT).toFixed(2);
      findings.add(
        'TG3074',
        id,
        `The load of ${id} in ${az} changed on ${dayText(firstDay + day)} from about ${gbps(before)} to ${gbps(after)} Gbps; its forecast starts from the new level.`,
      );
    }
  }
}

const dayText = (day: number): string => isoInstant(day * DAY_SECONDS).slice(0, 10);
