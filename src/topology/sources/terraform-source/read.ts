import { TollgateError } from '../../../core/errors.ts';
import type { InputDocument } from '../../../core/input-document.ts';
import type { TopologyReading, TopologyReadOptions } from '../../topology-source.ts';
import { readPlan } from '../terraform-plan/read.ts';
import { Expressions } from './expressions.ts';
import { givenVariables } from './given-variables.ts';
import { loadModules } from './load-modules.ts';
import { MadeUpIds } from './made-up.ts';
import { ModuleInstance } from './module-instance.ts';
import { Notes } from './notes.ts';
import { changesOf } from './to-plan.ts';

/**
 * Reads a folder of Terraform source as the plan that creates all of it, without Terraform, a network or credentials. What the folder
 * does not hold (data sources, unset variables, modules that are not installed) is unknown and named. Throws TG1010 where only the text
 * of the source came, TG1030 where it is broken,
 * TG1046 and TG1048 for variables that do not fit it.
 */
export async function readSource(document: InputDocument, options: TopologyReadOptions): Promise<TopologyReading> {
  const { sibling, parameters = {}, terraform } = options;
  const folder = sibling?.folder;
  if (!folder) {
    throw new TollgateError('TG1010', `${document.name} is Terraform source, and no folder came with it.`, {
      location: { file: document.name },
      hint: 'Give the folder as --path on the command line, or send a plan: terraform show -json plan.bin.',
    });
  }
  const expressions = new Expressions();
  const { root: source, valueFiles } = await loadModules(folder, expressions, document.name);
  const notes = new Notes(document.name);
  const variables = await givenVariables(
    source.declared.variables,
    { environment: sibling?.environment, valueFiles, parameters, terraform },
    { expressions, notes, name: document.name },
  );
  const ids = new MadeUpIds();
  const root = new ModuleInstance(source, { expressions, notes, ids, variables });
  const plan = { format_version: '1.2', planned_values: { root_module: {} }, resource_changes: changesOf(root) };
  const reading = await readPlan({ ...document, value: plan }, options);
  return { topology: ids.withAddresses(reading.topology), findings: [...notes.findings, ...reading.findings] };
}
