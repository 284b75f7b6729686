import { TollgateError } from '../core/errors.ts';
import type { InputDocument } from '../core/input-document.ts';

/** Documents people hand over by mistake, each with its own answer. Throws TG1004, TG1009, TG1023 or TG1024; returns for anything else. */
export function refuseKnownStrangers(document: InputDocument): void {
  const { name, value } = document;
  const location = { file: name };
  if (typeof value !== 'object' || value === null) return;
  if ('lineage' in value || ('serial' in value && 'terraform_version' in value)) {
    throw new TollgateError('TG1009', `${name} is a Terraform state file, not a plan.`, {
      location,
      hint: 'Pass the output of "terraform show -json", which reads the state, or of "terraform show -json FILE" for a plan.',
    });
  }
  refuseInfracost(value, name);
  if ('ChangeSetId' in value && 'Changes' in value) {
    throw new TollgateError('TG1023', `${name} lists the changes of a change set, not the template.`, {
      location,
      hint: 'Pass the output of "aws cloudformation get-template --change-set-name NAME --stack-name STACK".',
    });
  }
  if ('plan' in value) {
    throw new TollgateError('TG1004', `${name} wraps a document in the key "plan".`, {
      location,
      hint: 'Pass what lies inside the key, for example with jq .plan.',
    });
  }
  if ('@level' in value || '@message' in value) {
    throw new TollgateError('TG1004', `${name} is the log of "terraform plan -json", not a plan.`, {
      location,
      hint: 'Run "terraform plan -out FILE" and pass the output of "terraform show -json FILE".',
    });
  }
}

/** Infracost's own files: one lists projects, the other usage. Throws TG1024. */
function refuseInfracost(value: object, name: string): void {
  const location = { file: name };
  if ('resource_usage' in value || 'resource_type_default_usage' in value) {
    throw new TollgateError('TG1024', `${name} is an Infracost usage file, not a network.`, {
      location,
      hint: `Give it with --usage-file ${name}, or as usageFile in tollgate.yml, and the plan or template with --path.`,
    });
  }
  if ('version' in value && 'projects' in value && Array.isArray(value.projects) && !('totalMonthlyCost' in value)) {
    throw new TollgateError('TG1024', `${name} is an Infracost config file, not a network.`, {
      location,
      hint: 'Give the plan of a project with --path, its usage_file with --usage-file; several projects stand under projects (name, path, usageFile) in tollgate.yml.',
    });
  }
}
