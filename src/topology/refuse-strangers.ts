import { TollgateError } from '../core/errors.ts';
import type { InputDocument } from '../core/input-document.ts';

/** Documents people hand over by mistake, each with its own answer. Throws TG1004 or TG1009; returns for anything else. */
export function refuseKnownStrangers(document: InputDocument): void {
  const { name, value } = document;
  const location = { file: name };
  if (typeof value !== 'object' || value === null) return;
  if ('lineage' in value || ('serial' in value && 'terraform_version' in value) || isShownState(value)) {
    throw new TollgateError('TG1009', `${name} is Terraform state, not a plan.`, {
      location,
      hint: 'Run "terraform plan -out FILE" and pass the output of "terraform show -json FILE".',
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

/** `terraform show -json` of state: values, but nothing planned. */
const isShownState = (value: object): boolean =>
  'format_version' in value && 'values' in value && !('planned_values' in value);
