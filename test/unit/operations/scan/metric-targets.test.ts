import { describe, expect, test } from 'vitest';
import { FindingLog } from '../../../../src/core/finding.ts';
import { measuredEndpoints, metricTargets } from '../../../../src/operations/scan/metric-targets.ts';
import type { Coverage } from '../../../../src/operations/scan/ports.ts';
import type { Endpoint, Topology } from '../../../../src/topology/topology.ts';

const DAY = 86_400;
const START = Date.UTC(2026, 10, 1) / 1000;
const WINDOW = { start: START, end: START + 10 * DAY };
const at = (seconds: number): string => new Date(seconds * 1000).toISOString();

const endpoint = (more: Partial<Endpoint> = {}): Endpoint => ({
  id: 'vpce-1',
  type: 'Interface',
  service: 'com.amazonaws.us-east-1.ssm',
  vpc: 'vpc-1',
  azs: ['use1-az1'],
  subnets: ['subnet-1'],
  ...more,
});
const network = (endpoints: Endpoint[], more: Partial<Topology> = {}): Topology => ({
  schema: 'tollgate/topology@1',
  region: 'us-east-1',
  endpoints,
  ...more,
});

function targets(topology: Topology, coverage: Coverage = new Map()) {
  const findings = new FindingLog();
  const asked = metricTargets(topology, WINDOW, coverage, findings);
  return { asked, findings: findings.findings.map(({ code, subject }) => `${code} ${subject}`) };
}
const spansOf = (one: Endpoint, coverage?: Coverage) => targets(network([one]), coverage).asked[0]?.spans;

describe('what CloudWatch is asked for', () => {
  test('each subnet of an endpoint, under the id of its zone', () => {
    const subnets = [{ id: 'subnet-1', az: 'use1-az4' }];
    expect(
      targets(network([endpoint({ subnets: ['subnet-1', 'subnet-2'], azs: ['use1-az4', 'use1-az6'] })], { subnets })),
    ).toEqual({
      asked: [
        {
          id: 'vpce-1',
          kind: 'endpoint',
          type: 'Interface',
          service: 'com.amazonaws.us-east-1.ssm',
          vpc: 'vpc-1',
          zones: [
            { az: 'use1-az4', dimension: 'subnet-1' },
            { az: 'use1-az6', dimension: 'subnet-2' },
          ],
          spans: [[WINDOW.start, WINDOW.end]],
        },
      ],
      findings: [],
    });
  });

  test('before its creation and after its deletion an endpoint did not exist', () => {
    const created = START + DAY + 90;
    expect(spansOf(endpoint({ createdAt: at(created) }))).toEqual([[START + DAY + 60, WINDOW.end]]);
    expect(spansOf(endpoint({ deletedAt: at(created) }))).toEqual([[START, START + DAY + 120]]);
    expect(spansOf(endpoint({ createdAt: at(START - DAY) }))).toEqual([[START, WINDOW.end]]);
    expect(spansOf(endpoint({ createdAt: at(WINDOW.end + 60) }))).toBeUndefined();
    expect(spansOf(endpoint({ deletedAt: at(START - 60) }))).toBeUndefined();
  });

  test('only what the history does not hold', () => {
    const covered: Coverage = new Map([['vpce-1', [[START + DAY, START + 2 * DAY]]]]);
    expect(spansOf(endpoint(), covered)).toEqual([
      [START, START + DAY],
      [START + 2 * DAY, WINDOW.end],
    ]);
    expect(spansOf(endpoint(), new Map([['vpce-1', [[START, WINDOW.end]]]]))).toBeUndefined();
  });

  test('types without a metric source: gateways go without saying, the others are said', () => {
    const { asked, findings } = targets(
      network([
        endpoint({ id: 'vpce-g', type: 'Gateway' }),
        endpoint({ id: 'vpce-r', type: 'Resource' }),
        endpoint({ id: 'vpce-n', type: 'ServiceNetwork' }),
        endpoint({ id: 'vpce-x', serviceRegion: 'eu-west-1' }),
        endpoint({ id: 'vpce-l', type: 'GatewayLoadBalancer' }),
      ]),
    );
    expect(asked.map((each) => each.id)).toEqual(['vpce-l']);
    expect(findings).toEqual(['TG2054 vpce-r', 'TG2054 vpce-n', 'TG2054 vpce-x']);
  });

  test('endpoint services by the names of the zones of their load balancers', () => {
    const topology = network([], {
      endpointServices: [
        {
          id: 'vpce-svc-1',
          loadBalancers: [
            { id: 'a', type: 'network', azs: ['use1-az6', 'use1-az4'] },
            { id: 'b', type: 'network', azs: ['use1-az4'] },
          ],
        },
      ],
      zoneNames: [{ az: 'use1-az4', name: 'us-east-1a' }],
    });
    expect(targets(topology).asked).toMatchObject([
      {
        id: 'vpce-svc-1',
        kind: 'service',
        zones: [
          { az: 'use1-az4', dimension: 'us-east-1a' },
          { az: 'use1-az6', dimension: 'use1-az6' },
        ],
      },
    ]);
  });
});

test('an endpoint counts as measured once its whole life in the window is covered', () => {
  const whole: Coverage = new Map([
    ['vpce-1', [[START, WINDOW.end]]],
    ['vpce-2', [[START + DAY, WINDOW.end]]],
    ['vpce-3', [[START + DAY, WINDOW.end]]],
  ]);
  const topology = network([
    endpoint(),
    endpoint({ id: 'vpce-2' }),
    endpoint({ id: 'vpce-3', createdAt: at(START + DAY) }),
    endpoint({ id: 'vpce-4' }),
    endpoint({ id: 'vpce-5', type: 'Gateway' }),
  ]);
  expect(measuredEndpoints(topology, WINDOW, whole).map((each) => each.id)).toEqual(['vpce-1', 'vpce-3']);
});
