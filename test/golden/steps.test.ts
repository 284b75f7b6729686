import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { planDocument } from '../../src/operations/recommend/plan-document.ts';
import type { Topology } from '../../src/topology/topology.ts';
import { servicesOfTest } from '../support/http-app.ts';
import { simulateDocument } from '../support/recommend/simulate-document.ts';

const read = (name: string): Buffer => readFileSync(new URL(`steps/${name}.yaml`, import.meta.url));

async function planned(name: string) {
  const content = read(name);
  const plan = await planDocument({ network: { name: `${name}.yaml`, content } }, {}, servicesOfTest());
  await simulateDocument(plan);
  const steps = plan.recommendations.flatMap((each) => each.steps);
  const cli = steps.map((step) => step.cli ?? '').join('\n');
  const order = (...parts: readonly string[]): boolean => {
    const found = parts.map((part) => cli.indexOf(part));
    return found.every((at, index) => at !== -1 && at > (found[index - 1] ?? -1));
  };
  return { plan, steps, cli, order, topology: parse(content.toString()) as Topology };
}

/** Worked by hand in steps/arithmetic.md. */
describe('plans as commands', () => {
  test('every private DNS name of a service has its zone, and all services of two VPCs are one step', async () => {
    const { plan, cli } = await planned('several-names');
    expect(plan.saving).toBe('25.90');
    expect(plan.recommendations).toHaveLength(1);
    const zones = [...cli.matchAll(/create-hosted-zone --name (\S+)/g)].map((match) => match[1]).toSorted();
    expect(zones).toEqual([
      'control-kinesis.us-east-1.amazonaws.com',
      'data-kinesis.us-east-1.amazonaws.com',
      'kinesis.us-east-1.amazonaws.com',
      'logs.us-east-1.amazonaws.com',
      'logs.us-east-1.api.aws',
    ]);
    expect(plan.topologyAfter.dns?.hostedZones?.map((zone) => zone.name).toSorted()).toEqual(zones);
  });

  test('a wildcard is a record; other accounts are let in first; one VPC after the other, the smallest first', async () => {
    const { plan, steps, order } = await planned('wildcard-accounts');
    expect(plan.saving).toBe('28.92');
    expect(
      order(
        'create-hosted-zone --name dkr.ecr.eu-west-2.amazonaws.com',
        '"Name":"dkr.ecr.eu-west-2.amazonaws.com"',
        '"Name":"*.dkr.ecr.eu-west-2.amazonaws.com"',
        'create-vpc-association-authorization',
        '--vpc-endpoint-id vpce-0d0c4e1a0000000c3 --no-private-dns-enabled',
        'associate-vpc-with-hosted-zone',
        '--vpc-endpoint-id vpce-0d0c4e1a0000000b2 --no-private-dns-enabled',
        'delete-vpc-endpoints',
      ),
    ).toBe(true);
    expect(steps.flatMap((step) => step.vpc ?? [])).toEqual(['vpc-0d0c4e1a0000000c3', 'vpc-0d0c4e1a0000000b2']);
    const terraform = steps.map((step) => step.terraform ?? '').join('\n');
    for (const part of [
      'resource "aws_route53_record" "vpce_0d0c4e1a0000000a1_wildcard"',
      'resource "aws_route53_vpc_association_authorization"',
      'resource "aws_route53_zone_association"',
      'provider   = aws.account_333344445555',
      'import {',
    ])
      expect(terraform).toContain(part);
  });

  test('an endpoint of its own: made without private DNS, the zone lets go, then private DNS is on', async () => {
    const { plan, order } = await planned('localise');
    expect(plan.saving).toBe('65.40');
    expect(
      order(
        '--no-private-dns-enabled',
        'disassociate-vpc-from-hosted-zone',
        '--vpc-endpoint-id "$ENDPOINT_METRICS_MONITORING" --private-dns-enabled',
      ),
    ).toBe(true);
  });

  test('a gateway endpoint takes over when private DNS of the interface endpoint is off', async () => {
    const { plan, order, cli } = await planned('gateway');
    expect(plan.saving).toBe('84.60');
    expect(
      order(
        'create-vpc-endpoint --vpc-endpoint-type Gateway',
        '--vpc-endpoint-id vpce-0a1ake53000000001 --no-private-dns-enabled',
        'delete-vpc-endpoints --vpc-endpoint-ids vpce-0a1ake53000000001',
      ),
    ).toBe(true);
    expect(cli).toContain('s3:Get*');
  });

  test('the merged policy keeps for each what it had, and is written before names change', async () => {
    const { plan, order, cli } = await planned('policies');
    expect(plan.saving).toBe('13.70');
    const document = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: '*',
          Action: '*',
          Resource: '*',
          Condition: { NotIpAddress: { 'aws:VpcSourceIp': ['10.23.0.0/16', '10.24.0.0/16'] } },
        },
        {
          Effect: 'Allow',
          Principal: '*',
          Action: 'sqs:SendMessage',
          Resource: 'arn:aws:sqs:us-east-1:111122223333:orders',
          Condition: {
            StringEquals: { 'aws:SourceVpce': 'vpce-0c0re50000000000a' },
            IpAddress: { 'aws:VpcSourceIp': ['10.23.0.0/16', '10.24.0.0/16'] },
          },
        },
      ],
    };
    expect(cli).toContain(JSON.stringify(document));
    expect(order('--policy-document', '--no-private-dns-enabled')).toBe(true);
    expect(plan.topologyAfter.endpoints.find((each) => each.vpc === 'core')?.policy).toEqual(document);
  });

  test('missing routes both ways, and the tables of the Transit Gateway, come before the switch', async () => {
    const { plan, order } = await planned('routes');
    expect(plan.saving).toBe('13.50');
    expect(
      order(
        '--route-table-id rtb-batch --destination-cidr-block 10.20.0.0/16',
        '--route-table-id rtb-core --destination-cidr-block 10.25.0.0/16',
        'enable-transit-gateway-route-table-propagation',
        'associate-vpc-with-hosted-zone',
      ),
    ).toBe(true);
  });
});
