import { describe, expect, test } from 'vitest';
import { change, configModule, creates, newSubnets, readPlan, references } from '../../../../support/terraform-plan.ts';

const subnets = newSubnets('aws_subnet.s', ['us-east-1a', 'us-east-1b', 'us-east-1c']);
const INTERFACE = { vpc_endpoint_type: 'Interface', service_name: 'com.amazonaws.us-east-1.ssm' };

describe('a subnet that an association names', () => {
  const association = creates('aws_vpc_endpoint_subnet_association.a', { subnet_id: 'subnet-2' }, ['vpc_endpoint_id']);
  const root = configModule({
    'aws_vpc_endpoint.e': {},
    'aws_vpc_endpoint_subnet_association.a': { vpc_endpoint_id: references('aws_vpc_endpoint.e.id') },
  });
  const endpoint = (ids: readonly (string | null)[], marks: readonly boolean[]) =>
    change('aws_vpc_endpoint.e', ['create'], {
      after: { ...INTERFACE, subnet_ids: ids },
      after_unknown: { id: true, subnet_ids: marks },
    });

  test.each([
    ['may be the one that the endpoint lists without its id', ['subnet-1', null], [false, true], 2, 3],
    ['is one more where the endpoint names all of its own', ['subnet-1'], [false], 2, 2],
    ['is the same where the endpoint names it', ['subnet-1', 'subnet-2'], [false, false], 2, 2],
  ] as const)('%s', async (_, ids, marks, least, most) => {
    const found = (await readPlan({ changes: [endpoint(ids, marks), association], root })).endpoint(
      'aws_vpc_endpoint.e',
    );
    expect([found.azsAtLeast ?? found.azs?.length, found.azs?.length]).toEqual([least, most]);
  });
});

test('the zones of a Gateway Load Balancer that references bound are a range', async () => {
  const { topology, codes } = await readPlan({
    changes: [
      ...subnets,
      creates('aws_lb.g', { load_balancer_type: 'gateway' }, ['id', 'arn', 'subnets']),
      creates('aws_vpc_endpoint_service.s', {}, ['id', 'gateway_load_balancer_arns']),
    ],
    root: configModule({
      'aws_subnet.s': {},
      'aws_lb.g': { subnets: references('aws_subnet.s') },
      'aws_vpc_endpoint_service.s': { gateway_load_balancer_arns: references('aws_lb.g.arn') },
    }),
  });
  expect(topology.endpointServices?.[0]?.loadBalancers).toMatchObject([
    { type: 'gateway', azs: ['us-east-1a', 'us-east-1b', 'us-east-1c'], azsAtLeast: 1 },
  ]);
  expect(codes).toContain('TG1159');
});

test.each([
  [
    'one of two balancers',
    'aws_vpc_endpoint_service.s',
    { gateway_load_balancer_arns: ['aws_lb.a.arn', 'aws_lb.b.arn'] },
  ],
  ['a zone with dynamic blocks', 'aws_route53_zone.z', { vpc: [] }],
  ['a NAT gateway that may be regional', 'aws_nat_gateway.n', { availability_mode: ['var.mode'] }],
  ['an endpoint that may reach another Region', 'aws_vpc_endpoint.e', { service_region: ['var.far'] }],
] as const)('%s is left out in words', async (_, address, unknown) => {
  const { topology, findings } = await readPlan({
    changes: [
      creates(address, address.includes('endpoint.') ? { ...INTERFACE, subnet_ids: ['subnet-1'] } : {}, [
        'id',
        ...Object.keys(unknown),
      ]),
      creates('aws_lb.a', { load_balancer_type: 'gateway' }),
      creates('aws_lb.b', { load_balancer_type: 'gateway' }),
    ],
    root: configModule({
      'aws_lb.a': {},
      'aws_lb.b': {},
      [address]: Object.fromEntries(
        Object.entries(unknown).flatMap(([key, each]: [string, readonly string[]]) =>
          each.length === 0 ? [] : [[key, references(...each)]],
        ),
      ),
    }),
  });
  const codes = findings.filter((each) => each.subject === address).map((each) => each.code);
  expect(codes.some((code) => code === 'TG5061' || code === 'TG1184')).toBe(true);
  expect([topology.endpointServices?.[0]?.loadBalancers, topology.natGateways, topology.dns]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('Cloud Control leaves the type to AWS: an endpoint that states none is a gateway', async () => {
  const { endpoint, codes } = await readPlan({
    changes: [
      creates('awscc_ec2_vpc_endpoint.s3', { service_name: 'com.amazonaws.us-east-1.s3' }, ['id', 'vpc_endpoint_type']),
    ],
    root: configModule({ 'awscc_ec2_vpc_endpoint.s3': {} }),
    providers: { aws: { name: 'awscc', expressions: { region: { constant_value: 'us-east-1' } } } },
  });
  expect(endpoint('awscc_ec2_vpc_endpoint.s3')).toMatchObject({ type: 'Gateway', region: 'us-east-1' });
  expect(codes).toEqual(['TG1153']);
});
