import { describe, expect, test } from 'vitest';
import { loadNetwork } from '../../../../../src/operations/inputs/load-network.ts';
import {
  change,
  configModule,
  creates,
  keeps,
  plan,
  readPlan,
  references,
} from '../../../../support/terraform-plan.ts';

const values = { id: 'vpce-1', vpc_endpoint_type: 'Interface', subnet_ids: ['subnet-1', 'subnet-2'] };
const prior = (address: string) => ({ address, mode: 'managed', type: 'aws_vpc_endpoint', values });

describe('what a plan leaves alone', () => {
  test.each(['after', 'before'] as const)('stands on the side %s', async (side) => {
    const parts = { changes: [], prior: [prior('aws_vpc_endpoint.a'), prior('module.m.aws_vpc_endpoint.b')] };
    expect((await readPlan(parts, { side })).topology.endpoints).toHaveLength(2);
    const { resource_changes: _, ...refreshOnly } = plan(parts);
    expect((await loadNetwork({ name: 'p', value: refreshOnly }, { side })).topology.endpoints).toHaveLength(2);
  });

  test('is not what a change mentions under its old address', async () => {
    const moved = { ...keeps('aws_vpc_endpoint.b', values), previous_address: 'aws_vpc_endpoint.a' };
    const { topology } = await readPlan({ changes: [moved], prior: [prior('aws_vpc_endpoint.a')] });
    expect(topology.endpoints.map((each) => each.id)).toEqual(['aws_vpc_endpoint.b']);
  });
});

describe('objects that leave the state', () => {
  const idsOn = async (entry: object, side?: 'before') =>
    (await readPlan({ changes: [entry as never] }, { side })).topology.endpoints.map((each) => each.id);

  test('stay billed where they are forgotten (TG1122)', async () => {
    const { codes } = await readPlan({ changes: [change('aws_vpc_endpoint.a', ['forget'], { before: values })] });
    expect(codes).toContain('TG1122');
    const both = change('aws_vpc_endpoint.a', ['create', 'forget'], { before: values, after: values });
    expect(await idsOn(both)).toEqual(['aws_vpc_endpoint.a', 'aws_vpc_endpoint.a (forgotten)']);
    expect(await idsOn(both, 'before')).toEqual(['aws_vpc_endpoint.a']);
  });

  test('stand before the change where they are deposed, and after it where it does not delete them', async () => {
    const deposed = (actions: string[]) => ({
      ...change('aws_vpc_endpoint.a', actions, { before: values }),
      deposed: '1',
    });
    expect(await idsOn(deposed(['delete']))).toEqual([]);
    expect(await idsOn(deposed(['delete']), 'before')).toEqual(['aws_vpc_endpoint.a (deposed 1)']);
    expect(await idsOn(deposed(['no-op']))).toEqual(['aws_vpc_endpoint.a (deposed 1)']);
  });
});

test('Cloud Control resources are read under the names of the AWS provider', async () => {
  const changes = [
    creates(
      'awscc_ec2_vpc_endpoint.e',
      { vpc_endpoint_type: 'Interface', service_name: 'com.amazonaws.us-east-1.ssm' },
      ['id', 'subnet_ids'],
    ),
    creates('awscc_ec2_subnet.s', { availability_zone: 'us-east-1a' }),
    creates('awscc_ec2_nat_gateway.n', {}, ['subnet_id']),
  ];
  const root = configModule({
    'awscc_ec2_subnet.s': {},
    'awscc_ec2_vpc_endpoint.e': { subnet_ids: references('awscc_ec2_subnet.s.subnet_id') },
    'awscc_ec2_nat_gateway.n': { subnet_id: references('awscc_ec2_subnet.s.id') },
  });
  const { endpoint, topology } = await readPlan({ changes, root });
  expect(endpoint('awscc_ec2_vpc_endpoint.e').azs).toEqual(['us-east-1a']);
  expect(topology.natGateways).toMatchObject([{ az: 'us-east-1a' }]);
});

describe('beside endpoints', () => {
  test('a Route 53 Profile with its VPCs, a Resolver endpoint, OpenSearch Serverless, a stack', async () => {
    const template = {
      Resources: {
        E: { Type: 'AWS::EC2::VPCEndpoint', Properties: { VpcEndpointType: 'Interface', SubnetIds: ['s1'] } },
      },
    };
    const changes = [
      creates('aws_route53profiles_profile.p', {}),
      creates('aws_route53profiles_association.a', { resource_id: 'vpc-1' }, ['id', 'profile_id']),
      creates('aws_route53_resolver_endpoint.r', {}),
      creates('aws_opensearchserverless_vpc_endpoint.o', { subnet_ids: ['subnet-1', 'subnet-2'] }),
      creates('aws_cloudformation_stack.read', { template_body: JSON.stringify(template) }),
      creates('aws_cloudformation_stack.elsewhere', { template_url: 'https://x' }),
    ];
    const root = configModule({
      'aws_route53profiles_profile.p': {},
      'aws_route53profiles_association.a': { profile_id: references('aws_route53profiles_profile.p.id') },
    });
    const { topology, findings } = await readPlan({ changes, root });
    expect(topology.dns?.profiles).toEqual([
      { id: 'aws_route53profiles_profile.p', region: 'us-east-1', vpcs: ['vpc-1'], added: true },
    ]);
    expect(topology.endpoints.map(({ id, azs }) => [id, azs?.length])).toEqual([
      ['aws_opensearchserverless_vpc_endpoint.o', 2],
      ['aws_cloudformation_stack.read/E', 1],
    ]);
    expect(topology.dns?.resolverEndpoints).toMatchObject([{ id: 'aws_route53_resolver_endpoint.r', added: true }]);
    const named = findings.filter(({ code }) => ['TG1179', 'TG1180'].includes(code));
    expect(named.map(({ code, subject }) => [code, subject])).toEqual([
      ['TG1180', 'aws_opensearchserverless_vpc_endpoint.o'],
      ['TG1179', 'aws_cloudformation_stack.elsewhere'],
    ]);
  });

  test('everything that costs inside a stack is kept under its name', async () => {
    const template = {
      Resources: {
        Zone: { Type: 'AWS::Route53::HostedZone', Properties: { Name: 'x.example', VPCs: [{ VPCId: 'vpc-1' }] } },
        Profile: { Type: 'AWS::Route53Profiles::Profile' },
        Resolver: { Type: 'AWS::Route53Resolver::ResolverEndpoint', Properties: { IpAddresses: [{}, {}] } },
        Attachment: {
          Type: 'AWS::EC2::TransitGatewayAttachment',
          Properties: { TransitGatewayId: 'tgw-1', VpcId: 'vpc-1' },
        },
      },
    };
    const changes = [creates('aws_cloudformation_stack.s', { template_body: JSON.stringify(template) })];
    const { topology } = await readPlan({ changes });
    expect(topology.dns).toMatchObject({
      hostedZones: [{ name: 'x.example', added: true }],
      profiles: [{ id: 'aws_cloudformation_stack.s/Profile', added: true }],
      resolverEndpoints: [{ id: 'aws_cloudformation_stack.s/Resolver', networkInterfaces: 2, added: true }],
    });
    expect(topology.connectivity?.transitGateways).toMatchObject([{ vpcs: ['vpc-1'], added: ['vpc-1'] }]);
  });
});
