import type { TrafficReading } from '../../traffic/traffic-source.ts';
import type { CapacityRequest } from './capacity-inputs.ts';
import { loadNetwork, type NetworkReading } from './load-network.ts';
import { loadTraffic } from './load-traffic.ts';

/** A network and the traffic that files tell of it, as prices need them. */
export interface NetworkInputs {
  readonly reading: NetworkReading;
  /** Undefined where no file tells traffic. */
  readonly traffic: TrafficReading | undefined;
}

/** Reads what a network is priced from. Throws what reading networks and traffic throws. */
export async function readNetworkInputs({
  network,
  networkOptions,
  files = [],
  usageFile,
}: CapacityRequest): Promise<NetworkInputs> {
  const reading = await loadNetwork(network, networkOptions);
  if (usageFile === undefined && files.length === 0) return { reading, traffic: undefined };
  return { reading, traffic: await loadTraffic({ usageFile, files }, reading.topology) };
}
