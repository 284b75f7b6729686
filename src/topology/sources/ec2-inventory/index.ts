import type { TopologySource } from '../../topology-source.ts';
import { answerParts } from './answer-parts.ts';
import type { BundleFile } from './bundle.ts';
import { isConfig } from './config-items.ts';
import { isSteampipe } from './steampipe-rows.ts';

/** Recordings wrap an answer in { data: ... }; the AWS CLI prints the answer itself. */
function answerOf(value: unknown): Record<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const wrapped = (value as Record<string, unknown>)['data'];
  const answer = typeof wrapped === 'object' && wrapped !== null ? wrapped : value;
  return Array.isArray((answer as Record<string, unknown>)['VpcEndpoints'])
    ? (answer as Record<string, unknown>)
    : undefined;
}

/** Key of the document that a folder of such files becomes. */
export const BUNDLE = 'tollgate_bundle';

const bundleOf = (value: unknown): readonly BundleFile[] | undefined =>
  typeof value === 'object' && value !== null && Array.isArray((value as Record<string, unknown>)[BUNDLE])
    ? ((value as Record<string, unknown>)[BUNDLE] as readonly BundleFile[])
    : undefined;

/** Whether a file of a folder is something that AWS, AWS Config or Steampipe answered. */
export const isAnswer = (value: unknown): boolean =>
  isConfig(value) || isSteampipe(value) || Object.keys(answerParts(value)).length > 0;

/** EC2's own answers: what a scan collects, or what `aws ec2 describe-vpc-endpoints`, AWS Config or Steampipe printed. */
export const ec2Inventory: TopologySource = {
  kind: 'ec2-inventory',
  accepts: ({ value }) =>
    answerOf(value) !== undefined || bundleOf(value) !== undefined || isConfig(value) || isSteampipe(value),
  read: async ({ name, value }, { region }) => {
    const answer = answerOf(value);
    if (answer) return (await import('./read.ts')).readInventory(answer, name, region);
    return (await import('./bundle.ts')).bundleTopology(bundleOf(value) ?? [{ name, value }], region);
  },
};
