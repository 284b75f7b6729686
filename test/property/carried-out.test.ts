import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rateCardSchema } from '../../src/rates/rate-card.ts';
import { recommend } from '../../src/recommend/recommend.ts';
import { wavesOf } from '../../src/recommend/steps/waves.ts';
import type { Topology } from '../../src/topology/topology.ts';
import { cloudOf } from '../support/aws-simulator/from-topology.ts';
import { simulate } from '../support/aws-simulator/simulate.ts';
import { runs } from '../support/property.ts';
import { optionsOfCase, smallCase, topologyOfCase } from '../support/recommend/case.ts';
import { inWaves } from '../support/recommend/in-waves.ts';

const card = rateCardSchema.parse(
  JSON.parse(readFileSync(new URL('../../pricing-cache/aws/us-east-1.json', import.meta.url), 'utf8')),
);
const cards = new Map([['us-east-1', card]]);
const SEEDS = runs(60);

type Cloud = ReturnType<typeof cloudOf>;

/** What is billed of a network, and where its routes lead: without ids that AWS gives. */
const standing = ({ endpoints, zones, nats, tables }: Cloud) => ({
  endpoints: [...endpoints.values()]
    .map(({ vpc, type, service, subnets }) => [vpc, type, service, subnets.size].join(' '))
    .toSorted(),
  // A zone whose endpoint goes stays on a scratch VPC, so that it can come back.
  zones: [...zones.values()]
    .map(({ name, vpcs }) => [name, ...[...vpcs].filter((vpc) => !vpc.startsWith('vpc-made')).toSorted()])
    .filter(([, ...vpcs]) => vpcs.length > 0)
    .map((words) => words.join(' '))
    .toSorted(),
  nats: [...nats.values()].map(({ vpc }) => vpc).toSorted(),
  routes: [...tables.values()]
    .flatMap(({ id, routes }) => [...routes].map((route) => [id, ...route].join(' ')))
    .toSorted(),
});

/** Whether what flows over a Transit Gateway flows between VPCs that are attached to it. */
function isConsistent({ flows = [], endpoints, connectivity }: Topology): boolean {
  const attached = new Set((connectivity?.transitGateways ?? []).flatMap((each) => each.vpcs));
  return flows.every(({ from, endpoint }) =>
    [from.vpc, endpoints.find((each) => each.id === endpoint)?.vpc].every((vpc) => attached.has(vpc ?? '')),
  );
}

describe('plans of random networks, carried out wave after wave', () => {
  for (const allowed of [false, true]) {
    test(`${SEEDS} networks${allowed ? ', all guards that can be lifted off' : ''}: every name has an answer that is reached, the end is the recommended network, the way back the one of before`, async () => {
      let steps = 0;
      for (let seed = 40_000; seed < 40_000 + SEEDS; seed += 1) {
        const topology = topologyOfCase(smallCase(seed));
        if (!isConsistent(topology)) continue;
        const options = optionsOfCase(smallCase(seed));
        const plan = await recommend({
          topology,
          cards,
          options: { ...options, ...(allowed && { allow: [...options.allow, 'clients', 'sensitive-data'] }) },
        });
        const actions = inWaves(plan.recommendations, wavesOf(plan.recommendations));
        steps += actions.length;
        try {
          const { before, undone, after } = await simulate(plan.topologyToday, 'us-east-1', actions);
          expect(standing(after)).toEqual(standing(cloudOf(plan.topologyAfter, 'us-east-1')));
          expect(undone.split('\n')).toEqual(before.split('\n'));
        } catch (error) {
          throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : error}`, { cause: error });
        }
      }
      expect(steps).toBeGreaterThan(SEEDS);
    }, 600_000);
  }
});
