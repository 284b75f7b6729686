import type { Finding } from '../../core/finding.ts';
import { sourceOf } from '../../topology/read-document.ts';
import { throughputFile } from '../../traffic/sources/throughput-file/index.ts';
import type { ThroughputHistory } from '../../traffic/throughput.ts';
import { mergeTraffic, type TrafficProfile } from '../../traffic/traffic.ts';
import type { TrafficFile, TrafficReading } from '../../traffic/traffic-source.ts';
import { loadNetwork, type NetworkInput, type NetworkOptions, type NetworkReading } from './load-network.ts';

/** What describes one network, and what tells of its traffic: one value that operations hand on and only this folder takes apart. */
export interface NetworkInputs {
  /** A topology file, a plan, a template, or a snapshot with what it measured. */
  readonly network: NetworkInput;
  readonly networkOptions?: NetworkOptions | undefined;
  /** Measured bytes: CSV or Parquet. They win over what a snapshot measured. */
  readonly files?: readonly TrafficFile[] | undefined;
  /** Stated traffic: an Infracost usage file. */
  readonly usageFile?: TrafficFile | undefined;
}

/** A network as prices need it. */
export interface NetworkWithTraffic {
  readonly reading: NetworkReading;
  /** What files tell; undefined where none does. */
  readonly traffic: TrafficReading | undefined;
}

/** A network as capacity needs it. */
export interface NetworkWithHistory {
  readonly reading: NetworkReading;
  readonly history: ThroughputHistory | undefined;
  readonly profile: TrafficProfile;
  readonly findings: readonly Finding[];
}

/** Inputs that were read already: a network is read once, whatever is asked of it. */
const READ = new WeakMap<NetworkInputs, Promise<NetworkReading>>();

function readingOf(inputs: NetworkInputs): Promise<NetworkReading> {
  const reading = READ.get(inputs) ?? loadNetwork(inputs.network, inputs.networkOptions);
  READ.set(inputs, reading);
  return reading;
}

/** Reads what a network is priced from. Throws what reading networks and traffic throws. */
export async function readWithTraffic(inputs: NetworkInputs): Promise<NetworkWithTraffic> {
  const { files = [], usageFile } = inputs;
  const reading = await readingOf(inputs);
  if (usageFile === undefined && files.length === 0) return { reading, traffic: undefined };
  const { loadTraffic } = await import('./load-traffic.ts');
  return { reading, traffic: await loadTraffic({ usageFile, files }, reading.topology) };
}

/** Opens the history of a network, runs the work and closes it. Throws what reading networks and traffic throws. */
export async function withHistory<Result>(
  inputs: NetworkInputs,
  work: (network: NetworkWithHistory) => Promise<Result>,
): Promise<Result> {
  const { files = [], usageFile } = inputs;
  const reading = await readingOf(inputs);
  const { history: histories = [], stated = [] } = Object.groupBy(files, ({ name }) =>
    throughputFile.accepts(name) ? 'history' : 'stated',
  );
  const { loadTraffic } = await import('./load-traffic.ts');
  const traffic = await loadTraffic({ usageFile, files: stated }, reading.topology);
  const opened = histories.length > 0 ? await openHistory(histories) : undefined;
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

/** Whether a Terraform plan describes the network: it holds what was before. */
export const isPlan = ({ network, networkOptions }: NetworkInputs): boolean =>
  'lineOf' in network && sourceOf(network, networkOptions?.kind).kind === 'terraform-plan';

async function openHistory(files: readonly TrafficFile[]) {
  const source = await import('../../traffic/sources/throughput-file/open-history.ts');
  return source.openHistory(files);
}
