import type { TopologySource } from '../../topology-source.ts';

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
  read: async ({ name, value }, options) =>
    (await import('./read.ts')).readInventory(answerOf(value), name, options.region),
};
