import type { Finding } from '../../core/finding.ts';
import { throughputFile } from '../../traffic/sources/throughput-file/index.ts';
import type { ThroughputHistory } from '../../traffic/throughput.ts';
import { mergeTraffic, type TrafficProfile } from '../../traffic/traffic.ts';
import type { TrafficFile } from '../../traffic/traffic-source.ts';
import { loadNetwork, type NetworkInput, type NetworkOptions, type NetworkReading } from './load-network.ts';
import { loadTraffic } from './load-traffic.ts';

/** What headroom and forecast are computed from, as files or parts of a request. */
export interface CapacityRequest {
  /** A topology file, a plan, a template, or a snapshot with what it measured. */
  readonly network: NetworkInput;
  readonly networkOptions?: NetworkOptions | undefined;
  /** Measured bytes: CSV or Parquet. They win over what a snapshot measured. */
  readonly files?: readonly TrafficFile[] | undefined;
  /** Stated traffic: an Infracost usage file. */
  readonly usageFile?: TrafficFile | undefined;
}

export interface CapacityInputs {
  readonly reading: NetworkReading;
  readonly history: ThroughputHistory | undefined;
  readonly profile: TrafficProfile;
  readonly findings: readonly Finding[];
}

/** Opens the inputs, runs the work and closes them. Throws what reading networks and traffic throws. */
export async function withCapacityInputs<Result>(
  { network, networkOptions, files = [], usageFile }: CapacityRequest,
  work: (inputs: CapacityInputs) => Promise<Result>,
): Promise<Result> {
  const reading = await loadNetwork(network, networkOptions);
  const [histories, stated] = [true, false].map((measured) =>
    files.filter((file) => throughputFile.accepts(file.name) === measured),
  );
  const traffic = await loadTraffic({ usageFile, files: stated }, reading.topology);
  const opened = histories && histories.length > 0 ? await openHistory(histories) : undefined;
  try {
    return await work({
      reading,
      history: opened?.history ?? reading.measured?.history,
      profile: mergeTraffic(reading.measured?.profile ?? new Map(), traffic.profile),
      findings: [...traffic.findings, ...(opened?.findings ?? [])],
    });
  } finally {
    await opened?.history.close();
  }
}

async function openHistory(files: readonly TrafficFile[]) {
  const source = await import('../../traffic/sources/throughput-file/open-history.ts');
  return source.openHistory(files);
}
