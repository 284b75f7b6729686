import { TollgateError } from '../../../core/errors.ts';
import type { InputDocument } from '../../../core/input-document.ts';
import type { TopologyReading, TopologyReadOptions } from '../../topology-source.ts';
import { INTERPRETED, planSchema } from './schema.ts';
import { toTopology } from './to-topology.ts';

/** Reads a plan. Throws TG1005 (another format version) or TG1011 (the plan is errored). */
export async function readPlan(document: InputDocument, options: TopologyReadOptions): Promise<TopologyReading> {
  const location = { file: document.name };
  const parsed = planSchema.safeParse(document.value, INTERPRETED);
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
