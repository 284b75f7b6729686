import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rateCardSchema } from '../../src/rates/rate-card.ts';
import { recommend } from '../../src/recommend/recommend.ts';
import type { Topology } from '../../src/topology/topology.ts';
import { optionsOfCase, smallCase, topologyOfCase } from '../support/recommend/case.ts';

const card = rateCardSchema.parse(
  JSON.parse(readFileSync(new URL('../../pricing-cache/aws/us-east-1.json', import.meta.url), 'utf8')),
);
const cards = new Map([['us-east-1', card]]);
const SEEDS = 150;

/** Whether a Transit Gateway or a peering leads into a VPC. */
const isReachable = ({ connectivity: { transitGateways = [], peerings = [] } = {} }: Topology, vpc: string): boolean =>
  transitGateways.some((each) => each.vpcs.includes(vpc)) || peerings.some((each) => each.between.includes(vpc));

describe('users that nobody described', () => {
  test(`${SEEDS} networks: no plan takes an endpoint from them for what serves its own VPC alone, unless allowed`, async () => {
    let [concerned, freed] = [0, 0];
    for (let seed = 30_000; seed < 30_000 + SEEDS; seed += 1) {
      const topology = topologyOfCase(smallCase(seed));
      const options = optionsOfCase(smallCase(seed));
      const plan = await recommend({ topology, cards, options });
      const after = new Map(plan.topologyAfter.endpoints.map((endpoint) => [endpoint.id, endpoint]));
      for (const { id, vpc = '', service, clients, traffic } of topology.endpoints) {
        const flows = (topology.flows ?? []).filter((flow) => flow.endpoint === id);
        const explained = flows.reduce((sum, flow) => sum + Number(flow.monthlyGb), 0);
        const rest = Number(traffic?.monthlyGb) - explained;
        if (clients === 'vpc-only' || rest === 0 || !isReachable(topology, vpc)) continue;
        concerned += 1;
        const gateways = plan.topologyAfter.endpoints.filter((each) => each.type === 'Gateway' && each.vpc === vpc);
        expect([seed, id, gateways.map((each) => each.service)]).toEqual([
          seed,
          id,
          expect.not.arrayContaining([service]),
        ]);
        const nats = (plan.topologyAfter.natGateways ?? []).filter((each) => each.vpc === vpc);
        const arrived = nats.flatMap((each) => each.destinations ?? []).filter((each) => each.service === service);
        expect([seed, id, arrived]).toEqual([seed, id, []]);
        // Where other VPCs use it and flows leave a rest, it stays altogether.
        if (flows.length > 0) expect([seed, id, after.has(id)]).toEqual([seed, id, true]);
      }
      const allowed = await recommend({
        topology,
        cards,
        options: { ...options, allow: [...options.allow, 'clients'] },
      });
      expect(allowed.after.monthly.knownPart.lessThanOrEqualTo(plan.after.monthly.knownPart), `seed ${seed}`).toBe(
        true,
      );
      if (allowed.after.monthly.knownPart.lessThan(plan.after.monthly.knownPart)) freed += 1;
    }
    expect(concerned).toBeGreaterThan(30);
    expect(freed).toBeGreaterThan(10);
  }, 200_000);
});
