import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rateCardSchema } from '../../src/rates/rate-card.ts';
import { type Plan, recommend } from '../../src/recommend/recommend.ts';
import type { Endpoint, Topology } from '../../src/topology/topology.ts';
import { optionsOfCase, smallCase, topologyOfCase } from '../support/recommend/case.ts';
import { seeded } from '../support/series.ts';

const card = rateCardSchema.parse(
  JSON.parse(readFileSync(new URL('../../pricing-cache/aws/us-east-1.json', import.meta.url), 'utf8')),
);
const cards = new Map([['us-east-1', card]]);
const SEEDS = 500;

const OPEN = { Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] };
/** It binds itself to addresses, so that it can be merged with nothing. */
const BOUND = {
  Statement: [{ ...OPEN.Statement[0], Condition: { IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } } }],
};
const CLOSED = { id: 'acl', vpc: 'x', subnets: ['closed'], entries: [] };
const WIDE = (['ingress', 'egress'] as const).map((direction) => ({
  number: 100,
  direction,
  action: 'allow' as const,
  protocol: '-1',
  cidr: '0.0.0.0/0',
}));

/** A small network with facts that guards judge: shared addresses, unlike policies, closed network ACLs, sensitive VPCs. */
function guarded(seed: number): Topology {
  const next = seeded(seed * 7 + 1);
  const topology = topologyOfCase(smallCase(seed));
  const twins = next() < 0.3;
  return {
    ...topology,
    vpcs: (topology.vpcs ?? []).map((vpc, index) => ({
      ...vpc,
      cidrs: [twins && index > 0 ? '10.1.0.0/16' : `10.${index}.0.0/16`],
      ...(next() < 0.15 && { tags: { 'tollgate:data-class': 'phi' } }),
    })),
    endpoints: topology.endpoints.map((endpoint) => ({
      ...endpoint,
      policy: next() < 0.3 ? BOUND : OPEN,
      subnets: (endpoint.azs ?? []).map(() => (next() < 0.1 ? 'closed' : 'open')),
    })),
    networkAcls: [CLOSED, { ...CLOSED, id: 'wide', subnets: ['open'], entries: WIDE }],
  };
}

/** Who reaches what after the plan that did not reach it before: [VPC, endpoint]. */
function arrivals({ topologyToday, topologyAfter }: Plan): readonly (readonly [string, Endpoint])[] {
  const before = new Set((topologyToday.flows ?? []).map((flow) => `${flow.from.vpc} ${flow.endpoint}`));
  const endpoints = new Map(topologyAfter.endpoints.map((endpoint) => [endpoint.id, endpoint]));
  return (topologyAfter.flows ?? []).flatMap(({ from, endpoint: id }) => {
    const endpoint = endpoints.get(id);
    const arrived = endpoint && from.vpc !== undefined && from.vpc !== endpoint.vpc && !before.has(`${from.vpc} ${id}`);
    return arrived ? [[from.vpc ?? '', endpoint] as const] : [];
  });
}

describe('no plan does what a guard forbids', () => {
  test(`${SEEDS} networks: addresses, policies, network ACLs and sensitive data`, async () => {
    let [moved, blocked] = [0, 0];
    for (let seed = 20_000; seed < 20_000 + SEEDS; seed += 1) {
      const small = smallCase(seed);
      const plan = await recommend({
        topology: guarded(seed),
        cards,
        options: optionsOfCase(small),
      });
      blocked += plan.blocked.length;
      const verdicts = plan.recommendations.flatMap((each) => each.verdicts);
      expect(
        verdicts.filter((each) => each.outcome === 'block'),
        `seed ${seed}`,
      ).toEqual([]);
      const vpcs = new Map(plan.topologyToday.vpcs?.map((vpc) => [vpc.id, vpc]));
      const standing = new Map(plan.topologyToday.endpoints.map((endpoint) => [endpoint.id, endpoint]));
      for (const [vpc, endpoint] of arrivals(plan)) {
        moved += 1;
        const host = vpcs.get(endpoint.vpc ?? '');
        const guest = vpcs.get(vpc);
        expect([seed, guest?.cidrs]).not.toEqual([seed, host?.cidrs]);
        expect([seed, guest?.tags, host?.tags]).toEqual([seed, undefined, undefined]);
        const was = standing.get(endpoint.id);
        expect(was?.subnets ?? [], `seed ${seed}`).not.toContain('closed');
        // The policy a guest had at home must be one that the host's can take in.
        const own = plan.topologyToday.endpoints.find((each) => each.vpc === vpc && each.service === endpoint.service);
        if (was && own) expect([seed, JSON.stringify(own.policy)]).toEqual([seed, JSON.stringify(was.policy)]);
      }
    }
    expect(moved).toBeGreaterThan(20);
    expect(blocked).toBeGreaterThan(20);
  }, 120_000);
});
