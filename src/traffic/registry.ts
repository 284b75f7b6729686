import { billingExport } from './sources/billing-export/index.ts';
import { metricStatistics } from './sources/metric-statistics/index.ts';
import { throughputFile } from './sources/throughput-file/index.ts';
import { usageFile } from './sources/usage-file/index.ts';
import type { TrafficSource } from './traffic-source.ts';

/** Every file source of traffic, by folder name. A test holds it equal to the folders of `sources/`. */
export const TRAFFIC_SOURCES: Readonly<Record<string, TrafficSource>> = {
  'billing-export': billingExport,
  'metric-statistics': metricStatistics,
  'throughput-file': throughputFile,
  'usage-file': usageFile,
};

/** Sources that ask a live service, by folder name; loaded when one is asked, because they bring SDK clients along. */
export const METRIC_SOURCES = {
  cloudwatch: async () => (await import('./sources/cloudwatch/index.ts')).createCloudWatchSource,
} as const;

/** Sources that tell who talks to whom, by folder name; loaded when one is read, because they bring DuckDB along. */
export const FLOW_SOURCES = {
  'flow-logs': async () => (await import('./sources/flow-logs/index.ts')).flowLogs,
} as const;
