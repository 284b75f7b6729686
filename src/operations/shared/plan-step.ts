import type { RateSource } from '../../rates/rate-source.ts';
import { sourceOf } from '../../topology/read-document.ts';
import type { DiffRequest, DiffResult } from '../diff/diff-networks.ts';
import type { CapacityRequest } from '../inputs/capacity-inputs.ts';

/** Whether the network comes from a Terraform plan, which holds what was before. */
export const isPlan = ({ network, networkOptions }: CapacityRequest): boolean =>
  'lineOf' in network && sourceOf(network, networkOptions?.kind).kind === 'terraform-plan';

/** What a plan changes, priced on both sides. */
export async function planStep(
  { network, networkOptions = {}, usageFile, files }: CapacityRequest,
  month: DiffRequest,
  rates: RateSource,
): Promise<DiffResult> {
  const { loadSides } = await import('../diff/load-sides.ts');
  const { diffNetworks } = await import('../diff/diff-networks.ts');
  const sides = await loadSides({ head: network, headOptions: networkOptions });
  return diffNetworks([{ ...sides, traffic: { usageFile, files } }], month, rates);
}
