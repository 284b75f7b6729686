import { TollgateError } from '../core/errors.ts';

const HCL_BLOCK =
  /^(?:resource|data|module|variable|provider|output)\s+"[^"\n]*"\s*(?:"[^"\n]*"\s*)?\{|^(?:terraform|locals)\s*\{/m;
const PLAN_LOG = /^\s*\{"@level":/;
const HINT = 'Run "terraform plan -out FILE" and pass the output of "terraform show -json FILE".';

/** Refuses texts that are no document at all but look like one people mean. Throws TG1004 or TG1010. */
export function refuseSourceText(text: string, name: string): void {
  const start = text.slice(0, 65_536);
  const location = { file: name };
  if (start.startsWith('PK\u0003\u0004')) {
    throw new TollgateError('TG1004', `${name} is a binary file (perhaps a saved Terraform plan), not JSON or YAML.`, {
      location,
      hint: 'Pass the output of "terraform show -json FILE".',
    });
  }
  if (PLAN_LOG.test(start)) {
    throw new TollgateError('TG1004', `${name} is the log of "terraform plan -json", not a plan.`, {
      location,
      hint: HINT,
    });
  }
  if (!/^\s*[{[]/.test(start) && HCL_BLOCK.test(start)) {
    throw new TollgateError('TG1010', `${name} is Terraform source (HCL), not a plan.`, { location, hint: HINT });
  }
}
