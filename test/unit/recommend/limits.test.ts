import { describe, expect, test } from 'vitest';
import { brokenRule, costOf } from '../../../src/recommend/solve/evaluate.ts';
import { solve } from '../../../src/recommend/solve/solve.ts';
import type { Topology } from '../../../src/topology/topology.ts';
import {
  carrying,
  endpoint,
  hubAndSpoke,
  measured,
  network,
  planOf,
  service,
  stepsOf,
  vpc,
  ZONES,
} from '../../support/recommend/network.ts';
import { randomProblem } from '../../support/solver-problems.ts';

const SHAPE = { vpcs: 12, services: 6, hubs: 3, zones: 3 };

describe('a search that is cut short', () => {
  test('gives a network that keeps every rule, no dearer than today, with a bound that holds and its gap', async () => {
    let short = 0;
    for (let seed = 1000; seed < 1010; seed += 1) {
      const { problem, today } = randomProblem(seed, SHAPE);
      const cut = await solve(problem, { timeLimitSeconds: 0, today });
      const whole = await solve(problem, { timeLimitSeconds: 60, today });
      expect(brokenRule(problem, cut.choice), `seed ${seed}`).toBeUndefined();
      expect(cut.objective.lessThanOrEqualTo(costOf(problem, today)), `seed ${seed}`).toBe(true);
      expect(cut.bound.toNumber(), `seed ${seed}`).toBeLessThanOrEqual(whole.objective.toNumber() + 1e-6);
      if (cut.status === 'optimal') continue;
      short += 1;
      const distance = cut.objective.minus(cut.bound).div(cut.objective).toNumber();
      expect(cut.gap, `seed ${seed}`).toBeCloseTo(distance, 9);
    }
    expect(short).toBeGreaterThan(0);
  });
});

describe('quotas', () => {
  /** The hub holds 50 endpoints, as many as a VPC may have; the spoke could be served from there by one more. */
  const full = (count: number): Topology => {
    const others = Array.from({ length: count }, (_, index) => ({
      ...endpoint({ id: `other-${index}`, vpc: 'hub', service: `service-${index}`, ...carrying('900') }),
    }));
    const nat = {
      id: 'nat',
      vpc: 'hub',
      clients: 'vpc-only' as const,
      monthlyGb: '9000',
      destinations: [{ service: service('ssm'), monthlyGb: '3000' }],
    };
    return network(others, { natGateways: [nat] });
  };

  const options = { forbid: [{ move: 'nat-instead-of-endpoint' as const }] };

  test('the fiftieth endpoint of a VPC may be made, the fifty-first may not', async () => {
    const moves = async (count: number) =>
      (await planOf(full(count), { options })).recommendations.map((each) => each.move);
    expect(await moves(49)).toEqual(['endpoint-instead-of-nat']);
    expect(await moves(50)).toEqual([]);
    // Where it may, another service makes room: the least of the others goes over NAT.
    const swapped = (
      await planOf(full(50), { options: { allow: ['nat-instead-of-endpoint', 'resilience'] } })
    ).recommendations.map((each) => each.move);
    expect(swapped).toEqual(['nat-instead-of-endpoint', 'endpoint-instead-of-nat']);
  });
});

describe('pins and forbidden moves', () => {
  const asked = (more: object) => ({ options: { hubs: ['hub'], ...more } });

  test('a pinned endpoint neither goes nor takes anybody in', async () => {
    expect(stepsOf(await planOf(hubAndSpoke(), asked({})))).toHaveLength(1);
    expect(stepsOf(await planOf(hubAndSpoke(), asked({ pins: ['spoke-ssm'] })))).toEqual([]);
    expect(stepsOf(await planOf(hubAndSpoke(), asked({ pins: ['hub-ssm'] })))).toEqual([]);
  });

  test.each([undefined, 'spoke-ssm', 'spoke', 'hub', 'hub-ssm'])('sharing forbidden at %s', async (subject) => {
    const forbid = [{ move: 'share-across-vpcs', ...(subject !== undefined && { subject }) }];
    expect(stepsOf(await planOf(hubAndSpoke(), asked({ forbid })))).toEqual([]);
  });
});

describe('a network of which everything is known', () => {
  const policy = { Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] };
  const subnets = ['hub', 'spoke'].flatMap((at) => ZONES.map((az) => ({ id: `${at}-${az}`, vpc: at, az })));
  const entries = (['ingress', 'egress'] as const).map((direction) => ({
    number: 100,
    direction,
    action: 'allow' as const,
    protocol: '-1',
    cidr: '0.0.0.0/0',
  }));
  const facts = (at: string) => ({
    policy,
    privateDns: false,
    subnets: ZONES.slice(0, 2).map((az) => `${at}-${az}`),
    securityGroups: ['sg'],
  });
  const route = (from: string, to: string) => ({
    id: `rtb-${from}`,
    vpc: from,
    subnets: [],
    routes: [{ destination: to, target: 'tgw' }],
  });
  const known = network(
    [
      endpoint({ id: 'hub-ssm', vpc: 'hub', ...facts('hub') }),
      endpoint({ id: 'spoke-ssm', vpc: 'spoke', ...facts('spoke') }),
    ],
    {
      vpcs: [vpc('hub', 0), vpc('spoke', 1)],
      subnets,
      networkAcls: [{ id: 'acl', subnets: subnets.map(({ id }) => id), entries }],
      securityGroups: [
        {
          id: 'sg',
          ingress: [{ protocol: 'tcp', fromPort: 443, toPort: 443, sources: ['10.0.0.0/16', '10.1.0.0/16'] }],
        },
      ],
      routeTables: [route('hub', '10.1.0.0/16'), route('spoke', '10.0.0.0/16')],
      services: [{ name: service('ssm'), azs: ZONES, privateDnsNames: ['ssm.us-east-1.amazonaws.com'] }],
    },
  );

  test('every guard is evaluated, and measured for long enough the advice is sure', async () => {
    const traffic = new Map([...measured('spoke-ssm', 30), ...measured('hub-ssm', 30)]);
    const [each] = (await planOf(known, { options: { hubs: ['hub'] }, traffic })).recommendations;
    expect(each?.move).toBe('share-across-vpcs');
    expect(each?.verdicts.filter((verdict) => verdict.outcome === 'not-evaluated')).toEqual([]);
    expect(each?.confidence).toBe('high');
  });

  test('a fact that is missing is a warning on the recommendation, and it is less sure', async () => {
    const traffic = new Map([...measured('spoke-ssm', 30), ...measured('hub-ssm', 30)]);
    const { routeTables: _, services: __, ...less } = known;
    const [each] = (await planOf(less, { options: { hubs: ['hub'] }, traffic })).recommendations;
    expect(each?.verdicts.filter((verdict) => verdict.outcome === 'not-evaluated').map(({ guard }) => guard)).toEqual([
      'routes',
    ]);
    expect(each?.confidence).toBe('medium');
  });
});
