import type { InputDocument } from '../core/input-document.ts';

/** Keys under which services put a plan or a template, from the outside in. */
const PATHS: readonly (readonly string[])[] = [
  ['TemplateBody'],
  ['plan'],
  ['terraform'],
  ['tfplan'],
  ['json_output'],
  ['data', 'attributes', 'json-output'],
  ['input', 'terraform'],
  ['input', 'plan'],
];

/**
 * The document inside an envelope: `aws cloudformation get-template` (an object, or the text of a template), Spacelift's policy input,
 * HCP Terraform's run tasks. An envelope of anything else is given back as it is. `parse` reads the text of a template.
 */
export async function unwrapDocument(
  document: InputDocument,
  parse: (text: string) => Promise<InputDocument>,
): Promise<InputDocument> {
  for (const path of PATHS) {
    const inner = at(document.value, path);
    if (typeof inner === 'string' && path[0] === 'TemplateBody') return parse(inner);
    if (!isPlanOrTemplate(inner)) continue;
    return { ...document, value: inner, lineOf: (rest) => document.lineOf([...path, ...rest]) };
  }
  return document;
}

function at(value: unknown, path: readonly string[]): unknown {
  let inner = value;
  for (const key of path) {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, key)) return undefined;
    inner = (inner as Record<string, unknown>)[key];
  }
  return inner;
}

const isPlanOrTemplate = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  ['resource_changes', 'planned_values', 'Resources'].some((key) => Object.hasOwn(value, key));
