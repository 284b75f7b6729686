import { describe, expect, test } from 'vitest';
import { loadNetwork } from '../../../../../src/operations/inputs/load-network.ts';

const read = async (content: string, parameters: Record<string, string> = {}) => {
  const { topology, findings } = await loadNetwork({ name: 't.yaml', content }, { region: 'us-east-1', parameters });
  return {
    endpoints: topology.endpoints.map(({ id, azs, type }) => [id, type, azs?.length]),
    codes: findings.map((each) => each.code),
    topology,
  };
};
const endpoint = (subnets: string) =>
  `{ VpcEndpointType: Interface, ServiceName: com.amazonaws.us-east-1.ssm, VpcId: vpc-1, SubnetIds: ${subnets} }`;

describe('templates as people write them', () => {
  test('merge keys are read', async () => {
    const { endpoints } = await read(`
Resources:
  A: { Type: AWS::EC2::VPCEndpoint, Properties: &base ${endpoint('[subnet-1, subnet-2]')} }
  B:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      <<: *base
      ServiceName: com.amazonaws.us-east-1.kms
`);
    expect(endpoints).toEqual([
      ['A', 'Interface', 2],
      ['B', 'Interface', 2],
    ]);
  });

  test('of a key given twice the last counts (TG1177)', async () => {
    const { endpoints, codes } = await read(`
Resources:
  A:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcEndpointType: Interface
      ServiceName: com.amazonaws.us-east-1.ssm
      SubnetIds: [subnet-1]
      SubnetIds: [subnet-1, subnet-2]
`);
    expect(endpoints).toEqual([['A', 'Interface', 2]]);
    expect(codes).toContain('TG1177');
  });

  test('a mapping by account is read with the account, else asked for', async () => {
    const text = `
Mappings: { Subnets: { '111122223333': { ids: [subnet-1, subnet-2] } } }
Resources:
  A: { Type: AWS::EC2::VPCEndpoint, Properties: ${endpoint("{ 'Fn::FindInMap': [Subnets, { Ref: 'AWS::AccountId' }, ids] }")} }
`;
    expect((await read(text, { 'AWS::AccountId': '111122223333' })).endpoints).toEqual([['A', 'Interface', 2]]);
    const unknown = await read(text);
    expect([unknown.endpoints, unknown.codes]).toEqual([[['A', 'Interface', undefined]], ['TG1170', 'TG1150']]);
  });

  test('the length of a split dynamic reference is not known', async () => {
    const split = "{ 'Fn::Split': [',', '{{resolve:ssm:/net/subnets}}'] }";
    const { endpoints } = await read(
      `Resources: { A: { Type: AWS::EC2::VPCEndpoint, Properties: ${endpoint(split)} } }`,
    );
    expect(endpoints).toEqual([['A', 'Interface', undefined]]);
  });
});

describe('what may contain endpoints', () => {
  test.each([
    ['a module', "{ Type: 'Acme::Net::Endpoints::MODULE' }"],
    ['a Service Catalog product', '{ Type: AWS::ServiceCatalog::CloudFormationProvisionedProduct }'],
    [
      'a StackSet whose template is elsewhere',
      '{ Type: AWS::CloudFormation::StackSet, Properties: { TemplateURL: https://x } }',
    ],
  ])('is named: %s', async (_, resource) => {
    expect((await read(`Resources: { N: ${resource} }`)).codes).toEqual(['TG1179']);
  });

  test('is named: a section of modules', async () => {
    const modules = 'Modules: { Net: { Source: ./net.yaml } }';
    expect((await read(`${modules}\nAWSTemplateFormatVersion: '2010-09-09'\nResources: {}`)).codes).toEqual(['TG1179']);
  });

  test('is read where a StackSet holds its template and names accounts and Regions', async () => {
    const inner = JSON.stringify({
      Resources: {
        E: {
          Type: 'AWS::EC2::VPCEndpoint',
          Properties: { VpcEndpointType: 'Interface', ServiceName: 'com.amazonaws.eu-west-1.ssm', SubnetIds: ['s1'] },
        },
      },
    });
    const { topology, codes } = await read(`
Resources:
  Set:
    Type: AWS::CloudFormation::StackSet
    Properties:
      TemplateBody: '${inner}'
      StackInstancesGroup: [{ DeploymentTargets: { Accounts: ['111122223333', '222233334444'] }, Regions: [eu-west-1] }]
`);
    expect(topology.endpoints.map(({ id, account }) => [id, account])).toEqual([
      ['Set#1/E', '111122223333'],
      ['Set#2/E', '222233334444'],
    ]);
    expect(codes).not.toContain('TG1179');
  });

  test('an OpenSearch Serverless endpoint has the zones of an interface endpoint, and a doubt', async () => {
    const { endpoints, codes } = await read(
      'Resources: { O: { Type: AWS::OpenSearchServerless::VpcEndpoint, Properties: { Name: o, VpcId: vpc-1, SubnetIds: [s1, s2] } } }',
    );
    expect([endpoints, codes.includes('TG1180')]).toEqual([[['O', 'Interface', 2]], true]);
  });

  test('a Route 53 Profile belongs to the design, a Resolver endpoint too', async () => {
    const { topology, codes } = await read(`
Resources:
  P: { Type: AWS::Route53Profiles::Profile, Properties: { Name: p } }
  A: { Type: AWS::Route53Profiles::ProfileAssociation, Properties: { ProfileId: !Ref P, ResourceId: vpc-1, Name: a } }
  R: { Type: AWS::Route53Resolver::ResolverEndpoint }
`);
    expect(topology.dns?.profiles).toEqual([{ id: 'P', region: 'us-east-1', vpcs: ['vpc-1'], added: true }]);
    expect(topology.dns?.resolverEndpoints).toEqual([
      { id: 'R', region: 'us-east-1', direction: 'inbound', added: true },
    ]);
    expect(codes).toEqual([]);
  });
});
