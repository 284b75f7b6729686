import { seededNormal } from './series.ts';

/** A zone of an example: its mean rate at the start, growth a day as a share of it, and how much of it follows the working day. */
interface ExampleZone {
  readonly endpoint: string;
  readonly az: string;
  readonly bps: number;
  readonly growth: number;
  readonly swing: number;
}

interface Example {
  readonly file: string;
  readonly start: string;
  readonly days: number;
  readonly zones: readonly ExampleZone[];
}

const zone = (endpoint: string, az: string, bps: number, growth: number, swing: number): ExampleZone => ({
  endpoint,
  az,
  bps,
  growth,
  swing,
});

/** The throughput files of examples/, each with the network it belongs to. Hourly rows keep them small. */
export const EXAMPLES: readonly Example[] = [
  {
    file: 'throughput.csv',
    start: '2026-10-15T00:00:00Z',
    days: 32,
    zones: [
      zone('app-ssm', 'use1-az1', 65_000, 0, 0.3),
      zone('app-ssm', 'use1-az2', 60_000, 0, 0.3),
      zone('app-logs', 'use1-az1', 3_600_000, 0.012, 0.6),
      zone('app-logs', 'use1-az2', 3_400_000, 0.012, 0.6),
      zone('app-ecr-dkr', 'use1-az1', 3_200_000, 0.004, 0.9),
      zone('app-ecr-dkr', 'use1-az2', 900_000, 0.004, 0.9),
    ],
  },
  {
    file: 'hub-throughput.csv',
    start: '2026-10-05T00:00:00Z',
    days: 42,
    zones: [
      zone('hub-s3', 'use1-az1', 31e9, 0.004, 0.5),
      zone('hub-s3', 'use1-az2', 30.5e9, 0.004, 0.5),
      zone('hub-kinesis', 'use1-az1', 5.5e9, 0.002, 0.4),
      zone('hub-kinesis', 'use1-az2', 5.2e9, 0.002, 0.4),
    ],
  },
];

const WEEKEND = 0.55;

/** The CSV of an example: the same bytes from the same seed on every machine. */
export function exampleThroughput({ start, days, zones }: Example): string {
  const begin = Date.parse(start);
  const rows = zones.flatMap((each, index) => {
    const noise = seededNormal(index + 1);
    return Array.from({ length: days * 24 }, (_, hour) => {
      const time = new Date(begin + hour * 3_600_000);
      const daily = 1 + each.swing * Math.sin(((time.getUTCHours() - 8) / 24) * 2 * Math.PI);
      const weekly = time.getUTCDay() % 6 === 0 ? WEEKEND : 1;
      const rate = each.bps * (1 + (each.growth * hour) / 24) * daily * weekly * Math.max(0.2, 1 + 0.04 * noise());
      const bytes = Math.round((rate / 8) * 3600);
      return `${each.endpoint},${each.az},${time.toISOString().replace('.000', '')},3600,${bytes}`;
    });
  });
  return `endpoint_id,az,start,period_seconds,bytes\n${rows.join('\n')}\n`;
}
