import { TollgateError } from '../../../core/errors.ts';
import type { InputDocument } from '../../../core/input-document.ts';
import type { TopologyReading, TopologyReadOptions } from '../../topology-source.ts';
import { INTERPRETED, planSchema } from './schema.ts';
import { toTopology } from './to-topology.ts';
import { isRecord } from './words.ts';

/** `terraform show -json` without a plan is state: what stands there, and nothing that changes. */
const withShownState = (value: unknown): unknown =>
  isRecord(value) && 'values' in value && !('planned_values' in value || 'resource_changes' in value)
    ? { format_version: value.format_version, prior_state: value }
    : value;

/** Reads a plan, or the state that Terraform shows. Throws TG1005 (another format version) or TG1011 (the plan is errored). */
export async function readPlan(document: InputDocument, options: TopologyReadOptions): Promise<TopologyReading> {
  const location = { file: document.name };
  const parsed = planSchema.safeParse(withShownState(document.value), INTERPRETED);
  if (!parsed.success) throw new TollgateError('TG1005', `${document.name} is not a Terraform plan.`, { location });
  const { data } = parsed;
  if (data.format_version !== undefined && !/^[01](?:\.|$)/.test(data.format_version)) {
    throw new TollgateError('TG1005', `${document.name} has a plan format that Tollgate does not read.`, {
      location,
      hint: 'Formats 0.1 to 1.x are read.',
    });
  }
  if (data.errored === true) {
    throw new TollgateError(
      'TG1011',
      `${document.name} is the plan of a run that failed, so it does not tell the whole change.`,
      {
        location,
        hint: 'Fix the errors that terraform plan reports, and plan again.',
      },
    );
  }
  return toTopology(data, document, options);
}
