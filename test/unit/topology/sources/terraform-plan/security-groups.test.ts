import { expect, test } from 'vitest';
import { loadNetwork } from '../../../../../src/operations/inputs/load-network.ts';
import { configModule, creates, keeps, plan, references } from '../../../../support/terraform-plan.ts';

const read = async (parts: Parameters<typeof plan>[0]) =>
  (await loadNetwork({ name: 'plan.json', value: plan(parts) })).topology;

const endpoint = {
  vpc_endpoint_type: 'Interface',
  service_name: 'com.amazonaws.us-east-1.ssm',
  subnet_ids: ['subnet-1'],
};

test('groups that exist are read with their inline rules', async () => {
  const group = {
    id: 'sg-1',
    vpc_id: 'vpc-1',
    ingress: [
      {
        from_port: 443,
        to_port: 443,
        protocol: 'tcp',
        cidr_blocks: ['10.0.0.0/16'],
        ipv6_cidr_blocks: [],
        security_groups: ['sg-9'],
        self: true,
      },
    ],
  };
  const topology = await read({
    changes: [
      keeps('aws_security_group.own', group),
      keeps('aws_security_group.other', { id: 'sg-2' }),
      keeps('aws_vpc_endpoint.ssm', { ...endpoint, security_group_ids: ['sg-1'] }),
    ],
  });
  expect(topology.securityGroups).toEqual([
    {
      id: 'sg-1',
      vpc: 'vpc-1',
      ingress: [{ protocol: 'tcp', fromPort: 443, toPort: 443, sources: ['10.0.0.0/16', 'sg-9', 'sg-1'] }],
    },
  ]);
});

test('groups the plan makes are found through the configuration, with rules of their own', async () => {
  const topology = await read({
    changes: [
      creates('aws_security_group.own', { vpc_id: 'vpc-1' }, ['id', 'ingress']),
      creates(
        'aws_security_group_rule.https',
        { type: 'ingress', from_port: 443, to_port: 443, protocol: 'tcp', cidr_blocks: ['10.0.0.0/8'] },
        ['id', 'security_group_id'],
      ),
      creates(
        'aws_vpc_security_group_ingress_rule.dns',
        { ip_protocol: 'udp', from_port: 53, to_port: 53, cidr_ipv4: '10.1.0.0/16' },
        ['id', 'security_group_id'],
      ),
      creates(
        'aws_security_group_rule.out',
        { type: 'egress', from_port: 0, to_port: 0, protocol: '-1', cidr_blocks: ['0.0.0.0/0'] },
        ['id', 'security_group_id'],
      ),
      creates('aws_vpc_endpoint.ssm', endpoint, ['id', 'security_group_ids']),
    ],
    root: configModule({
      'aws_security_group_rule.https': { security_group_id: references('aws_security_group.own.id') },
      'aws_vpc_security_group_ingress_rule.dns': { security_group_id: references('aws_security_group.own.id') },
      'aws_security_group_rule.out': { security_group_id: references('aws_security_group.own.id') },
      'aws_vpc_endpoint.ssm': { security_group_ids: references('aws_security_group.own.id') },
    }),
  });
  expect(topology.endpoints[0]?.securityGroups).toEqual(['aws_security_group.own']);
  expect(topology.securityGroups).toEqual([
    {
      id: 'aws_security_group.own',
      vpc: 'vpc-1',
      ingress: [
        { protocol: 'tcp', fromPort: 443, toPort: 443, sources: ['10.0.0.0/8'] },
        { protocol: 'udp', fromPort: 53, toPort: 53, sources: ['10.1.0.0/16'] },
      ],
    },
  ]);
});
