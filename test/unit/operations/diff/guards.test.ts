import { describe, expect, test } from 'vitest';
import { rulesWiden } from '../../../../src/operations/diff/group-widened.ts';
import { policyWidening } from '../../../../src/operations/diff/policy-widened.ts';
import type { IngressRule } from '../../../../src/topology/topology.ts';
import { diffOf, interfaceEndpoint as endpoint } from '../../../support/diffing.ts';

const policy = (...statements: object[]) => ({ Version: '2012-10-17', Statement: statements });
const allow = (fields: object = {}) => ({
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::b/*',
  ...fields,
});
const deny = (fields: object = {}) => ({ ...allow(fields), Effect: 'Deny' });

describe('policyWidening', () => {
  test.each([
    [
      'the same in another order and spelling',
      policy(allow({ Action: ['s3:GetObject', 's3:PutObject'] })),
      JSON.stringify(policy(allow({ Sid: 'x', Action: ['s3:putobject', 's3:getobject'], Principal: { AWS: '*' } }))),
      'no',
    ],
    ['one action more', policy(allow()), policy(allow({ Action: ['s3:GetObject', 's3:PutObject'] })), 'yes'],
    ['one action less', policy(allow({ Action: ['s3:GetObject', 's3:PutObject'] })), policy(allow()), 'no'],
    ['a wildcard over what was listed', policy(allow()), policy(allow({ Action: 's3:Get*' })), 'yes'],
    ['a listed action under a wildcard', policy(allow({ Action: 's3:*' })), policy(allow({ Action: 's3:Get*' })), 'no'],
    ['a wider resource', policy(allow()), policy(allow({ Resource: '*' })), 'yes'],
    ['another principal', policy(allow({ Principal: { AWS: 'arn:aws:iam::1:root' } })), policy(allow()), 'yes'],
    ['no policy where there was one: the default allows everything', policy(allow()), undefined, 'yes'],
    ['a policy where there was none', undefined, policy(allow()), 'no'],
    [
      'a condition dropped',
      policy(allow({ Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } })),
      policy(allow()),
      'yes',
    ],
    [
      'a condition added',
      policy(allow()),
      policy(allow({ Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } })),
      'no',
    ],
    [
      'one value more in a condition',
      policy(allow({ Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } })),
      policy(allow({ Condition: { StringEquals: { 'aws:principalorgid': ['o-1', 'o-2'] } } })),
      'yes',
    ],
    [
      'one value less where fewer exclude less',
      policy(allow({ Condition: { StringNotEquals: { k: ['a', 'b'] } } })),
      policy(allow({ Condition: { StringNotEquals: { k: 'a' } } })),
      'yes',
    ],
    ['a deny dropped', policy(allow(), deny({ Resource: 'arn:aws:s3:::b/secret/*' })), policy(allow()), 'yes'],
    ['a deny added', policy(allow()), policy(allow(), deny()), 'no'],
    [
      'a statement that says what it does not mean',
      policy(allow()),
      policy({ Effect: 'Allow', Principal: '*', NotAction: 's3:PutObject', Resource: '*' }),
      'unclear',
    ],
    [
      'the same NotAction on both sides',
      policy({ Effect: 'Allow', Principal: '*', NotAction: 'a:b', Resource: '*' }),
      policy({ Effect: 'Allow', Principal: '*', NotAction: 'a:b', Resource: '*' }),
      'no',
    ],
    ['no JSON', policy(allow()), '{"Version": ', 'unclear'],
    ['no JSON on both sides', 'x', 'x', 'no'],
  ])('%s', (_name, base, head, expected) => {
    expect(policyWidening(base, head)).toBe(expected);
  });
});

const rule = (fields: Partial<IngressRule> = {}): IngressRule => ({
  protocol: 'tcp',
  fromPort: 443,
  toPort: 443,
  sources: ['10.0.0.0/16'],
  ...fields,
});

describe('rulesWiden', () => {
  test.each([
    ['nothing new', [rule()], [rule()], false],
    ['a range inside', [rule()], [rule({ sources: ['10.0.4.0/24'] })], false],
    ['a range around', [rule()], [rule({ sources: ['10.0.0.0/8'] })], true],
    ['everybody', [rule()], [rule({ sources: ['0.0.0.0/0'] })], true],
    ['everybody by IPv6', [rule({ sources: ['0.0.0.0/0'] })], [rule({ sources: ['::/0'] })], true],
    ['more ports', [rule()], [rule({ fromPort: 80 })], true],
    ['fewer ports', [rule({ fromPort: 0, toPort: 65535 })], [rule()], false],
    ['all protocols', [rule()], [{ protocol: '-1', sources: ['10.0.0.0/16'] }], true],
    ['tcp under all protocols', [{ protocol: '-1', sources: ['10.0.0.0/16'] }], [rule()], false],
    ['a protocol by number', [rule({ protocol: '6' })], [rule()], false],
    ['another group', [rule({ sources: ['sg-1'] })], [rule({ sources: ['sg-1', 'sg-2'] })], true],
    ['a rule less', [rule(), rule({ sources: ['sg-1'] })], [rule()], false],
  ])('%s: %s', (_name, base, head, expected) => {
    expect(rulesWiden(base, head)).toBe(expected);
  });
});

describe('findings', () => {
  const groups = (...ingress: IngressRule[]) => [{ id: 'sg', ingress }];
  const codes = async (base: Parameters<typeof diffOf>[0], head: Parameters<typeof diffOf>[1]) =>
    (await diffOf(base, head)).diff.findings.map((each) => `${each.code} ${each.subject}`);
  const guarded = (more = {}) => [endpoint('a', 2, 0, { securityGroups: ['sg'], ...more })];

  test('name the endpoint whose policy or group is widened, and never quote a policy', async () => {
    const base = { endpoints: guarded({ policy: policy(allow()) }), securityGroups: groups(rule()) };
    const head = {
      endpoints: guarded({ policy: policy(allow({ Resource: 'canary' })) }),
      securityGroups: groups(rule({ sources: ['0.0.0.0/0'] })),
    };
    expect(await codes(base, head)).toEqual(['TG5054 a', 'TG5055 a']);
    expect(JSON.stringify((await diffOf(base, head)).diff)).not.toContain('canary');
  });

  test('say so where a new group is not known', async () => {
    const base = { endpoints: guarded(), securityGroups: groups(rule()) };
    expect(await codes(base, { ...base, endpoints: guarded({ securityGroups: ['sg', 'sg-unknown'] }) })).toEqual([
      'TG5059 a',
    ]);
  });

  test('are silent about groups that neither side knows', async () => {
    expect(await codes({ endpoints: guarded() }, { endpoints: guarded() })).toEqual([]);
  });
});
