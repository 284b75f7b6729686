import { TollgateError } from '../../../core/errors.ts';
import type { InputDocument } from '../../../core/input-document.ts';
import type { TopologySource } from '../../topology-source.ts';
import { inventorySchema } from './schema.ts';
import { toTopology } from './to-topology.ts';

/** Recordings wrap an answer in { data: ... }; the AWS CLI prints the answer itself. */
function answerOf(value: unknown): Record<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const wrapped = (value as Record<string, unknown>)['data'];
  const answer = typeof wrapped === 'object' && wrapped !== null ? wrapped : value;
  return Array.isArray((answer as Record<string, unknown>)['VpcEndpoints'])
    ? (answer as Record<string, unknown>)
    : undefined;
}

/** EC2's own answers: what a scan collects, or what `aws ec2 describe-vpc-endpoints` printed. */
export const ec2Inventory: TopologySource = {
  kind: 'ec2-inventory',
  accepts: (document) => answerOf(document.value) !== undefined,
  read: async (document: InputDocument, options) => {
    const parsed = inventorySchema.safeParse(answerOf(document.value));
    if (parsed.success) return toTopology(parsed.data, options.region);
    const [issue] = parsed.error.issues;
    const path = issue?.path.join('.') ?? '';
    throw new TollgateError('TG1005', `${document.name} is not an EC2 inventory: ${path} ${issue?.message ?? ''}.`, {
      location: { file: document.name, path },
    });
  },
};
