import { describe, expect, test } from 'vitest';
import {
  carrying,
  clientOf,
  contextOf,
  endpoint,
  network,
  planOf,
  service,
  stepsOf,
  told,
  waysOf,
} from '../../../support/recommend/network.ts';

const of = (name: string, more: Parameters<typeof network>[1] = {}) =>
  network([endpoint({ id: 'app', vpc: 'hub', service: name, ...carrying('1000') })], more);

describe('gateway-instead', () => {
  test.each(['s3', 'dynamodb'])('%s traffic from inside a VPC can use a gateway endpoint', async (name) => {
    const context = await contextOf(of(name));
    expect(waysOf('gateway-instead', clientOf(context, 'app'), context).map(told)).toEqual(['gateway']);
  });

  test('other services have none', async () => {
    const context = await contextOf(of('ssm'));
    expect(waysOf('gateway-instead', clientOf(context, 'app'), context)).toEqual([]);
  });

  test('where one stands already it is for fix-routing', async () => {
    const gateway = { id: 'gw', vpc: 'hub', type: 'Gateway' as const, service: service('s3') };
    const { endpoints, ...rest } = of('s3');
    const context = await contextOf(network([...endpoints, gateway], rest));
    expect(waysOf('gateway-instead', clientOf(context, 'app'), context)).toEqual([]);
  });

  test('users on-premises keep the interface endpoint, and only the rest leaves it', async () => {
    const flows = [
      { from: {}, endpoint: 'app', via: 'tgw', monthlyGb: '400' },
      { from: { vpc: 'hub' }, endpoint: 'app', monthlyGb: '600' },
    ];
    const context = await contextOf(of('s3', { flows }));
    expect(waysOf('gateway-instead', clientOf(context, 'app', null), context)).toEqual([]);
    expect(waysOf('gateway-instead', clientOf(context, 'app', 'hub'), context).map(told)).toEqual(['gateway']);
    // 600 GB at 0.01 leave the pool; the endpoint and its hours stay.
    const plan = await planOf(of('s3', { flows }));
    expect(stepsOf(plan)).toEqual(['gateway-instead 6.00 app']);
    const after = plan.topologyAfter.endpoints.map(({ id, type, traffic }) => [id, type, traffic?.monthlyGb]);
    expect(after).toEqual([
      ['app', 'Interface', '400'],
      ['hub-s3-gateway', 'Gateway', '600'],
    ]);
  });

  test('a VPC that leaves the endpoint wholly saves hours and bytes: 14.60 + 1000 x 0.01', async () => {
    const plan = await planOf(of('s3'));
    expect(stepsOf(plan)).toEqual(['gateway-instead 24.60 app']);
    expect(plan.recommendations[0]?.actions[0]?.cli).toContain('--vpc-endpoint-type Gateway --vpc-id hub');
  });
});
