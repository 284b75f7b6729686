import { isDeepStrictEqual } from 'node:util';
import { TollgateError } from '../core/errors.ts';
import type { InputDocument } from '../core/input-document.ts';

type Parse = (text: string) => Promise<InputDocument>;

/** Envelopes nest a few deep: a run's policy input, an answer of a REST API, the output of a step. */
const DEEPEST = 5;
/** Entries of an envelope looked at; one of more is no envelope. */
const MOST_ENTRIES = 2_000;
/** Keys that only documents of their own have at their top: nothing inside them is meant instead. */
const OWN = ['schema', 'resource_changes', 'planned_values', 'Resources', 'format_version', 'endpoints', 'lineage'];

/** A document inside another: its value or its text, and where it lies. */
interface Inside {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

/**
 * The document inside an envelope: `aws cloudformation get-template` (an object, or the text of a template), policy inputs and run tasks
 * (Spacelift, HCP Terraform, env0, Scalr), a step's output, a list of one. An envelope of anything else is given back as it is. `parse`
 * reads text inside. Throws TG1022 where it holds several plans.
 */
export async function unwrapDocument(document: InputDocument, parse: Parse, depth = 0): Promise<InputDocument> {
  const { value, name } = document;
  if (depth > DEEPEST || isOwn(value)) return document;
  const found = isEnvelope(value) ? insides(value) : [];
  const [first, ...others] = found;
  if (first === undefined) return document;
  if (others.some((other) => !isSame(first, other))) throw severalPlans(name, found.length);
  const inner = first.value;
  if (typeof inner === 'string') return unwrapDocument(await parse(inner), parse, depth + 1);
  return { ...document, value: inner, lineOf: (rest) => document.lineOf([...first.path, ...rest]) };
}

/** A file or an answer that prints several plans: each is a project. */
export const severalPlans = (name: string, count: number): TollgateError =>
  new TollgateError('TG1022', `${name} holds ${count} plans one after the other.`, {
    location: { file: name },
    hint: 'Write each plan to a file of its own ("terragrunt run --all -- show -json" prints them together) and list them as projects in tollgate.yml.',
  });

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isEnvelope = (value: unknown): boolean => isObject(value) || typeof value === 'string';
const isOwn = (value: unknown): boolean =>
  isObject(value) && !Array.isArray(value) && OWN.some((key) => Object.hasOwn(value, key));

/** Plans and templates in a value, from the outside in; what is inside one of them is its own. */
function insides(value: unknown): readonly Inside[] {
  let level: Inside[] = [{ path: [], value }];
  let entries = 0;
  for (let depth = 0; depth <= DEEPEST && level.length > 0; depth++) {
    const found = level.filter((each) => isPlanOrTemplate(each.value, each.path));
    if (found.length > 0) return found;
    level = level.flatMap(({ path, value: outer }) =>
      isObject(outer)
        ? Object.entries(outer).map(([key, inner]) => ({
            path: [...path, Array.isArray(outer) ? Number(key) : key],
            value: inner,
          }))
        : [],
    );
    entries += level.length;
    if (entries > MOST_ENTRIES) return [];
  }
  return [];
}

/** A service may hold the same plan twice. */
const isSame = (one: Inside, other: Inside): boolean => isDeepStrictEqual(one.value, other.value);

function isPlanOrTemplate(value: unknown, path: Inside['path']): boolean {
  if (typeof value === 'string') return path.at(-1) === 'TemplateBody' || TEXT.test(value.slice(0, 4_096));
  if (!isObject(value) || Array.isArray(value)) return false;
  if ('resource_changes' in value || 'planned_values' in value) return true;
  return 'Resources' in value && isObject(value.Resources) && Object.values(value.Resources).every(isResource);
}

const isResource = (value: unknown): boolean => isObject(value) && 'Type' in value;

/** Text of a plan, or of a JSON string around one. */
const TEXT = /^\s*(?:"\s*)?\{\s*\\*"format_version\\*"\s*:/;
