import { TollgateError } from '../../../core/errors.ts';
import type { TopologyReading } from '../../topology-source.ts';
import { inventorySchema } from './schema.ts';
import { toTopology } from './to-topology.ts';

/** Reads EC2's answers as a network. Throws TG1005 naming the place that does not fit. */
export function readInventory(answer: unknown, name: string, region: string | undefined): TopologyReading {
  const parsed = inventorySchema.safeParse(answer);
  if (parsed.success) return toTopology(parsed.data, region);
  const [issue] = parsed.error.issues;
  const path = issue?.path.join('.') ?? '';
  throw new TollgateError('TG1005', `${name} is not an EC2 inventory: ${path} ${issue?.message ?? ''}.`, {
    location: { file: name, path },
  });
}
