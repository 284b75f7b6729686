import { describe, expect, test } from 'vitest';
import {
  carrying,
  clientOf,
  contextOf,
  endpoint,
  measured,
  network,
  planOf,
  stepsOf,
  told,
  waysOf,
} from '../../../support/recommend/network.ts';

const idle = network([endpoint({ id: 'app', vpc: 'hub', ...carrying('0', '0') })]);

describe('remove-idle', () => {
  test('an endpoint that carries nothing can go', async () => {
    const context = await contextOf(idle);
    expect(waysOf('remove-idle', clientOf(context, 'app'), context).map(told)).toEqual(['retire']);
  });

  test('one that carries a byte cannot', async () => {
    const context = await contextOf(network([endpoint({ id: 'app', vpc: 'hub', ...carrying('0.000000001') })]));
    expect(waysOf('remove-idle', clientOf(context, 'app'), context)).toEqual([]);
  });

  test('no data is not idle: an endpoint without traffic figures is left alone', async () => {
    const unknown = network([{ ...endpoint({ id: 'app', vpc: 'hub' }), traffic: undefined }]);
    const plan = await planOf(unknown);
    expect(plan.recommendations).toEqual([]);
    expect(plan.findings.findings.map((each) => `${each.code} ${each.subject}`)).toContain('TG4050 app');
  });

  test('two zones idle for a quarter save 14.60', async () => {
    const traffic = measured('app', 80, { gb: 0 });
    expect(stepsOf(await planOf(idle, { traffic }))).toEqual(['remove-idle 14.60 app']);
  });

  test('idle for too short a time saves nothing, and the saving is told as blocked', async () => {
    const { recommendations, blocked } = await planOf(idle, { traffic: measured('app', 70, { gb: 0 }) });
    expect(recommendations).toEqual([]);
    expect(blocked.map((each) => [each.move, each.blockedBy, each.monthly.toFixed(2)])).toEqual([
      ['remove-idle', ['evidence'], '14.60'],
    ]);
  });
});
