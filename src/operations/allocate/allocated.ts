import type { AllocationDocument } from '../../report/allocation-document.ts';
import { type Given, networkInput, trafficFileOf } from '../inputs/given.ts';
import { atGivenDiscounts, givenNetwork, type NetworkGiven, type NetworkWords } from '../inputs/given-network.ts';
import { readWithTraffic } from '../inputs/network-inputs.ts';
import { parseHours } from '../inputs/parse-hours.ts';
import type { ComputePorts } from '../operation.ts';
import { withFlowLogs } from '../shared/with-flow-logs.ts';
import { allocationDocument } from './allocation-document.ts';
import { refuseModelled } from './refuse-modelled.ts';

interface AllocateInputs extends NetworkGiven {
  readonly bills?: readonly Given[] | undefined;
  readonly flowLogs?: readonly Given[] | undefined;
  readonly costCategory?: readonly Given[] | undefined;
  readonly discounts?: readonly Given[] | undefined;
}

export interface AllocateWords extends NetworkWords {
  readonly by: string;
  readonly shared?: 'even' | 'owner' | undefined;
  readonly hours?: string | undefined;
  readonly billingDate?: string | undefined;
  readonly discount?: readonly string[] | undefined;
}

/** Allocates what a network costs, or what a bill charges. Throws what reading networks, bills and flow logs throws. */
export async function allocated(
  inputs: AllocateInputs,
  words: AllocateWords,
  ports: ComputePorts,
): Promise<AllocationDocument> {
  refuseModelled(inputs, words);
  const { by, shared, hours, billingDate } = words;
  const paid = await atGivenDiscounts(ports, inputs, words);
  const [category] = inputs.costCategory ?? [];
  return allocationDocument(
    {
      by,
      shared,
      hours: hours === undefined ? undefined : parseHours(hours),
      billingDate,
      ...(inputs.network && (await networkOf(inputs, words))),
      bills: inputs.bills?.map(trafficFileOf),
      asOf: ports.now().toISOString(),
      costCategory: category && (await networkInput(category)),
    },
    paid,
  );
}

/** The network with the traffic that files tell of it, and with the flows of flow logs in place of its own. */
async function networkOf(inputs: AllocateInputs, words: NetworkWords) {
  const { reading, traffic } = await readWithTraffic(await givenNetwork(inputs, words));
  const logs = inputs.flowLogs?.map(({ path, name }) => path ?? name);
  return { reading: logs ? await withFlowLogs(reading, traffic, logs) : reading, traffic };
}
