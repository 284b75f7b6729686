import type { Rendering } from '../../report/formats/format.ts';
import { sourceOf } from '../../topology/read-document.ts';
import type { CapacityRequest } from '../inputs/capacity-inputs.ts';
import type { Given } from '../inputs/given.ts';
import type { ComputePorts } from '../operation.ts';

type Step = Awaited<ReturnType<NonNullable<Rendering['step']>>>;

/** Whether the network comes from a Terraform plan, which holds what was before. */
export const isPlan = ({ network, networkOptions }: CapacityRequest): boolean =>
  'lineOf' in network && sourceOf(network, networkOptions?.kind).kind === 'terraform-plan';

/** What a plan changes: the operation diff, of the plan alone. */
export async function planStep(
  { network, ...inputs }: Readonly<Record<string, readonly Given[] | undefined>>,
  words: Readonly<Record<string, unknown>>,
  ports: ComputePorts,
): Promise<Step> {
  const { region, account, parameters, poolGb, hours, billingDate, discount } = words;
  const options = { region, account, parameters, poolGb, hours, billingDate, discount };
  const diff = await ports.operation('diff');
  const { document, also } = await diff.run({ ...inputs, head: network }, options, { ...ports, disk: undefined });
  return { diff: document as Step['diff'], parts: also?.parts ?? [] };
}
