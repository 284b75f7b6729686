import type { core } from 'zod';
import type { Topology } from '../topology.ts';
import { topologySchema } from '../topology-schema.ts';
import { endpointsFit } from './endpoints-fit.ts';
import { cut, type DocumentPlace, errorOf, type InputIssue } from './issues.ts';

/** Checks the shape of a topology document. Throws TG1005 with every place that does not fit, TG1013 on prototype keys. */
export function topologyOf(value: unknown, place: DocumentPlace): Topology {
  const endpoints = endpointsOf(value);
  const fast = endpoints !== undefined && endpointsFit(endpoints);
  const slow = fast ? { ...(value as object), endpoints: [] } : value;
  const hostile = hostileIssue(slow, []);
  if (hostile) throw errorOf([hostile], place);
  const result = topologySchema.safeParse(slow, { reportInput: true });
  if (!result.success) throw errorOf(result.error.issues.map(issueOf), place);
  return fast ? { ...result.data, endpoints } : result.data;
}

function endpointsOf(value: unknown): Topology['endpoints'] | undefined {
  if (typeof value !== 'object' || value === null || !('endpoints' in value)) return undefined;
  return value.endpoints as Topology['endpoints'];
}

/** No network nests deeper; a document that does would exhaust the stack (a YAML alias can even hold itself). */
const DEEPEST = 64;

/** What a schema would drop in silence or die of: an own `__proto__` key, or bottomless nesting. */
function hostileIssue(value: unknown, path: readonly PropertyKey[]): InputIssue | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (path.length > DEEPEST) return { code: 'TG1005', path: path.slice(0, 4), message: 'is nested too deeply' };
  if (Object.hasOwn(value, '__proto__')) {
    return { code: 'TG1013', path, message: 'has the key "__proto__", which no document may hold' };
  }
  for (const [key, inner] of Object.entries(value)) {
    const found = hostileIssue(inner, [...path, Array.isArray(value) ? Number(key) : key]);
    if (found) return found;
  }
  return undefined;
}

const issueOf = (issue: core.$ZodIssue): InputIssue => ({
  code: 'TG1005',
  path: issue.path,
  message: messageOf(issue),
});

function messageOf(issue: core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `has keys that are not in the schema: ${issue.keys.slice(0, 5).map(cut).join(', ')}`;
    case 'invalid_type':
      return issue.expected === 'string' ? textMessage(issue.input) : `must be a${article(issue.expected)}`;
    case 'invalid_union':
      return 'must be a plain decimal number, zero or more, such as "2400" or "0.4"';
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return `must not be less than ${issue.minimum}${unitOf(issue.origin)}`;
    case 'too_big':
      return `must not be more than ${issue.maximum}${unitOf(issue.origin)}`;
    default:
      return issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
  }
}

function textMessage(input: unknown): string {
  const number = typeof input === 'number' || typeof input === 'bigint' || typeof input === 'boolean';
  return number ? 'must be text: put the value in quotes' : 'must be text';
}

const article = (kind: string): string => (/^[aeio]/.test(kind) ? `n ${kind}` : ` ${kind}`);

const unitOf = (origin: string): string => (origin === 'string' ? ' characters' : origin === 'array' ? ' entries' : '');
