import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesIn } from '../../support/change-files.ts';
import { tollgateInProcess } from '../../support/run-in-process.ts';
import { creates, keeps, plan } from '../../support/terraform-plan.ts';

const template = `Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, AvailabilityZone: us-east-1a } }
  Inbound:
    Type: AWS::Route53Resolver::ResolverEndpoint
    Properties: { Direction: INBOUND, IpAddresses: [{ SubnetId: !Ref Subnet }, { SubnetId: subnet-2 }] }
`;
const addresses = [{ subnet_id: 'subnet-1' }, { subnet_id: 'subnet-2' }];
const planOf = (type: string, name: string) =>
  JSON.stringify(
    plan({ changes: [creates(`${type}.in`, { direction: 'INBOUND', [name]: addresses }, ['id', 'host_vpc_id'])] }),
  );
const topology = `schema: tollgate/topology@1
region: us-east-1
endpoints: []
dns: { resolverEndpoints: [{ id: in, vpc: hub, direction: inbound, networkInterfaces: 2, added: true }] }
`;

async function estimateOf(file: string, text: string) {
  const path = join(filesIn({ [file]: text }), file);
  const args = ['breakdown', '--path', path, '--region', 'us-east-1', '--format', 'json', '--fail-on-unknown'];
  const { code, out } = await tollgateInProcess(args);
  return { code, document: JSON.parse(out) };
}

test.each([
  ['a template', 'template.yaml', template],
  ['a plan', 'plan.json', planOf('aws_route53_resolver_endpoint', 'ip_address')],
  ['a plan of Cloud Control', 'cc.json', planOf('awscc_route53resolver_resolver_endpoint', 'ip_addresses')],
  ['a topology file', 'network.yaml', topology],
])(
  '%s: two interfaces of a resolver endpoint cost 2 x 730 x 0.125 = 182.50, and its queries are named',
  async (_name, file, text) => {
    const { code, document } = await estimateOf(file, text);
    expect(code).toBe(3);
    expect([document.totals.monthly, document.totals.unknownLines]).toEqual(['182.50', 1]);
    expect(document.findings.map((each: { code: string }) => each.code)).toContain('TG1181');
  },
);

test('a number of addresses that is not known leaves the hours out; no queries cost nothing', async () => {
  const unknown = plan({ changes: [creates('aws_route53_resolver_endpoint.in', {}, ['id', 'ip_address'])] });
  const { document } = await estimateOf('plan.json', JSON.stringify(unknown));
  expect([document.totals.monthly, document.totals.unknownLines]).toEqual(['0.00', 2]);
  const silent = topology.replace('added:', 'monthlyQueries: "0", added:');
  expect(await estimateOf('network.yaml', silent)).toMatchObject({
    code: 0,
    document: { totals: { monthly: '182.50' } },
  });
});

test('a resolver endpoint that stays is taken as paid for', async () => {
  const kept = plan({ changes: [keeps('aws_route53_resolver_endpoint.in', { ip_address: addresses })] });
  const { code, document } = await estimateOf('plan.json', JSON.stringify(kept));
  expect([code, document.totals.monthly]).toEqual([0, '0.00']);
  expect(document.findings).toMatchObject([{ code: 'TG1453' }]);
});
