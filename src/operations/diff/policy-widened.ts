import { type Statement, statementsOf } from './policy-statements.ts';

/** Whether head allows something that base did not. `unclear` = the policy uses words that cannot be compared, or is not JSON. */
export type Widening = 'no' | 'yes' | 'unclear';

/** Compares two endpoint policies by what they allow. An absent policy is AWS's default, which allows everything. */
export function policyWidening(base: unknown, head: unknown): Widening {
  const before = statementsOf(base);
  const after = statementsOf(head);
  if (!before || !after) return JSON.stringify(base) === JSON.stringify(head) ? 'no' : 'unclear';
  const allowed = worst(allows(after).map((each) => (covered(each, allows(before)) ? 'no' : verdict(each, before))));
  const denied = worst(denies(before).map((each) => (covered(each, denies(after)) ? 'no' : verdict(each, after))));
  return worst([allowed, denied]);
}

const allows = (statements: readonly Statement[]): readonly Statement[] =>
  statements.filter((each) => each.effect === 'Allow');
const denies = (statements: readonly Statement[]): readonly Statement[] =>
  statements.filter((each) => each.effect === 'Deny');

const worst = (verdicts: readonly Widening[]): Widening =>
  verdicts.includes('yes') ? 'yes' : verdicts.includes('unclear') ? 'unclear' : 'no';

/** A statement with NotAction, NotResource or NotPrincipal that is not literally on the other side cannot be compared. */
const verdict = (statement: Statement, others: readonly Statement[]): Widening =>
  statement.negated || others.some((each) => each.negated && each.effect === statement.effect) ? 'unclear' : 'yes';

/** Whether every principal, action and resource of the statement is inside one statement of the others. */
function covered(statement: Statement, others: readonly Statement[]): boolean {
  if (others.some((each) => each.text === statement.text)) return true;
  if (statement.negated) return false;
  const plain = others.filter((each) => !each.negated && narrows(statement.conditions, each.conditions));
  return statement.principals.every((principal) =>
    statement.actions.every((action) =>
      statement.resources.every((resource) =>
        plain.some(
          (each) => inOne(principal, each.principals) && inOne(action, each.actions) && inOne(resource, each.resources),
        ),
      ),
    ),
  );
}

const inOne = (word: string, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => matches(pattern, word));

/** A pattern with * and ? against a word that may hold them itself: then they are plain characters only a wildcard reaches. */
function matches(pattern: string, word: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(word);
}

/** Operators where fewer values mean fewer requests. */
const NARROWED_BY_FEWER = new Set(['StringEquals', 'StringLike', 'ArnEquals', 'ArnLike', 'IpAddress']);

/** Whether `own` admits no request that `other` refuses: every condition of `other` is there, with the same values or fewer. */
function narrows(own: Statement['conditions'], other: Statement['conditions']): boolean {
  return Object.entries(other).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => {
      const mine = own[operator]?.[key];
      if (!mine) return false;
      const fewer = mine.every((value) => values.includes(value));
      return fewer && (NARROWED_BY_FEWER.has(operator) || mine.length === values.length);
    }),
  );
}
