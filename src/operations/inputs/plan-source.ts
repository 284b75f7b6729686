import { TollgateError } from '../../core/errors.ts';
import type { PlanSource } from '../../topology/topology-source.ts';
import type { Given } from './given.ts';

/** The folder that a plan given beside it was made from. Throws TG1012 where the network is anything but a folder of Terraform source. */
export function planSource({ name, sibling }: Pick<Given, 'name' | 'sibling'>): PlanSource {
  if (sibling?.folder) return { name, folder: sibling.folder };
  throw new TollgateError('TG1012', `A --plan is given, and ${name} is no folder of Terraform source.`, {
    hint: 'Give the folder as --path and its plan as --plan, or the plan alone as --path.',
  });
}
