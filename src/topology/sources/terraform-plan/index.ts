import type { TopologySource } from '../../topology-source.ts';

/** `terraform show -json` of a plan, or of state (Terraform or OpenTofu). */
export const terraformPlan: TopologySource = {
  kind: 'terraform-plan',
  accepts: ({ value }) =>
    typeof value === 'object' &&
    value !== null &&
    ('planned_values' in value ||
      'resource_changes' in value ||
      ('format_version' in value && ('configuration' in value || 'values' in value))),
  read: async (document, options) =>
    options.source
      ? (await import('../terraform-source/read-settled.ts')).readSettledPlan(document, options)
      : (await import('./read.ts')).readPlan(document, options),
};
