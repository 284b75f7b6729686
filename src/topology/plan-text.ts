import { TollgateError } from '../core/errors.ts';
import { severalPlans } from './unwrap-document.ts';

/** Colours and cursor moves that terminals write. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with a control character
const ANSI = /\u001b\[[0-9;?]*[A-Za-z]/g;
const PLAN_START = /\{\s*"format_version"\s*:/g;
const HUMAN_PLAN =
  /^\s*(?:Terraform|OpenTofu) (?:will perform the following actions|used the selected providers)|^\s*# \S+ (?:will be|must be) (?:created|destroyed|replaced|updated)|^(?:Plan: \d+ to (?:add|import)|No changes\. Your infrastructure)/m;
const BASE64 = /^[A-Za-z0-9+/\s]{24,}={0,2}\s*$/;

/**
 * The plan inside what surrounds it: the lines of a wrapper (setup-terraform, Terragrunt, a CI log), a JSON string, base64. A text that
 * holds no plan is given back as it is. For texts that do not parse: it reads every character. Throws TG1021 (the plan for people) or TG1022 (several plans).
 */
export function planText(text: string, name: string): string {
  if (!/^\s*[{[]/.test(text)) {
    const inner = quoted(text) ?? decoded(text);
    if (inner !== undefined) return planText(inner, name);
  }
  const plans = plansIn(text);
  const [plan, ...others] = plans;
  if (others.length > 0) {
    throw severalPlans(name, plans.length);
  }
  if (plan !== undefined) return plan;
  const plain = text.replace(ANSI, '');
  if (!/^\s*[{[]/.test(plain) && HUMAN_PLAN.test(plain.slice(0, 1_000_000))) {
    throw new TollgateError('TG1021', `${name} is a plan as Terraform prints it for people, not its JSON.`, {
      location: { file: name },
      hint: 'Run "terraform plan -out FILE" and pass the output of "terraform show -json FILE".',
    });
  }
  return text;
}

/** A JSON string whose text is a document itself, as some pipelines store plans. */
function quoted(text: string): string | undefined {
  if (!/^\s*"[\s\S]*"\s*$/.test(text)) return undefined;
  try {
    const inner: unknown = JSON.parse(text);
    return typeof inner === 'string' && /^\s*[{[]/.test(inner) ? inner : undefined;
  } catch {
    return undefined;
  }
}

function decoded(text: string): string | undefined {
  if (!BASE64.test(text)) return undefined;
  const inner = Buffer.from(text, 'base64').toString('utf8');
  return /^\s*[{[]/.test(inner) ? inner : undefined;
}

/** The plans in a text that is more than one of them; none where it starts and ends as one document. */
function plansIn(text: string): readonly string[] {
  const bare = text.trim();
  const found: string[] = [];
  const plain = text.includes('\u001b') ? text.replace(ANSI, '') : text;
  PLAN_START.lastIndex = 0;
  for (let match = PLAN_START.exec(plain); match; match = PLAN_START.exec(plain)) {
    const end = endOf(plain, match.index);
    const plan = plain.slice(match.index, end ?? plain.length);
    if (/"(?:planned_values|resource_changes|configuration)"\s*:/.test(plan)) found.push(plan);
    PLAN_START.lastIndex = end ?? plain.length;
  }
  return found.length === 1 && found[0] === bare ? [] : found;
}

/** Where the object that starts at `start` ends; undefined where the text ends before it. */
function endOf(text: string, start: number): number | undefined {
  let depth = 0;
  for (let index = start; index < text.length; index++) {
    const char = text.charCodeAt(index);
    if (char === 34) {
      for (index++; index < text.length && text.charCodeAt(index) !== 34; index++)
        if (text.charCodeAt(index) === 92) index++;
    } else if (char === 123) depth += 1;
    else if (char === 125 && --depth === 0) return index + 1;
  }
  return undefined;
}
