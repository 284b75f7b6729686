import { describe, expect, test } from 'vitest';
import type { Move } from '../../../src/recommend/move.ts';
import type { Topology } from '../../../src/topology/topology.ts';
import { simulate } from '../../support/aws-simulator/simulate.ts';
import { carrying, endpoint, hubAndSpoke, network, planOf, service, vpc } from '../../support/recommend/network.ts';

const OPEN = { Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] };
const nat = (monthlyGb: string, destination?: string) => ({
  natGateways: [
    {
      id: 'nat-1',
      vpc: 'hub',
      clients: 'vpc-only' as const,
      az: 'use1-az1',
      monthlyGb,
      ...(destination !== undefined && { destinations: [{ service: service('ssm'), monthlyGb: destination }] }),
    },
  ],
});
const many = (vpcs: readonly string[]): Topology =>
  network(
    ['ssm', 'kms', 'logs', 'sqs'].flatMap((name) =>
      ['hub', 'spoke'].map((at) => endpoint({ id: `${at}-${name}`, vpc: at, service: name })),
    ),
    { connectivity: { transitGateways: [{ id: 'tgw', vpcs: [...vpcs] }] } },
  );
const from = (gb: string, via = 'tgw') => ({ from: { vpc: 'spoke' }, endpoint: 'hub-ssm', via, monthlyGb: gb });

/** A network for each move, and the command that makes it. */
const NETWORKS: readonly (readonly [Move, Topology, readonly string[]])[] = [
  ['remove-idle', network([endpoint({ id: 'app', vpc: 'hub', ...carrying('0', '0') })]), ['delete-vpc-endpoints']],
  [
    'fix-routing',
    network(
      [
        endpoint({ id: 'app', vpc: 'hub', service: 's3', privateDns: true, ...carrying('900') }),
        { id: 'gw', vpc: 'hub', type: 'Gateway', service: service('s3') },
      ],
      { flows: [{ from: {}, endpoint: 'app', via: 'tgw', monthlyGb: '100' }] },
    ),
    ['PrivateDnsOnlyForInboundResolverEndpoint=true'],
  ],
  [
    'fix-routing',
    network([
      endpoint({ id: 'app', vpc: 'hub', service: 's3', ...carrying('900') }),
      { id: 'gw', vpc: 'hub', type: 'Gateway', service: service('s3') },
    ]),
    ['--vpc-endpoint-ids gw', '--vpc-endpoint-id app --no-private-dns-enabled', 'delete-vpc-endpoints'],
  ],
  [
    'gateway-instead',
    network([endpoint({ id: 'app', vpc: 'hub', service: 'dynamodb' })]),
    ['create-vpc-endpoint --vpc-endpoint-type Gateway', 'delete-vpc-endpoints'],
  ],
  [
    'merge-duplicates',
    network([endpoint({ id: 'one', vpc: 'hub' }), endpoint({ id: 'two', vpc: 'hub' })]),
    ['--private-dns-enabled', 'delete-vpc-endpoints'],
  ],
  [
    'nat-instead-of-endpoint',
    network([endpoint({ id: 'app', vpc: 'hub', policy: OPEN, ...carrying('10') })], nat('5000')),
    ['describe-route-tables', '--vpc-endpoint-id app --no-private-dns-enabled', 'delete-vpc-endpoints'],
  ],
  [
    'localise',
    network([endpoint({ id: 'hub-ssm', vpc: 'hub', privateDns: false, ...carrying('3000') })], {
      flows: [from('2000')],
      dns: { hostedZones: [{ service: service('ssm'), vpcs: ['hub', 'spoke'] }] },
    }),
    ['create-vpc-endpoint --vpc-endpoint-type Interface', 'disassociate-vpc-from-hosted-zone', '--private-dns-enabled'],
  ],
  [
    'share-across-vpcs',
    hubAndSpoke(),
    [
      'authorize-security-group-ingress',
      'check-no-new-access',
      'create-vpc --cidr-block',
      'create-hosted-zone',
      'change-resource-record-sets',
      '--vpc-endpoint-id spoke-ssm --no-private-dns-enabled',
      'associate-vpc-with-hosted-zone',
      'delete-vpc-endpoints --vpc-endpoint-ids spoke-ssm',
    ],
  ],
  [
    'share-across-vpcs',
    hubAndSpoke({
      vpcs: [vpc('hub', 0), vpc('spoke', 1, { account: '444455556666' })],
      dns: { hostedZones: [{ service: service('ssm'), vpcs: ['hub'] }] },
    }),
    ['--no-private-dns-enabled', 'create-vpc-association-authorization', 'associate-vpc-with-hosted-zone'],
  ],
  ['share-across-vpcs', many(['hub']), ['create-transit-gateway-vpc-attachment', 'create-route']],
  [
    'endpoint-instead-of-nat',
    network([], {
      ...nat('1000', '1000'),
      routeTables: [{ id: 'rtb', vpc: 'hub', subnets: [], routes: [] }],
    }),
    ['create-vpc-endpoint', '--private-dns-enabled', 'delete-nat-gateway --nat-gateway-id nat-1'],
  ],
  ['drop-az', network([endpoint({ id: 'app', vpc: 'hub', zones: 3 })]), ['--remove-subnet-ids']],
  [
    'move-az',
    network([endpoint({ id: 'hub-ssm', vpc: 'hub', ...carrying('2000') })], {
      connectivity: { peerings: [{ id: 'pcx', between: ['hub', 'spoke'] }] },
      vpcs: [vpc('hub', 0), vpc('spoke', 1)],
      flows: [{ ...from('2000', 'pcx'), from: { vpc: 'spoke', az: 'use1-az4' } }],
    }),
    ['--add-subnet-ids', '--remove-subnet-ids'],
  ],
];

describe('the steps of a recommendation', () => {
  test.each(NETWORKS)(
    '%s %#: commands that a shell takes, in an order that breaks nothing',
    async (move, topology, words) => {
      const options = {
        hubs: ['hub'],
        forbid: move === 'move-az' ? [{ move: 'localise' as const }] : [],
        allow: ['nat-instead-of-endpoint', 'resilience'] as const,
      };
      const { recommendations } = await planOf(topology, { options });
      const each = recommendations.find((one) => one.move === move);
      expect(recommendations.map((one) => one.move)).toContain(move);
      const actions = each?.actions ?? [];
      expect(actions.filter((action) => action.cli === '')).toEqual([]);
      const { commands } = await simulate(
        topology,
        'us-east-1',
        recommendations.flatMap((one) => one.actions),
      );
      const output = commands.map((command) => command.join(' ')).join('\n');
      let at = -1;
      for (const word of words) {
        const next = output.indexOf(word, at + 1);
        expect([word, next > at]).toEqual([word, true]);
        at = next;
      }
      // Whatever changes the network for good has its Terraform beside it.
      const changing = actions.filter((action) => action.changes > 0);
      expect(changing.filter((action) => action.terraform === '').map((action) => action.title)).toEqual([]);
      expect(each?.rollback).not.toBe('');
    },
  );

  test('an endpoint that answers inbound resolvers only, removed where that is allowed, comes back so', async () => {
    const topology = network([
      endpoint({
        id: 'app',
        vpc: 'hub',
        service: 's3',
        privateDns: true,
        privateDnsInboundResolverOnly: true,
        clients: undefined,
        ...carrying('900'),
      }),
      { id: 'gw', vpc: 'hub', type: 'Gateway', service: service('s3') },
    ]);
    const plan = await planOf(topology, { options: { allow: ['clients'] } });
    expect(plan.topologyAfter.endpoints.map((each) => each.id)).toEqual(['gw']);
  });
});
