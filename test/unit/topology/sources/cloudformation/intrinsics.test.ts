import { describe, expect, test } from 'vitest';
import { endpointOn, network, readTemplate } from '../../../../support/read-template.ts';

const serviceFor = async (service: string, sections = '', parameters?: Record<string, string>) => {
  const text = network(endpointOn('[!Ref SubnetA]', 'Ssm', service), sections);
  return (await readTemplate(text, { region: 'us-east-1', ...(parameters && { parameters }) })).endpoint('Ssm').service;
};
const name = (short: string): string => `com.amazonaws.us-east-1.${short}`;

describe('text functions', () => {
  test.each([
    ['Sub with its own variables', '!Sub ["com.amazonaws.${AWS::Region}.${S}", { S: kms }]', 'kms'],
    ['Sub of a parameter', '!Sub "com.amazonaws.${AWS::Region}.${Service}"', 'sqs'],
    ['Join', '!Join [".", [com.amazonaws, !Ref AWS::Region, !Ref Service]]', 'sqs'],
    [
      'Select of a Split',
      '!Sub ["com.amazonaws.${AWS::Region}.${S}", { S: !Select [1, !Split ["|", "a|sns|c"]] }]',
      'sns',
    ],
    [
      'FindInMap',
      '!Sub ["com.amazonaws.${AWS::Region}.${S}", { S: !FindInMap [Services, !Ref AWS::Region, name] }]',
      'logs',
    ],
    [
      'FindInMap with DefaultValue',
      '!Sub ["com.amazonaws.${AWS::Region}.${S}", { S: !FindInMap [Services, nowhere, name, { DefaultValue: sts }] }]',
      'sts',
    ],
    ['Select of a list parameter', '!Sub ["com.amazonaws.${AWS::Region}.${S}", { S: !Select [1, !Ref Names] }]', 'b'],
    ['Length', '!Sub ["com.amazonaws.${AWS::Region}.${S}", { S: !Length [x, y] }]', '2'],
    ['If on a condition', '!If [IsSqs, !Sub "com.amazonaws.${AWS::Region}.sqs", other]', 'sqs'],
    ['And, Or and Not', '!If [All, !Sub "com.amazonaws.${AWS::Region}.ec2", other]', 'ec2'],
  ])('%s', async (_title, service, expected) => {
    const sections = `Parameters:
  Service: { Type: String, Default: sqs }
  Names: { Type: CommaDelimitedList, Default: "a, b" }
Mappings: { Services: { us-east-1: { name: logs } } }
Conditions:
  IsSqs: !Equals [!Ref Service, sqs]
  All: !And [!Condition IsSqs, !Or [!Equals [a, b], !Not [!Equals [a, b]]]]`;
    expect(await serviceFor(service, sections)).toBe(name(expected));
  });

  test('a literal ${!x} in Sub keeps its dollar', async () => {
    expect(await serviceFor('!Sub "x.${!AWS::Region}"')).toBe('x.${AWS::Region}');
  });

  test('pseudo parameters follow the Region', async () => {
    const text = network(
      endpointOn('[!Ref SubnetA]', 'Ssm', '!Sub "${AWS::Partition}.${AWS::URLSuffix}.${AWS::Region}"'),
    );
    const read = async (region: string) => (await readTemplate(text, { region })).endpoint('Ssm').service;
    expect(await read('us-east-1')).toBe('aws.amazonaws.com.us-east-1');
    expect(await read('cn-north-1')).toBe('aws-cn.amazonaws.com.cn.cn-north-1');
  });

  test('a parameter given from outside wins over its default', async () => {
    const sections = 'Parameters: { Service: { Type: String, Default: sqs } }';
    expect(await serviceFor('!Sub "com.amazonaws.${AWS::Region}.${Service}"', sections, { Service: 'sns' })).toBe(
      name('sns'),
    );
  });
});

describe('Cidr', () => {
  const cidrOf = async (cidr: string) => {
    const text = `Resources:\n  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: ${cidr} } }`;
    return (await readTemplate(text, { region: 'us-east-1' })).topology.vpcs?.[0]?.cidrs;
  };
  test('gives blocks of the host bits asked for', async () => {
    expect(await cidrOf('!Select [5, !Cidr ["192.168.0.0/24", 6, 5]]')).toEqual(['192.168.0.160/27']);
    expect(await cidrOf('!Select [1, !Cidr ["2001:db8::/56", 2, 64]]')).toEqual(['2001:db8:0:1::/64']);
  });
  test('of a range that cannot hold them is unknown', async () => {
    expect(await cidrOf('!Select [0, !Cidr ["192.168.0.0/24", 200, 8]]')).toBeUndefined();
  });
});

describe('what is not there', () => {
  test('NoValue drops properties and list elements', async () => {
    const text = network(
      endpointOn('[!Ref SubnetA, !If [Off, !Ref SubnetB, !Ref AWS::NoValue]]'),
      'Conditions: { Off: !Equals [a, b] }',
    );
    expect((await readTemplate(text, { region: 'us-east-1' })).endpoint('Ssm').azs).toEqual(['us-east-1a']);
  });

  test('the type absent means Gateway, and is said', async () => {
    const text = network(
      '  S3:\n    Type: AWS::EC2::VPCEndpoint\n    Properties: { VpcId: !Ref Vpc, ServiceName: com.amazonaws.us-east-1.s3 }\n',
    );
    const { endpoint, codes } = await readTemplate(text);
    expect(endpoint('S3').type).toBe('Gateway');
    expect(codes).toEqual(['TG1153']);
  });

  test('an unknown type is listed with its hours unknown, never priced as zero', async () => {
    const text = network(
      endpointOn('[!Ref SubnetA]').replace('VpcEndpointType: Interface', 'VpcEndpointType: !Ref Kind'),
      'Parameters: { Kind: { Type: String } }',
    );
    const { endpoint, codes } = await readTemplate(text, { region: 'us-east-1' });
    expect(endpoint('Ssm').azs).toBeUndefined();
    expect(codes).toEqual(expect.arrayContaining(['TG1170', 'TG1175']));
  });

  test('the value of a NoEcho parameter decides conditions and is seen nowhere; its list keeps its length', async () => {
    const sections =
      'Parameters: { Key: { Type: String, NoEcho: true }, Nets: { Type: CommaDelimitedList, NoEcho: "true" } }\nConditions: { Keyed: !Not [!Equals [!Ref Key, ""]] }';
    const text = network(
      endpointOn('!Ref Nets', 'Ssm', '!Sub "com.amazonaws.us-east-1.${Key}"')
        .replace('Type: AWS', 'Condition: Keyed\n    Type: AWS')
        .replace('VpcId: !Ref Vpc', 'VpcId: !Ref Key\n      Tags: [{ Key: Name, Value: !Join ["-", [a, !Ref Key]] }]'),
      sections,
    );
    const parameters = { Key: 'canary', Nets: 'canary-1,canary-2' };
    const { topology, endpoint } = await readTemplate(text, { region: 'us-east-1', parameters });
    expect(endpoint('Ssm').azs).toHaveLength(2);
    expect(JSON.stringify(topology)).not.toContain('canary');
    const none = await readTemplate(text, { region: 'us-east-1', parameters: { ...parameters, Key: '' } });
    expect(none.topology.endpoints).toEqual([]);
  });

  test('a false condition removes, an unknown one lists with hours unknown', async () => {
    const on = (condition: string) =>
      endpointOn('[!Ref SubnetA]', condition).replace('Type: AWS', `Condition: ${condition}\n    Type: AWS`);
    const sections =
      'Parameters: { Size: { Type: String } }\nConditions: { No: !Equals [a, b], Maybe: !Equals [!Ref Size, big] }';
    const { topology, codes } = await readTemplate(network(on('No') + on('Maybe'), sections), { region: 'us-east-1' });
    expect(topology.endpoints.map((each) => [each.id, each.azs])).toEqual([['Maybe', undefined]]);
    expect(codes).toEqual(expect.arrayContaining(['TG1170', 'TG1174']));
  });

  test('a function nobody knows and a name nobody declares are found, and the rest is read', async () => {
    const text = network(endpointOn('[!Ref Nothing, !Ref SubnetA]', 'Ssm', '{ "Fn::Later": x }'));
    const { endpoint, codes } = await readTemplate(text, { region: 'us-east-1' });
    expect(endpoint('Ssm')).toMatchObject({ azs: ['zone:Nothing', 'us-east-1a'] });
    expect(endpoint('Ssm').service).toBeUndefined();
    expect(codes.filter((code) => code === 'TG1172')).toHaveLength(2);
  });

  test('a macro is named, and what is readable is read', async () => {
    const { endpoint, findings } = await readTemplate(
      network(endpointOn('[!Ref SubnetA]'), 'Transform: [AWS::LanguageExtensions, OurMacro]'),
      { region: 'us-east-1' },
    );
    expect(endpoint('Ssm').azs).toEqual(['us-east-1a']);
    expect(findings.map((each) => [each.code, each.subject])).toEqual([['TG1171', 'OurMacro']]);
  });

  test('a macro among resources or properties is named; what it may add to an endpoint is unknown, not absent', async () => {
    const text = network(`
  Fn::Transform: { Name: AWS::Include, Parameters: { Location: s3://bucket/more.yaml } }
  Ep: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcId: !Ref Vpc, Fn::Transform: { Name: OurDefaults } } }
`);
    const { endpoint, findings } = await readTemplate(text, { region: 'us-east-1' });
    expect(endpoint('Ep')).toMatchObject({ type: 'Interface' });
    expect(endpoint('Ep').azs).toBeUndefined();
    expect(findings.map((each) => [each.code, each.subject])).toEqual([
      ['TG1171', 'AWS::Include'],
      ['TG1171', 'OurDefaults'],
      ['TG1175', 'Ep'],
    ]);
  });

  test('a given parameter that nothing declares is found', async () => {
    const { codes } = await readTemplate(network(''), { region: 'us-east-1', parameters: { Sise: 'big' } });
    expect(codes).toEqual(['TG1176']);
  });
});
