import { readFileSync } from 'node:fs';
import { type ForecastSettings, forecastDocument } from '../../src/operations/forecast/forecast-document.ts';
import { type HeadroomSettings, headroomDocument } from '../../src/operations/headroom/headroom-document.ts';
import { ets } from './ets.ts';
import { servicesOfTest } from './http-app.ts';

/** A row of a throughput file. */
export interface ThroughputRow {
  readonly endpoint: string;
  readonly az: string;
  readonly start: string;
  readonly seconds: number;
  readonly bytes: number;
}

export const throughputCsv = (rows: readonly ThroughputRow[]): string =>
  ['endpoint_id,az,start,period_seconds,bytes']
    .concat(rows.map((row) => [row.endpoint, row.az, row.start, row.seconds, row.bytes].join(',')))
    .join('\n');

/** Hourly rows from a day on: the rate of each hour in bits per second; undefined = no row. */
export const hourly = (
  endpoint: string,
  az: string,
  from: string,
  hours: number,
  bps: (hour: number) => number | undefined,
): ThroughputRow[] =>
  Array.from({ length: hours }, (_, hour) => hour).flatMap((hour) => {
    const rate = bps(hour);
    const start = new Date(Date.parse(from) + hour * 3_600_000).toISOString();
    return rate === undefined ? [] : [{ endpoint, az, start, seconds: 3600, bytes: Math.round((rate / 8) * 3600) }];
  });

const file = (name: string, content: string) => ({ name, read: async () => Buffer.from(content) });

function request(network: object, rows: readonly ThroughputRow[] | undefined) {
  return {
    network: { name: 'network', content: JSON.stringify(network) },
    ...(rows && { files: [file('traffic.csv', throughputCsv(rows))] }),
  };
}

/** The headroom document of a network and the rows of a throughput file. */
export const headroomOf = async (network: object, rows?: readonly ThroughputRow[], settings: HeadroomSettings = {}) =>
  headroomDocument(request(network, rows), settings);

/** The forecast document of a network and the rows of a throughput file. */
export const forecastOf = async (network: object, rows?: readonly ThroughputRow[], settings: ForecastSettings = {}) =>
  forecastDocument(request(network, rows), settings, { ...servicesOfTest(), forecasters: async () => [ets] });

/** A network of one interface endpoint in two zones of us-east-1. */
export const oneEndpoint = (more: object = {}) => ({
  schema: 'tollgate/topology@1',
  region: 'us-east-1',
  endpoints: [
    {
      id: 'app-logs',
      type: 'Interface',
      service: 'com.amazonaws.us-east-1.logs',
      azs: ['use1-az1', 'use1-az2'],
      ...more,
    },
  ],
});

export const example = (name: string): string =>
  readFileSync(new URL(`../../examples/${name}`, import.meta.url), 'utf8');
