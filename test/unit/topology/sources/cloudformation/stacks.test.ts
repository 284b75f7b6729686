import { describe, expect, test } from 'vitest';
import { endpointOn, network, readTemplate } from '../../../../support/read-template.ts';

const CHILD = `
Parameters: { Vpc: { Type: String }, Subnets: { Type: CommaDelimitedList } }
Resources:
  Ssm:
    Type: AWS::EC2::VPCEndpoint
    Properties: { VpcEndpointType: Interface, VpcId: !Ref Vpc, ServiceName: !Sub "com.amazonaws.\${AWS::Region}.ssm", SubnetIds: !Ref Subnets }
Outputs:
  Zone: { Value: us-east-1f }
`;

const parent = (location: string, type = 'AWS::CloudFormation::Stack', property = 'TemplateURL') =>
  network(`
  Child:
    Type: ${type}
    Properties:
      ${property}: ${location}
      Parameters: { Vpc: !Ref Vpc, Subnets: !Join [",", [!Ref SubnetA, !Ref SubnetC]] }
`);

describe('nested stacks', () => {
  test.each([
    ['CloudFormation', 'AWS::CloudFormation::Stack', 'TemplateURL'],
    ['SAM', 'AWS::Serverless::Application', 'Location'],
  ])('are read where their template is local (%s), with the subnets of the parent', async (_name, type, property) => {
    const { endpoint, codes } = await readTemplate(
      parent('./child.yaml', type, property),
      { region: 'us-east-1' },
      { 'child.yaml': CHILD },
    );
    expect(endpoint('Child/Ssm')).toMatchObject({ vpc: 'Vpc', azs: ['us-east-1a', 'us-east-1c'], azsFrom: 'stated' });
    expect(codes).toEqual([]);
  });

  test.each([
    ['a URL', 'https://bucket.s3.amazonaws.com/child.yaml'],
    ['a file that is not there', './gone.yaml'],
  ])('elsewhere are found: %s', async (_name, location) => {
    const { topology, codes } = await readTemplate(parent(location), { region: 'us-east-1' }, { 'child.yaml': CHILD });
    expect(topology.endpoints).toEqual([]);
    expect(codes).toEqual(['TG1173']);
  });

  test('under a condition nobody can settle may not exist, so their hours are unknown', async () => {
    const sections = 'Parameters: { Size: { Type: String } }\nConditions: { Wide: !Equals [!Ref Size, wide] }';
    const text = parent('./child.yaml').replace(
      '    Type: AWS::CloudFormation',
      '    Condition: Wide\n    Type: AWS::CloudFormation',
    );
    const files = { 'child.yaml': CHILD };
    const open = await readTemplate(`${sections}\n${text}`, { region: 'us-east-1' }, files);
    expect(open.endpoint('Child/Ssm').azs).toBeUndefined();
    expect(open.codes).toEqual(['TG1170', 'TG1174']);
    const settled = await readTemplate(
      `${sections}\n${text}`,
      { region: 'us-east-1', parameters: { Size: 'wide' } },
      files,
    );
    expect(settled.endpoint('Child/Ssm').azs).toHaveLength(2);
  });

  test('that nest themselves are refused', async () => {
    const files = { 'child.yaml': parent('child.yaml') };
    await expect(readTemplate(parent('child.yaml'), {}, files)).rejects.toMatchObject({ code: 'TG1120' });
  });

  test('give their outputs to the parent', async () => {
    const subnet =
      '  SubnetD:\n    Type: AWS::EC2::Subnet\n    Properties: { AvailabilityZone: !GetAtt Child.Outputs.Zone }\n';
    const text = parent('child.yaml') + subnet + endpointOn('[!Ref SubnetD]', 'Kms');
    const { endpoint } = await readTemplate(text, { region: 'us-east-1' }, { 'child.yaml': CHILD });
    expect(endpoint('Kms').azs).toEqual(['us-east-1f']);
  });
});

describe('values that need themselves', () => {
  test.each([
    [
      'conditions',
      'Conditions: { A: !Not [!Condition B], B: !Not [!Condition A] }',
      '  X: { Type: AWS::EC2::VPC, Condition: A }\n',
    ],
    [
      'subnets',
      '',
      '  S: { Type: AWS::EC2::Subnet, Properties: { AvailabilityZone: !GetAtt T.AvailabilityZone } }\n  T: { Type: AWS::EC2::Subnet, Properties: { AvailabilityZone: !GetAtt S.AvailabilityZone } }\n' +
        endpointOn('[!Ref S]'),
    ],
  ])('are refused by name: %s', async (_name, sections, resources) => {
    await expect(readTemplate(network(resources, sections))).rejects.toMatchObject({ code: 'TG1120' });
  });

  test('and nesting without end is refused without a stack trace', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const text = JSON.stringify({
      Resources: { V: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: 'DEEP' } } },
    }).replace('"DEEP"', deep);
    await expect(readTemplate(text)).rejects.toMatchObject({ code: 'TG1121' });
  });
});

describe('a CDK assembly', () => {
  const artifact = (templateFile: string, environment: string) => ({
    type: 'aws:cloudformation:stack',
    environment,
    properties: { templateFile },
  });
  const manifest = JSON.stringify({
    version: '55.0.0',
    artifacts: {
      Net: artifact('Net.json', 'aws://111122223333/eu-west-1'),
      App: artifact('App.json', 'aws://111122223333/eu-west-1'),
      Far: artifact('App.json', 'aws://unknown-account/unknown-region'),
      'assembly-Prod': { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Prod' } },
    },
  });
  const files = {
    'Net.json': network('', 'Outputs: { A: { Value: !Ref SubnetA, Export: { Name: "Net:SubnetA" } } }'),
    'App.json': `Resources:${endpointOn('[!ImportValue "Net:SubnetA"]')}`,
    'assembly-Prod/manifest.json': JSON.stringify({
      version: '55.0.0',
      artifacts: { Inner: artifact('In.json', 'aws://1/us-east-1') },
    }),
    'assembly-Prod/In.json': network(endpointOn('[!Ref SubnetB]')),
  };

  test('gives every stack its account and Region, and resolves imports inside them', async () => {
    const { endpoint, findings } = await readTemplate(manifest, {}, files);
    expect(endpoint('App/Ssm')).toMatchObject({
      region: 'eu-west-1',
      account: '111122223333',
      azs: ['us-east-1a'],
      service: 'com.amazonaws.eu-west-1.ssm',
    });
    expect(endpoint('Inner/Ssm')).toMatchObject({ region: 'us-east-1', azs: ['us-east-1b'] });
    expect(endpoint('Far/Ssm')).toMatchObject({ azs: ['zone:Net:SubnetA'] });
    expect(findings.filter((each) => each.code === 'TG1170').map((each) => each.subject)).toEqual(
      ['Net:SubnetA', 'Vpc'].slice(0, 1),
    );
  });

  test('without its files is a finding for each stack', async () => {
    const { topology, codes } = await readTemplate(manifest, { sibling: undefined });
    expect(topology.endpoints).toEqual([]);
    expect(codes).toEqual(['TG1173', 'TG1173', 'TG1173', 'TG1173']);
  });
});

describe('templates of a wrong shape', () => {
  test('an unknown Region is an error', async () => {
    await expect(readTemplate(network(''), { region: 'us-east-9' })).rejects.toMatchObject({ code: 'TG1102' });
  });

  test('resources that are no mapping are no template', async () => {
    await expect(readTemplate('AWSTemplateFormatVersion: "2010-09-09"\nResources: [1]')).rejects.toMatchObject({
      code: 'TG1004',
    });
  });

  test('entries that are no resource are passed over', async () => {
    const { topology } = await readTemplate(network('  Odd: 7\n  Other: { Properties: {} }\n'));
    expect(topology.vpcs).toHaveLength(1);
  });

  test('sections of another shape are an error with the place', async () => {
    await expect(readTemplate(network('', 'Parameters: [a]'))).rejects.toMatchObject({
      code: 'TG1005',
      location: { path: 'Parameters' },
    });
  });
});
