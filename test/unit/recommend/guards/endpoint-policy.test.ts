import { describe, expect, test } from 'vitest';
import { endpoint, network, planOf, verdictOn, vpc } from '../../../support/recommend/network.ts';

const allow = (action: string | readonly string[], resource = '*', more: object = {}) => ({
  Statement: [{ Effect: 'Allow', Principal: '*', Action: action, Resource: resource, ...more }],
});
const OPEN = allow('*');
const between = (hub: unknown, spoke: unknown, more: Parameters<typeof network>[1] = {}) =>
  network(
    [endpoint({ id: 'hub-ssm', vpc: 'hub', policy: hub }), endpoint({ id: 'spoke-ssm', vpc: 'spoke', policy: spoke })],
    more,
  );
const shared = (hub: unknown, spoke: unknown, more: Parameters<typeof network>[1] = {}) =>
  verdictOn('endpoint-policy', 'share-across-vpcs', between(hub, spoke, more), { options: { hubs: ['hub'] } });

describe('a client that comes to an endpoint with another policy', () => {
  test.each([
    ['the same', OPEN, OPEN],
    ['the same in other words', allow(['ssm:Get*', 'ssm:GetParameter']), allow('ssm:get*')],
    ['the same as text', JSON.stringify(OPEN), OPEN],
  ])('%s: nothing to say', async (_, hub, spoke) => {
    expect(await shared(hub, spoke)).toBeUndefined();
  });

  test.each([
    ['more', OPEN, allow('ssm:GetParameter'), 'would allow the client more than it has'],
    ['less', allow('ssm:GetParameter'), allow('ssm:*'), 'would allow less than the client has'],
    ['something else', allow('ssm:PutParameter'), allow('ssm:GetParameter'), 'would allow the client more'],
    [
      'a wider resource',
      allow('ssm:*', 'arn:aws:ssm:*'),
      allow('ssm:*', 'arn:aws:ssm:us-east-1:*'),
      'more than it has',
    ],
    [
      'no condition',
      allow('ssm:*'),
      allow('ssm:*', '*', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }),
      'more than it has',
    ],
  ])(
    '%s: the two must be merged, bound to their VPCs, and that is said with the size',
    async (_, hub, spoke, words) => {
      const verdict = await shared(hub, spoke);
      expect(verdict).toMatchObject({
        outcome: 'warn',
        reason: expect.stringContaining(words),
        requires: [{ kind: 'endpoint-policy', parts: expect.any(Array) }],
      });
      expect(verdict?.reason).toMatch(/aws:VpcSourceIp \(at most \d+ of 20480 characters\)/);
    },
  );

  test('policies speak of the caller’s address already, so they cannot be bound to another: blocked', async () => {
    const bound = allow('ssm:*', '*', { Condition: { IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/16' } } });
    expect(await shared(bound, OPEN)).toMatchObject({
      outcome: 'block',
      reason: expect.stringContaining('cannot be merged'),
    });
  });

  test('without the CIDRs of every VPC nothing can be bound: blocked', async () => {
    const vpcs = [vpc('hub', 0), { id: 'spoke' }];
    expect(await shared(OPEN, allow('ssm:*'), { vpcs })).toMatchObject({ outcome: 'block' });
  });

  test('a merged policy above 20,480 characters is blocked; one just below is not', async () => {
    const listing = (count: number) =>
      allow('ssm:GetParameter', '*', {
        Resource: Array.from(
          { length: count },
          (__, index) => `arn:aws:ssm:us-east-1:111122223333:parameter/p${1000 + index}`,
        ),
      });
    expect(await shared(OPEN, listing(350))).toMatchObject({ requires: [{ kind: 'endpoint-policy' }] });
    expect(await shared(OPEN, listing(400))).toMatchObject({
      outcome: 'block',
      reason: expect.stringMatching(/a merged one has \d+ of 20480 characters/),
    });
  });

  test('not known is not evaluated, and so is what cannot be read', async () => {
    expect(await shared(undefined, OPEN)).toMatchObject({ outcome: 'not-evaluated' });
    expect(await shared(OPEN, 'not a policy')).toMatchObject({ outcome: 'not-evaluated' });
  });

  test('neither policy nor action is told in a reason', async () => {
    const verdict = await shared(OPEN, allow('ssm:GetParameter', 'arn:secret-name'));
    expect(verdict?.reason).not.toMatch(/secret-name|GetParameter/);
  });
});

describe('a client that leaves for NAT', () => {
  const nat = { natGateways: [{ id: 'nat', vpc: 'spoke', az: 'use1-az1', monthlyGb: '5000' }] };
  const leaving = (policy: unknown) =>
    verdictOn('endpoint-policy', 'nat-instead-of-endpoint', between(OPEN, policy, nat));

  test.each([
    ['everything allowed, nothing lost', OPEN, undefined],
    ['a policy that no longer holds', allow('ssm:GetParameter'), 'block'],
    ['an unknown one', undefined, 'not-evaluated'],
  ])('%s', async (_, policy, outcome) => {
    expect((await leaving(policy))?.outcome).toBe(outcome);
  });
});

describe('a client that comes from NAT', () => {
  const nat = {
    natGateways: [
      {
        id: 'nat',
        vpc: 'hub',
        az: 'use1-az1',
        monthlyGb: '5000',
        destinations: [{ service: 'com.amazonaws.us-east-1.ssm', monthlyGb: '900' }],
      },
    ],
  };
  test.each([
    ['meets none', OPEN, undefined],
    ['meets one that may refuse it', allow('ssm:GetParameter'), 'block'],
    ['meets an unknown one', undefined, 'not-evaluated'],
  ])('%s', async (_, policy, outcome) => {
    const verdict = await verdictOn('endpoint-policy', 'fix-routing', between(policy, OPEN, nat), { client: 'nat' });
    expect(verdict?.outcome).toBe(outcome);
  });
});

test('a gateway endpoint needs the policy the interface endpoint had', async () => {
  const judged = (policy: unknown) =>
    verdictOn(
      'endpoint-policy',
      'gateway-instead',
      network([endpoint({ id: 'app', vpc: 'hub', service: 's3', policy })]),
      { client: 'app' },
    );
  expect(await judged(OPEN)).toBeUndefined();
  expect(await judged(undefined)).toMatchObject({ outcome: 'not-evaluated' });
  expect(await judged(allow('s3:GetObject'))).toMatchObject({ requires: [{ kind: 'gateway-policy', vpc: 'hub' }] });
});

test('what is blocked is told with its saving, and can be lifted', async () => {
  const bound = allow('ssm:*', '*', { Condition: { IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/16' } } });
  const topology = between(bound, OPEN);
  const options = { hubs: ['hub'] };
  const { blocked, recommendations } = await planOf(topology, { options });
  expect(recommendations).toEqual([]);
  expect(blocked.map((each) => [each.blockedBy, each.monthly.toFixed(2)])).toEqual([[['endpoint-policy'], '12.10']]);
  const lifted = await planOf(topology, { options: { ...options, allow: ['endpoint-policy'] } });
  expect(lifted.saving.monthly.toFixed(2)).toBe('12.10');
});
