import { FLOW_SOURCES } from '../../traffic/registry.ts';
import type { TrafficReading } from '../../traffic/traffic-source.ts';
import type { NetworkReading } from '../inputs/load-network.ts';
import { matrixDocument, withFlows } from './flow-matrix.ts';

/** The network with the flows that flow logs show in place of its own. Throws TG1005, TG1007 and TG3002 to TG3004. */
export async function withFlowLogs(
  reading: NetworkReading,
  traffic: TrafficReading | undefined,
  flowLogs: readonly string[],
): Promise<NetworkReading> {
  const matrix = await matrixDocument({ reading, traffic, flowLogs }, await FLOW_SOURCES['flow-logs']());
  return { ...reading, topology: withFlows(reading.topology, matrix) };
}
