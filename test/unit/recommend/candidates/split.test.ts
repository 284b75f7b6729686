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

/** Three zones at 100 Gbps, of which 60 % may be used with one lost: 120 Gbps at most. */
const loaded = (gbps: string, flows: readonly { readonly vpc: string; readonly gb: string }[] = []) =>
  network([endpoint({ id: 'hub-ssm', vpc: 'hub', zones: 3, ...carrying('2000', gbps) })], {
    flows: flows.map(({ vpc, gb }) => ({ from: { vpc }, endpoint: 'hub-ssm', via: 'tgw', monthlyGb: gb })),
  });

describe('split', () => {
  /** A tenth of the traffic each, and so of the load; the rest is the hub's own. */
  const guests = (count: number) => Array.from({ length: count }, (_, index) => ({ vpc: `guest-${index}`, gb: '200' }));
  test.each([
    ['119', 5, 0],
    ['121', 5, 1],
    ['239', 5, 1],
    ['250', 9, 2],
    ['241', 5, 0],
  ])('a load of %s Gbps, a tenth of it of each of %d guests, opens %d endpoints more', async (gbps, count, more) => {
    const context = await contextOf(loaded(gbps, guests(count)));
    const ways = waysOf('split', clientOf(context, 'hub-ssm', 'guest-0'), context).map(told);
    expect(ways).toEqual(Array.from({ length: more }, () => 'new in hub via tgw'));
  });

  test('one client that is too large for any endpoint cannot be split: it moves as a whole', async () => {
    const context = await contextOf(loaded('130'));
    expect(waysOf('split', clientOf(context, 'hub-ssm'), context)).toEqual([]);
  });

  test('nothing is split for its own sake: what breaks the reserve today is told, and mended when asked', async () => {
    const topology = loaded('130', [{ vpc: 'spoke', gb: '1000' }]);
    const plan = await planOf(topology, { options: { forbid: [{ move: 'localise' }] } });
    expect(stepsOf(plan)).toEqual([]);
    expect(plan.findings.findings.map((each) => each.code)).toContain('TG4052');
  });

  test('data that stays on its own endpoint is not split', async () => {
    const [first, ...rest] = loaded('130', [{ vpc: 'spoke', gb: '1000' }]).endpoints;
    if (!first) throw new Error('no endpoint');
    const sensitive = { ...first, tags: { 'tollgate:data-class': 'pii' } };
    const topology = { ...loaded('130', [{ vpc: 'spoke', gb: '1000' }]), endpoints: [sensitive, ...rest] };
    const plan = await planOf(topology, { options: { repair: true, forbid: [{ move: 'localise' }] } });
    expect(plan.topologyAfter.endpoints).toHaveLength(1);
  });

  test('a second endpoint takes the guests that the first one cannot hold', async () => {
    const topology = loaded('130', [{ vpc: 'spoke', gb: '1000' }]);
    const plan = await planOf(topology, { options: { repair: true, forbid: [{ move: 'localise' }] } });
    const loads = plan.topologyAfter.endpoints.map(({ traffic, azs }) => [Number(traffic?.peakGbps), azs?.length]);
    for (const [gbps = 0, zones = 0] of loads) expect(gbps).toBeLessThanOrEqual(60 * (zones - 1));
    expect(loads.reduce((all, [gbps = 0]) => all + gbps, 0)).toBeCloseTo(130);
  });
});
