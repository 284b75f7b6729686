import { loadTraffic } from '../../src/operations/inputs/load-traffic.ts';
import type { Topology } from '../../src/topology/topology.ts';
import type { EndpointTraffic } from '../../src/traffic/traffic.ts';
import type { TrafficFile } from '../../src/traffic/traffic-source.ts';

export const fileOf = (name: string, content: string): TrafficFile => ({
  name,
  read: async () => Buffer.from(content),
});

/** Interface endpoints with whatever the test cares about. */
export const networkOf = (...endpoints: (Partial<Topology['endpoints'][number]> & { id: string })[]): Topology => ({
  schema: 'tollgate/topology@1',
  region: 'us-east-1',
  endpoints: endpoints.map((each) => ({ type: 'Interface' as const, ...each })),
});

export const readUsage = (content: string, topology: Topology) =>
  loadTraffic({ usageFile: fileOf('usage.yml', content) }, topology);

export const HEADER = 'endpoint_id,az,start,period_seconds,bytes';

/** Reads rows of a throughput file in CSV. */
export const readRows = (rows: readonly string[], topology: Topology) =>
  loadTraffic({ files: [fileOf('traffic.csv', [HEADER, ...rows, ''].join('\n'))] }, topology);

/** A traffic figure with decimals as text. */
export const plain = (traffic: EndpointTraffic | undefined) =>
  traffic && {
    gb: traffic.monthlyGb.toFixed(),
    zones: Object.fromEntries([...(traffic.byZone ?? [])].map(([az, gb]) => [az, gb.toFixed()])),
    peak: traffic.peakGbps?.toNumber(),
    zonePeaks: Object.fromEntries([...(traffic.peakGbpsByZone ?? [])].map(([az, gbps]) => [az, gbps.toNumber()])),
    provenance: traffic.provenance,
  };
