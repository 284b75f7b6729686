import type { Rendering } from '../../report/formats/format.ts';
import type { Given } from '../inputs/given.ts';
import type { ComputePorts } from '../operation.ts';

type Step = Awaited<ReturnType<NonNullable<Rendering['step']>>>;

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
