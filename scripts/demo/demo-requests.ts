import type { Topology } from '../../src/topology/topology.ts';

/** Budgets of the demo: one of everything, and some of teams. */
export const DEMO_BUDGETS = [
  ['everything', '12000', undefined],
  ['insight', '9600', 'insight'],
  ['shop', '400', 'shop'],
  ['platform', '300', 'platform'],
] as const;

interface PullRequest {
  readonly name: string;
  readonly change: (topology: Topology) => Topology;
}

const REGION = 'us-east-1';

const adding =
  (vpc: string, service: string, monthlyGb: string | undefined, azs: string[]) =>
  (topology: Topology): Topology => ({
    ...topology,
    endpoints: [
      ...topology.endpoints,
      {
        id: `${vpc}-${service}`,
        vpc,
        type: 'Interface',
        service: `com.amazonaws.${REGION}.${service}`,
        azs,
        ...(monthlyGb !== undefined && { traffic: { monthlyGb } }),
      },
    ],
  });

const ALL = ['use1-az1', 'use1-az2', 'use1-az4'];

/** Pull requests whose cost the demo keeps, the oldest first. */
export const DEMO_PULLS: readonly PullRequest[] = [
  { name: 'shop/infra#801', change: adding('checkout', 'secretsmanager', '4', ALL) },
  {
    name: 'platform/network#214',
    change: (topology) => ({
      ...topology,
      endpoints: topology.endpoints.filter(({ id }) => !id.endsWith('-ssm') || id.startsWith('ci')),
    }),
  },
  { name: 'insight/lake#97', change: adding('data-lake', 'athena', '1800', ALL) },
  { name: 'identity/base#33', change: adding('accounts', 'sqs', undefined, ALL) },
  {
    name: 'shop/infra#812',
    change: (topology) => ({
      ...topology,
      endpoints: topology.endpoints.map((endpoint) =>
        endpoint.id === 'orders-logs' ? { ...endpoint, azs: ['use1-az1'] } : endpoint,
      ),
    }),
  },
];

/** What became of the smallest recommendations of the demo. */
export const DEMO_DECISIONS = [
  { status: 'accepted' },
  { status: 'dismissed', reason: 'The zone stays until the move of the batch jobs is over.' },
] as const;
