import type { TopologySource } from '../../topology-source.ts';

/** The member of a document that stands for a folder of Terraform source. */
export const TERRAFORM_SOURCE = 'terraform_source';

/** A folder of Terraform or OpenTofu source: HCL, without a plan. */
export const terraformSource: TopologySource = {
  kind: 'terraform-source',
  accepts: ({ value }) => typeof value === 'object' && value !== null && TERRAFORM_SOURCE in value,
  read: async (document, options) => (await import('./read.ts')).readSource(document, options),
};
