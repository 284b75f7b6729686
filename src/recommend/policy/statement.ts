/** One statement of an endpoint policy in one normal form: sorted, lower-case actions with wildcards spelled out. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  /** `*`, or action names such as s3:getobject; a pattern that no action list explains stays a pattern. */
  readonly actions: ReadonlySet<string>;
  /** Patterns of ARNs with * and ?. */
  readonly resources: readonly string[];
  /** `*`, or kind:value pairs such as AWS:arn:aws:iam::111122223333:root. */
  readonly principals: readonly string[];
  /** Operator, key and sorted values of each condition, as text: equal texts are equal conditions. */
  readonly conditions: readonly string[];
  /** The statement uses NotAction, NotResource or NotPrincipal: it is compared as a whole only. */
  readonly opaque: string | undefined;
}

/** Statements of a policy document, text or object; undefined where it cannot be read as one. */
export function statementsOf(policy: unknown): readonly Statement[] | undefined {
  const document = parsedPolicy(policy);
  if (!isRecord(document)) return undefined;
  const listed = document.Statement;
  const entries = Array.isArray(listed) ? listed : [listed];
  const statements = entries.map(statementOf);
  return statements.every((each) => each !== undefined) ? statements : undefined;
}

function statementOf(entry: unknown): Statement | undefined {
  if (!isRecord(entry) || (entry.Effect !== 'Allow' && entry.Effect !== 'Deny')) return undefined;
  const negated = ['NotAction', 'NotResource', 'NotPrincipal'].some((key) => key in entry);
  return {
    effect: entry.Effect,
    actions: new Set(texts(entry.Action).map((action) => action.toLowerCase())),
    resources: texts(entry.Resource).toSorted(),
    principals: principalsOf(entry.Principal),
    conditions: conditionsOf(entry.Condition),
    opaque: negated ? canonical(entry) : undefined,
  };
}

function principalsOf(principal: unknown): readonly string[] {
  if (principal === undefined || principal === '*') return ['*'];
  if (!isRecord(principal)) return texts(principal);
  const pairs = Object.entries(principal).flatMap(([kind, values]) => texts(values).map((value) => `${kind}:${value}`));
  return pairs.includes('AWS:*') ? ['*'] : pairs.toSorted();
}

function conditionsOf(condition: unknown): readonly string[] {
  if (!isRecord(condition)) return [];
  return Object.entries(condition)
    .flatMap(([operator, keys]) =>
      Object.entries(isRecord(keys) ? keys : {}).map(
        ([key, values]) => `${operator.toLowerCase()} ${key.toLowerCase()} ${JSON.stringify(texts(values).toSorted())}`,
      ),
    )
    .toSorted();
}

const texts = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((each) => (each === undefined ? [] : [String(each)]));

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A policy as a value: the text of one is read; undefined where that is no JSON. */
export function parsedPolicy(policy: unknown): unknown {
  if (typeof policy !== 'string') return policy;
  try {
    return JSON.parse(policy);
  } catch {
    return undefined;
  }
}

/** JSON with sorted keys and sorted lists of texts: equal policies give equal text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).toSorted().join(',')}]`;
  if (isRecord(value)) {
    const keys = Object.keys(value).toSorted();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
