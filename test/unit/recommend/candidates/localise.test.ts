import { describe, expect, test } from 'vitest';
import {
  carrying,
  clientOf,
  contextOf,
  endpoint,
  network,
  planOf,
  stepsOf,
  told,
  waysOf,
} from '../../../support/recommend/network.ts';

const served = (gb: string, extra: Parameters<typeof endpoint>[0][] = []) =>
  network([endpoint({ id: 'hub-ssm', vpc: 'hub', ...carrying('3000') }), ...extra.map(endpoint)], {
    flows: [{ from: { vpc: 'spoke' }, endpoint: 'hub-ssm', via: 'tgw', monthlyGb: gb }],
  });

describe('localise', () => {
  test('a client of a hub can have an endpoint of its own', async () => {
    const context = await contextOf(served('1000'));
    expect(waysOf('localise', clientOf(context, 'hub-ssm', 'spoke'), context).map(told)).toEqual(['new in spoke']);
  });

  test('or use the one that stands in its VPC', async () => {
    const context = await contextOf(served('1000', [{ id: 'spoke-ssm', vpc: 'spoke' }]));
    expect(waysOf('localise', clientOf(context, 'hub-ssm', 'spoke'), context).map(told)).toEqual(['spoke-ssm']);
  });

  test('a client at home is at home', async () => {
    const context = await contextOf(served('1000'));
    expect(waysOf('localise', clientOf(context, 'hub-ssm', 'hub'), context)).toEqual([]);
  });

  test('1,000 GB pay 20.00 on the way and two zones cost 14.60: 5.40', async () => {
    expect(stepsOf(await planOf(served('1000')))).toEqual(['localise 5.40 hub-ssm spoke-ssm']);
  });

  test('729 GB do not pay for it, 731 GB do', async () => {
    expect(stepsOf(await planOf(served('729')))).toEqual([]);
    expect(stepsOf(await planOf(served('731')))).toEqual(['localise 0.02 hub-ssm spoke-ssm']);
  });
});
