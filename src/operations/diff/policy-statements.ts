/** A policy statement with every word as a list. */
export interface PolicyStatement {
  readonly effect: 'Allow' | 'Deny';
  readonly principals: readonly string[];
  /** In lower case: action names are not case-sensitive. */
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Operator, key (in lower case), values. */
  readonly conditions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** Uses NotAction, NotResource or NotPrincipal. */
  readonly negated: boolean;
  /** The statement in one spelling, to recognise it literally; its Sid does not count. */
  readonly text: string;
}

/** What AWS attaches where an endpoint states no policy: everything is allowed. */
const DEFAULT = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };

/** Statements of an endpoint policy given as JSON text or object; undefined where it is no policy. */
export function statementsOf(policy: unknown): readonly PolicyStatement[] | undefined {
  const parsed = typeof policy === 'string' ? parse(policy) : (policy ?? { Statement: DEFAULT });
  const statements = isRecord(parsed) ? listOf(parsed.Statement) : [];
  if (statements.length === 0 || !statements.every(isRecord)) return undefined;
  const read = statements.map(statementOf);
  return read.every((each) => each !== undefined) ? read : undefined;
}

function parse(text: string): unknown {
  try {
    return text.trim() === '' ? { Statement: DEFAULT } : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function statementOf(statement: Readonly<Record<string, unknown>>): PolicyStatement | undefined {
  const { Sid: _, ...rest } = statement;
  const effect = rest.Effect;
  if (effect !== 'Allow' && effect !== 'Deny') return undefined;
  return {
    effect,
    principals: principalsOf(rest.Principal),
    actions: words(rest.Action).map((word) => word.toLowerCase()),
    resources: words(rest.Resource),
    conditions: conditionsOf(rest.Condition),
    negated: 'NotAction' in rest || 'NotResource' in rest || 'NotPrincipal' in rest,
    text: JSON.stringify(sorted(rest)),
  };
}

/** `*` and `{ AWS: * }` mean the same in an endpoint policy; any other principal keeps its kind. */
function principalsOf(principal: unknown): readonly string[] {
  if (principal === undefined) return ['*'];
  if (!isRecord(principal)) return words(principal);
  return Object.entries(principal).flatMap(([kind, names]) =>
    words(names).map((name) => (kind === 'AWS' && name === '*' ? '*' : `${kind}:${name}`)),
  );
}

function conditionsOf(condition: unknown): PolicyStatement['conditions'] {
  if (!isRecord(condition)) return {};
  return Object.fromEntries(
    Object.entries(condition).map(([operator, keys]) => [
      operator,
      Object.fromEntries(
        Object.entries(isRecord(keys) ? keys : {}).map(([key, values]) => [key.toLowerCase(), words(values)]),
      ),
    ]),
  );
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];
const words = (value: unknown): readonly string[] => listOf(value).map(String);

/** Keys and list items in one order, so that the order of writing makes no difference. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}
