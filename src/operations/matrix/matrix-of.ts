import type { MatrixDocument } from '../../report/matrix-document.ts';
import type { Topology } from '../../topology/topology.ts';
import { FLOW_SOURCES } from '../../traffic/registry.ts';
import type { Given } from '../inputs/given.ts';
import { givenNetwork, type NetworkGiven, type NetworkWords } from '../inputs/given-network.ts';
import { readWithTraffic } from '../inputs/network-inputs.ts';
import { matrixDocument, withFlows } from '../shared/flow-matrix.ts';

/** The matrix of a network under flow logs, and the network with those flows. Throws TG3002 to TG3004, TG1005 and TG1007. */
export async function matrixOf(
  inputs: NetworkGiven & { readonly flowLogs?: readonly Given[] | undefined },
  words: NetworkWords,
  memoryLimit: string | undefined,
): Promise<{ readonly document: MatrixDocument; readonly network: Topology }> {
  const { reading, traffic } = await readWithTraffic(await givenNetwork(inputs, words));
  const flowLogs = (inputs.flowLogs ?? []).map(({ path, name }) => path ?? name);
  const document = await matrixDocument({ reading, traffic, flowLogs, memoryLimit }, await FLOW_SOURCES['flow-logs']());
  return { document, network: withFlows(reading.topology, document) };
}
