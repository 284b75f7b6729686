import { describe, expect, test } from 'vitest';
import {
  clientOf,
  contextOf,
  endpoint,
  network,
  planOf,
  stepsOf,
  told,
  waysOf,
} from '../../../support/recommend/network.ts';

const twice = network([endpoint({ id: 'one', vpc: 'hub' }), endpoint({ id: 'two', vpc: 'hub' })]);

describe('merge-duplicates', () => {
  test('each endpoint can take over from the other', async () => {
    const context = await contextOf(twice);
    expect(waysOf('merge-duplicates', clientOf(context, 'one'), context).map(told)).toEqual(['two']);
    expect(waysOf('merge-duplicates', clientOf(context, 'two'), context).map(told)).toEqual(['one']);
  });

  test('other services and other VPCs are no duplicates', async () => {
    const context = await contextOf(
      network([
        endpoint({ id: 'one', vpc: 'hub' }),
        endpoint({ id: 'two', vpc: 'hub', service: 'kms' }),
        endpoint({ id: 'three', vpc: 'spoke' }),
      ]),
    );
    expect(waysOf('merge-duplicates', clientOf(context, 'one'), context)).toEqual([]);
  });

  test('one of two with two zones each goes: 14.60', async () => {
    const plan = await planOf(twice);
    expect(stepsOf(plan)).toHaveLength(1);
    expect(stepsOf(plan)[0]).toMatch(/^merge-duplicates 14\.60 /);
    expect(plan.topologyAfter.endpoints).toHaveLength(1);
    expect(plan.topologyAfter.endpoints[0]?.traffic?.monthlyGb).toBe('200');
  });

  test('a client from elsewhere comes over the path it has', async () => {
    const context = await contextOf(
      network(twice.endpoints, {
        flows: [{ from: { vpc: 'spoke' }, endpoint: 'one', via: 'tgw', monthlyGb: '40' }],
      }),
    );
    const client = clientOf(context, 'one', 'spoke');
    expect(waysOf('merge-duplicates', client, context).map(told)).toEqual(['two via tgw']);
  });

  test.each([
    ['one', true, false],
    ['two', false, true],
    ['two', false, undefined],
  ])('of two that cost the same %s stays: it answers already', async (stays, one, two) => {
    const plan = await planOf(
      network([
        endpoint({ id: 'one', vpc: 'hub', privateDns: one }),
        endpoint({ id: 'two', vpc: 'hub', privateDns: two }),
      ]),
    );
    expect(plan.topologyAfter.endpoints.map((each) => each.id)).toEqual([stays]);
  });

  test.each([
    ['ssm:Get*', '*'],
    ['ssm:Get*', 'ssm:Put*'],
  ])('%s and %s in one VPC: no address tells who is who, so nothing is merged', async (one, two) => {
    const policy = (Action: string) => ({ Statement: [{ Effect: 'Allow', Principal: '*', Action, Resource: '*' }] });
    const plan = await planOf(
      network([
        endpoint({ id: 'one', vpc: 'hub', policy: policy(one) }),
        endpoint({ id: 'two', vpc: 'hub', policy: policy(two) }),
      ]),
    );
    expect(stepsOf(plan)).toEqual([]);
    expect(plan.blocked.map((each) => [each.move, each.monthly.toFixed(2), ...each.blockedBy])).toEqual([
      ['merge-duplicates', '14.60', 'endpoint-policy'],
    ]);
    expect(plan.blocked[0]?.reasons.join()).toContain('give these endpoints one policy first');
  });
});
