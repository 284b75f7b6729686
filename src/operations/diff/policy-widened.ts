import { covers } from '../../recommend/policy/wildcard.ts';
import { type PolicyStatement, statementsOf } from './policy-statements.ts';

/** Whether head allows something that base did not. `unclear` = the policy uses words that cannot be compared, or is not JSON. */
export type Widening = 'no' | 'yes' | 'unclear';

/** Compares two endpoint policies by what they allow. An absent policy is AWS's default, which allows everything. */
export function policyWidening(base: unknown, head: unknown): Widening {
  const before = statementsOf(base);
  const after = statementsOf(head);
  if (!before || !after || isTooLarge(before, after))
    return JSON.stringify(base) === JSON.stringify(head) ? 'no' : 'unclear';
  const allowed = worst(allows(after).map((each) => (covered(each, allows(before)) ? 'no' : verdict(each, before))));
  const denied = worst(denies(before).map((each) => (covered(each, denies(after)) ? 'no' : verdict(each, after))));
  return worst([allowed, denied]);
}

/** Combinations of words that are compared at the most: far more than AWS's 20,480 characters of a policy hold in earnest. */
const MOST_COMBINATIONS = 20_000_000;

const combinationsOf = (statements: readonly PolicyStatement[]): number =>
  statements.reduce((sum, each) => sum + each.principals.length * each.actions.length * each.resources.length, 0);

const isTooLarge = (one: readonly PolicyStatement[], other: readonly PolicyStatement[]): boolean =>
  (combinationsOf(one) + combinationsOf(other)) * Math.max(one.length, other.length) > MOST_COMBINATIONS;

const allows = (statements: readonly PolicyStatement[]): readonly PolicyStatement[] =>
  statements.filter((each) => each.effect === 'Allow');
const denies = (statements: readonly PolicyStatement[]): readonly PolicyStatement[] =>
  statements.filter((each) => each.effect === 'Deny');

const worst = (verdicts: readonly Widening[]): Widening =>
  verdicts.includes('yes') ? 'yes' : verdicts.includes('unclear') ? 'unclear' : 'no';

/** A statement with NotAction, NotResource or NotPrincipal that is not literally on the other side cannot be compared. */
const verdict = (statement: PolicyStatement, others: readonly PolicyStatement[]): Widening =>
  statement.negated || others.some((each) => each.negated && each.effect === statement.effect) ? 'unclear' : 'yes';

/** Whether every principal, action and resource of the statement is inside one statement of the others. */
function covered(statement: PolicyStatement, others: readonly PolicyStatement[]): boolean {
  if (others.some((each) => each.text === statement.text)) return true;
  if (statement.negated) return false;
  const plain = others.filter((each) => !each.negated && narrows(statement.conditions, each.conditions));
  const [principals, actions, resources] = [statement.principals, statement.actions, statement.resources].map(
    (words, index) => words.map((word) => plain.map((each) => inOne(word, wordsOf(each)[index] ?? []))),
  );
  return (principals ?? []).every((principal) =>
    (actions ?? []).every((action) =>
      (resources ?? []).every((resource) => plain.some((_, each) => principal[each] && action[each] && resource[each])),
    ),
  );
}

const wordsOf = ({ principals, actions, resources }: PolicyStatement): readonly (readonly string[])[] => [
  principals,
  actions,
  resources,
];

const inOne = (word: string, patterns: readonly string[]): boolean => patterns.some((pattern) => covers(pattern, word));

/** Operators where fewer values mean fewer requests. */
const NARROWED_BY_FEWER = new Set(['StringEquals', 'StringLike', 'ArnEquals', 'ArnLike', 'IpAddress']);

/** Whether `own` admits no request that `other` refuses: every condition of `other` is there, with the same values or fewer. */
function narrows(own: PolicyStatement['conditions'], other: PolicyStatement['conditions']): boolean {
  return Object.entries(other).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => {
      const mine = own[operator]?.[key];
      if (!mine) return false;
      const fewer = mine.every((value) => values.includes(value));
      return fewer && (NARROWED_BY_FEWER.has(operator) || mine.length === values.length);
    }),
  );
}
