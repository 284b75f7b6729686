import { describe, expect, test } from 'vitest';
import {
  change,
  configModule,
  creates,
  deletes,
  keeps,
  readPlan,
  references,
} from '../../../../support/terraform-plan.ts';

describe('VPCs', () => {
  test('with every CIDR block', async () => {
    const changes = [
      keeps('aws_vpc.a', {
        id: 'vpc-1',
        cidr_block: '10.0.0.0/16',
        owner_id: '111122223333',
        tags_all: { Name: 'app' },
      }),
      creates('aws_vpc_ipv4_cidr_block_association.b', { vpc_id: 'vpc-1', cidr_block: '10.1.0.0/16' }),
    ];
    expect((await readPlan({ changes })).topology.vpcs).toEqual([
      {
        id: 'vpc-1',
        name: 'app',
        account: '111122223333',
        region: 'us-east-1',
        cidrs: ['10.0.0.0/16', '10.1.0.0/16'],
        tags: { Name: 'app' },
      },
    ]);
  });
});

describe('NAT gateways', () => {
  const values = { subnet_id: 'subnet-1', tags_all: { team: 'net' } };
  const subnet = keeps('aws_subnet.s', { id: 'subnet-1', availability_zone_id: 'use1-az1', vpc_id: 'vpc-1' });

  test('that the plan makes belong to the change, others are there anyway', async () => {
    const changes = [creates('aws_nat_gateway.new', values), keeps('aws_nat_gateway.old', values), subnet];
    const place = { region: 'us-east-1', vpc: 'vpc-1', az: 'use1-az1', tags: { team: 'net' } };
    expect((await readPlan({ changes })).topology.natGateways).toEqual([
      { id: 'aws_nat_gateway.new', ...place },
      { id: 'aws_nat_gateway.old', ...place, existing: true },
    ]);
  });

  test('that the plan takes away belong to the side before', async () => {
    const { topology } = await readPlan(
      { changes: [deletes('aws_nat_gateway.old', values), subnet] },
      { side: 'before' },
    );
    expect(topology.natGateways?.map((each) => each.existing)).toEqual([undefined]);
  });

  test('of a whole Region are said to be left out', async () => {
    const changes = [creates('aws_nat_gateway.r', { availability_mode: 'regional' })];
    const { topology, codes } = await readPlan({ changes });
    expect([topology.natGateways, codes]).toEqual([undefined, ['TG5061']]);
  });

  test('stand in the zone at their own position', async () => {
    const changes = [0, 1].flatMap((index) => [
      creates(`aws_nat_gateway.n[${index}]`, {}, ['id', 'subnet_id']),
      creates(`aws_subnet.s[${index}]`, { availability_zone: `us-east-1${'ab'[index]}` }),
    ]);
    const root = configModule({
      'aws_subnet.s': {},
      'aws_nat_gateway.n': { subnet_id: references('aws_subnet.s', 'count.index') },
    });
    const { topology } = await readPlan({ changes, root });
    expect(topology.natGateways?.map((each) => each.az)).toEqual(['us-east-1a', 'us-east-1b']);
  });
});

describe('connectivity', () => {
  test('Transit Gateways by their attachments; those that the plan makes are added', async () => {
    const changes = [
      keeps('aws_ec2_transit_gateway_vpc_attachment.old', { transit_gateway_id: 'tgw-1', vpc_id: 'vpc-1' }),
      creates('aws_ec2_transit_gateway_vpc_attachment.new', { transit_gateway_id: 'tgw-1' }, ['id', 'vpc_id']),
      creates('aws_vpc.b', {}),
    ];
    const root = configModule({
      'aws_vpc.b': {},
      'aws_ec2_transit_gateway_vpc_attachment.new': { vpc_id: references('aws_vpc.b.id') },
    });
    expect((await readPlan({ changes, root })).topology.connectivity).toEqual({
      transitGateways: [{ id: 'tgw-1', region: 'us-east-1', vpcs: ['vpc-1', 'aws_vpc.b'], added: ['aws_vpc.b'] }],
    });
  });

  test('an attachment counts even where its gateway and VPC are not known', async () => {
    const address = 'aws_ec2_transit_gateway_vpc_attachment.new';
    const changes = [creates(address, {}, ['id', 'vpc_id', 'transit_gateway_id'])];
    expect((await readPlan({ changes })).topology.connectivity?.transitGateways).toEqual([
      { id: `gateway of ${address}`, region: 'us-east-1', vpcs: [`VPC of ${address}`], added: [`VPC of ${address}`] },
    ]);
  });

  test('peerings', async () => {
    const changes = [keeps('aws_vpc_peering_connection.p', { id: 'pcx-1', vpc_id: 'vpc-1', peer_vpc_id: 'vpc-2' })];
    expect((await readPlan({ changes })).topology.connectivity).toEqual({
      peerings: [{ id: 'pcx-1', between: ['vpc-1', 'vpc-2'] }],
    });
  });
});

describe('private hosted zones', () => {
  test('with their VPCs; one that the plan makes is added, a public one is none of ours', async () => {
    const changes = [
      creates('aws_route53_zone.new', { name: 'ssm.us-east-1.amazonaws.com', vpc: [{ vpc_id: 'vpc-1' }] }, [
        'zone_id',
        'id',
      ]),
      keeps('aws_route53_zone.old', { id: 'Z1', name: 'kms.us-east-1.amazonaws.com.', vpc: [{ vpc_id: 'vpc-1' }] }),
      keeps('aws_route53_zone.public', { id: 'Z2', name: 'example.com', vpc: [] }),
      creates('aws_route53_zone_association.a', { zone_id: 'Z1', vpc_id: 'vpc-2' }),
    ];
    expect((await readPlan({ changes })).topology.dns?.hostedZones).toEqual([
      { name: 'ssm.us-east-1.amazonaws.com', vpcs: ['vpc-1'], added: true },
      { name: 'kms.us-east-1.amazonaws.com', vpcs: ['vpc-1', 'vpc-2'] },
    ]);
  });
});

describe('endpoint services', () => {
  const subnets = ['1', '2'].map((n) =>
    keeps(`aws_subnet.s${n}`, { id: `subnet-${n}`, availability_zone_id: `use1-az${n}` }),
  );
  const balancer = (type: string, more: object = {}) =>
    creates('aws_lb.b', { load_balancer_type: type, subnets: ['subnet-1', 'subnet-2'], ...more });
  const service = (attribute: string) => creates('aws_vpc_endpoint_service.s', {}, ['id', attribute]);
  const rootFor = (attribute: string) =>
    configModule({ 'aws_lb.b': {}, 'aws_vpc_endpoint_service.s': { [attribute]: references('aws_lb.b.arn') } });

  test.each([
    ['network', 'network_load_balancer_arns'],
    ['gateway', 'gateway_load_balancer_arns'],
  ])('with a %s load balancer in its zones', async (type, attribute) => {
    const changes = [service(attribute), balancer(type, { enable_cross_zone_load_balancing: true }), ...subnets];
    expect((await readPlan({ changes, root: rootFor(attribute) })).topology.endpointServices).toEqual([
      {
        id: 'aws_vpc_endpoint_service.s',
        region: 'us-east-1',
        loadBalancers: [{ id: 'aws_lb.b', type, azs: ['use1-az1', 'use1-az2'], crossZone: true }],
      },
    ]);
  });

  test('a network load balancer outside the plan costs its hours, a gateway one cannot be priced', async () => {
    const arn = (kind: string) =>
      `arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/${kind}/b/0123456789abcdef`;
    const values = { network_load_balancer_arns: [arn('net')], gateway_load_balancer_arns: [arn('gwy')] };
    const { topology, findings } = await readPlan({ changes: [keeps('aws_vpc_endpoint_service.s', values)] });
    expect(topology.endpointServices?.[0]?.loadBalancers).toEqual([
      { id: 'net/b/0123456789abcdef', type: 'network', azs: [] },
    ]);
    expect(findings.map((each) => each.code)).toEqual(['TG1150', 'TG5061']);
  });

  test('whose load balancers nothing tells say so', async () => {
    const { topology, codes } = await readPlan({ changes: [service('network_load_balancer_arns')] });
    expect([topology.endpointServices?.[0]?.loadBalancers, codes]).toEqual([undefined, ['TG5061']]);
  });
});

describe('a plan that does not tell all', () => {
  test('is refused when it is errored (TG1011)', async () => {
    await expect(readPlan({ changes: [], more: { errored: true } })).rejects.toMatchObject({ code: 'TG1011' });
  });

  test.each([
    ['incomplete', { complete: false }],
    ['deferring', { deferred_changes: [{}] }],
  ])('says so when it is %s (TG1154)', async (_, more) => {
    expect((await readPlan({ changes: [], more })).codes).toEqual(['TG1154']);
  });

  test('is refused in a format to come (TG1005)', async () => {
    await expect(readPlan({ changes: [], more: { format_version: '2.0' } })).rejects.toMatchObject({ code: 'TG1005' });
  });
});

test('a resource that is both made and taken away has existed before', async () => {
  const sides = { before: {}, after: { transit_gateway_id: 'tgw-1', vpc_id: 'vpc-1' } };
  const changes = [change('aws_ec2_transit_gateway_vpc_attachment.a', ['delete', 'create'], sides)];
  expect((await readPlan({ changes })).topology.connectivity?.transitGateways?.[0]?.added).toBeUndefined();
});
