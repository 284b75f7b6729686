import { readFile } from 'node:fs/promises';
import { askedEndpoints, askHistory } from '../../src/operations/inputs/ask-history.ts';
import { loadNetwork } from '../../src/operations/inputs/load-network.ts';
import { loadTraffic } from '../../src/operations/inputs/load-traffic.ts';
import { withHistory } from '../../src/operations/inputs/network-inputs.ts';
import type { Snapshot } from '../../src/report/snapshot-document.ts';
import { toMeasured } from '../../src/traffic/measured.ts';

/** Account that the demo's scan is of. */
export const DEMO_ACCOUNT = '111122223333';
export const DEMO_REGION = 'us-east-1';

const DAYS = 90;
const HOUR_SECONDS = 3600;
const HOURS_PER_MONTH = 730;
const OUTLINE_POINTS = 60;
const WEEKEND = 0.6;
const GIB = 2 ** 30;

/** Streams near the limit that the demo's provider has set: the zones that fill up. */
const STREAMS = { id: 'data-lake-kinesis-streams', bps: 1e9, baselineGbps: 2, ceilingGbps: 4, growth: 0.003 };
const UNMEASURED = new Set(['training-sagemaker-runtime', 'payments-secretsmanager']);

/** Rates of days and hours without a clock or chance of their own: the same demo on every machine, up to the day it ends on. */
function wave(index: number, hour: number): number {
  const day = 1 + 0.5 * Math.sin(((hour % 24) / 24) * 2 * Math.PI - 2);
  const week = Math.floor(hour / 24) % 7 >= 5 ? WEEKEND : 1;
  return day * week * (1 + 0.05 * Math.sin(hour * 1.7 + index * 2.3));
}

/** Twelve VPCs as a scan of this moment would keep them: 90 days of throughput, two endpoints that nobody has measured. */
export async function demoSnapshot(now: Date): Promise<Snapshot> {
  const content = await readFile(new URL('../../examples/twelve-vpcs.yaml', import.meta.url));
  const { topology: read } = await loadNetwork({ name: 'twelve-vpcs.yaml', content });
  const end = Math.floor(now.getTime() / 1000 / HOUR_SECONDS) * HOUR_SECONDS;
  const begin = end - DAYS * 24 * HOUR_SECONDS;
  const sent = Map.groupBy(read.flows ?? [], ({ endpoint }) => endpoint);
  const topology = {
    ...read,
    endpoints: read.endpoints.map((endpoint, index) => ({
      ...endpoint,
      awsId: `vpce-0${(index + 1).toString(16).padStart(16, 'd')}`,
      ...(endpoint.id === STREAMS.id && {
        bandwidth: { baselineGbps: STREAMS.baselineGbps, ceilingGbps: STREAMS.ceilingGbps },
      }),
    })),
  };
  const rows = topology.endpoints.flatMap(({ id, azs = [], traffic, type }, index) => {
    const flows = sent.get(id)?.reduce((all, { monthlyGb }) => all + Number(monthlyGb), 0);
    const gb = flows ?? Number(traffic?.monthlyGb ?? 0);
    if (type === 'Gateway' || UNMEASURED.has(id) || azs.length === 0) return [];
    const mean = id === STREAMS.id ? STREAMS.bps : (gb * GIB * 8) / (HOURS_PER_MONTH * HOUR_SECONDS) / azs.length;
    const growth = id === STREAMS.id ? STREAMS.growth : 0.001 * (index % 3);
    return azs.flatMap((az, zone) =>
      Array.from({ length: DAYS * 24 }, (_, hour) => {
        const trend = 1 + growth * (hour / 24 - DAYS / 2);
        const share = 1 + 0.12 * (1 - zone);
        const bytes = Math.round(((mean * trend * share * wave(index, hour)) / 0.885 / 8) * HOUR_SECONDS);
        const start = new Date((begin + hour * HOUR_SECONDS) * 1000).toISOString().replace('.000', '');
        return `${id},${az},${start},${HOUR_SECONDS},${bytes}`;
      }),
    );
  });
  const csv = new TextEncoder().encode(`endpoint_id,az,start,period_seconds,bytes\n${rows.join('\n')}\n`);
  const files = [{ name: 'demo.csv', read: async () => csv }];
  const { profile } = await loadTraffic({ files }, topology);
  const traffic = await withHistory(
    { network: { name: 'demo', value: topology }, files },
    async ({ reading, history }) => {
      if (history === undefined) throw new RangeError('the demo has a history');
      const { window } = await askHistory(history, reading.topology, {});
      const query = { window, endpoints: askedEndpoints(reading.topology) };
      const [statistics, daily] = [await history.statistics(query, OUTLINE_POINTS), await history.daily(query)];
      return toMeasured(window, { profile, statistics, daily, connections: [] });
    },
  );
  return {
    schema: 'tollgate/snapshot@1',
    capturedAt: new Date(Math.floor(now.getTime() / 1000) * 1000).toISOString(),
    topology,
    traffic,
    provenance: {
      scopes: [
        {
          account: DEMO_ACCOUNT,
          region: DEMO_REGION,
          endpoints: topology.endpoints.length,
          metricCalls: 0,
          metricPoints: rows.length,
        },
      ],
      queryCostUsd: '0.00',
    },
    findings: [],
  };
}
