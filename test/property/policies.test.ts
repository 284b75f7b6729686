import { describe, expect, test } from 'vitest';
import { readPolicies } from '../../src/recommend/policy/policies.ts';
import { covers } from '../../src/recommend/policy/wildcard.ts';
import { fc, runs } from '../support/property.ts';

/** Whether a text matches a pattern of * and ?, told by a regular expression. */
const matches = (pattern: string, text: string): boolean =>
  new RegExp(`^${pattern.replace(/[.:]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i').test(text);

/** Every text of up to four letters over a and b. */
const TEXTS = ['', 'a', 'b'].flatMap((one) =>
  ['', 'a', 'b'].flatMap((two) =>
    ['', 'a', 'b'].flatMap((three) => ['', 'a', 'b'].map((four) => one + two + three + four)),
  ),
);

describe('a pattern that covers another', () => {
  const pattern = fc.stringMatching(/^[ab*?]{0,4}$/);

  test('matches whatever the other matches', () => {
    fc.assert(
      fc.property(pattern, pattern, (outer, inner) => {
        if (!covers(outer, inner)) return;
        for (const text of TEXTS)
          if (matches(inner, text)) expect([outer, inner, matches(outer, text)]).toEqual([outer, inner, true]);
      }),
      { numRuns: runs(3000) },
    );
  });

  test('is told of plain texts exactly', () => {
    fc.assert(
      fc.property(pattern, fc.constantFrom(...TEXTS), (outer, text) => {
        expect(covers(outer, text)).toBe(matches(outer, text));
      }),
      { numRuns: runs(3000) },
    );
  });
});

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: string;
  readonly Principal: string | { readonly AWS: string };
  readonly Condition?: { readonly Bool: { readonly [key: string]: string } };
}

const ACTIONS = ['ssm:GetParameter', 'ssm:GetParameters', 'ssm:PutParameter', 'kms:Decrypt'];
const RESOURCES = ['arn:one', 'arn:two'];
const PRINCIPALS = ['p', 'q'];
/** Facts of a request that conditions may ask for. */
const FACTS: readonly (readonly string[])[] = [[], ['x'], ['y'], ['x', 'y']];

const statement: fc.Arbitrary<Statement> = fc.record(
  {
    Effect: fc.constantFrom('Allow' as const, 'Allow' as const, 'Deny' as const),
    Action: fc.constantFrom<Statement['Action']>(
      '*',
      'ssm:*',
      'ssm:Get*',
      'ssm:GetParameter',
      ['ssm:PutParameter', 'kms:*'],
      'SSM:GETPARAMETER?',
    ),
    Resource: fc.constantFrom('*', 'arn:*', 'arn:one', 'arn:t?o'),
    Principal: fc.constantFrom<Statement['Principal']>('*', { AWS: 'p' }, { AWS: '*' }),
    Condition: fc.constantFrom({ Bool: { x: 'true' } }, { Bool: { y: 'true' } }, { Bool: { x: 'true', y: 'true' } }),
  },
  { requiredKeys: ['Effect', 'Action', 'Resource', 'Principal'] },
);
const policy = fc.array(statement, { minLength: 1, maxLength: 3 }).map((Statement) => ({ Statement }));

interface Request {
  readonly action: string;
  readonly resource: string;
  readonly principal: string;
  readonly facts: readonly string[];
}
const REQUESTS: readonly Request[] = ACTIONS.flatMap((action) =>
  RESOURCES.flatMap((resource) =>
    PRINCIPALS.flatMap((principal) => FACTS.map((facts) => ({ action, resource, principal, facts }))),
  ),
);

/** IAM's rule, spelled out: an Allow that applies, and no Deny that does. */
function allows(statements: readonly Statement[], request: Request): boolean {
  const applying = statements.filter((each) => applies(each, request));
  return applying.some((each) => each.Effect === 'Allow') && !applying.some((each) => each.Effect === 'Deny');
}

function applies({ Action, Resource, Principal, Condition }: Statement, request: Request): boolean {
  const who = typeof Principal === 'string' ? Principal : Principal.AWS;
  return (
    [Action].flat().some((one) => matches(one, request.action)) &&
    matches(Resource, request.resource) &&
    (who === '*' || who === request.principal) &&
    Object.keys(Condition?.Bool ?? {}).every((key) => request.facts.includes(key))
  );
}

describe('a policy that grants no more than another', () => {
  test('allows no request that the other refuses, in a thousand pairs', async () => {
    let told = 0;
    await fc.assert(
      fc.asyncProperty(policy, policy, fc.boolean(), async (one, drawn, related) => {
        // Unrelated pairs seldom hold; a policy and a part of it often do.
        const other = related ? { Statement: [...one.Statement, ...drawn.Statement] } : drawn;
        const policies = await readPolicies([one, other]);
        if (policies.grantsNoMore(one, other) !== true) return;
        told += 1;
        const gained = REQUESTS.filter((each) => allows(one.Statement, each) && !allows(other.Statement, each));
        expect([one, other, gained]).toEqual([one, other, []]);
      }),
      { numRuns: runs(1000) },
    );
    expect(told).toBeGreaterThan(50);
  }, 600_000);

  test('is itself, however it is written', async () => {
    await fc.assert(
      fc.asyncProperty(policy, async (one) => {
        const text = JSON.stringify({ Statement: one.Statement.toReversed() });
        const policies = await readPolicies([one, text]);
        expect([policies.grantsNoMore(one, text), policies.grantsNoMore(text, one)]).toEqual([true, true]);
      }),
      { numRuns: runs(200) },
    );
  });
});
