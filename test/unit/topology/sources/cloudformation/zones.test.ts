import { describe, expect, test } from 'vitest';
import { loadNetwork } from '../../../../../src/operations/inputs/load-network.ts';
import { endpointOn, network, readTemplate } from '../../../../support/read-template.ts';
import { change, creates, plan } from '../../../../support/terraform-plan.ts';

const zonesFor = async (subnetIds: string, sections = '', more = {}) => {
  const { endpoint, codes } = await readTemplate(network(endpointOn(subnetIds), sections), {
    region: 'us-east-1',
    ...more,
  });
  const { azs, azsFrom } = endpoint('Ssm');
  return { azs, azsFrom, codes };
};

describe('zones of an interface endpoint', () => {
  test('are those of the subnets the template declares', async () => {
    expect((await zonesFor('[!Ref SubnetA, !GetAtt SubnetB.SubnetId, !Ref SubnetB]')).azs).toEqual([
      'us-east-1a',
      'us-east-1b',
    ]);
    expect(await zonesFor('[!Ref SubnetA, !Ref SubnetC]')).toEqual({
      azs: ['us-east-1a', 'us-east-1c'],
      azsFrom: 'stated',
      codes: [],
    });
  });

  test('are counted where ids are literal: AWS takes one subnet per zone', async () => {
    expect((await zonesFor('[subnet-1, subnet-2, subnet-2]')).azs).toEqual(['zone:subnet-1', 'zone:subnet-2']);
  });

  test('are counted from a parameter of known length', async () => {
    const sections = 'Parameters: { Subnets: { Type: "List<AWS::EC2::Subnet::Id>", Default: "subnet-1, subnet-2" } }';
    expect((await zonesFor('!Ref Subnets', sections)).azs).toEqual(['zone:subnet-1', 'zone:subnet-2']);
    expect((await zonesFor('!Ref Subnets', sections, { parameters: { Subnets: 'subnet-7' } })).azs).toEqual([
      'zone:subnet-7',
    ]);
  });

  test.each([
    [
      'a list parameter without value',
      '!Ref Subnets',
      'Parameters: { Subnets: { Type: "List<AWS::EC2::Subnet::Id>" } }',
    ],
    [
      'a stored parameter',
      '!Ref Subnets',
      'Parameters: { Subnets: { Type: "AWS::SSM::Parameter::Value<List<AWS::EC2::Subnet::Id>>", Default: /net/subnets } }',
    ],
    ['a split import', '!Split [",", !ImportValue shared-subnets]', ''],
    ['an attribute of a custom resource', '!GetAtt Lookup.SubnetIds', ''],
    ['a split attribute of a custom resource', '!Split [",", !GetAtt Lookup.SubnetIds]', ''],
    [
      'an element that may vanish',
      '[!Ref SubnetA, !If [Wide, !Ref SubnetB, !Ref AWS::NoValue]]',
      'Parameters: { Size: { Type: String } }\nConditions: { Wide: !Equals [!Ref Size, wide] }',
    ],
  ])('stay unknown for %s', async (_name, subnetIds, sections) => {
    const { azs, codes } = await zonesFor(subnetIds, sections);
    expect(azs).toBeUndefined();
    expect(codes).toContain('TG1150');
  });

  test('are counted where both branches of a condition nobody can settle are as long', async () => {
    const sections = 'Parameters: { Size: { Type: String } }\nConditions: { Wide: !Equals [!Ref Size, wide] }';
    const even = await zonesFor('!If [Wide, [!Ref SubnetA, !Ref SubnetB], [!Ref SubnetA, !Ref SubnetC]]', sections);
    expect(even.azs).toEqual(['us-east-1a', 'zone:Fn::If Wide[1]']);
    const odd = await zonesFor('!If [Wide, [!Ref SubnetA, !Ref SubnetB], [!Ref SubnetA]]', sections);
    expect(odd.azs).toBeUndefined();
  });

  test('are still counted where each element is surely one subnet', async () => {
    const sections =
      'Parameters: { One: { Type: AWS::EC2::Subnet::Id }, Size: { Type: String } }\nConditions: { Wide: !Equals [!Ref Size, wide] }';
    const { azs, codes } = await zonesFor(
      '[!Ref One, !Select [0, !Split [",", !ImportValue s]], !If [Wide, !Ref SubnetA, !Ref SubnetB]]',
      sections,
    );
    expect(azs).toHaveLength(3);
    expect(codes).toEqual(expect.arrayContaining(['TG1151', 'TG1170']));
  });

  test('survive a list that is joined for another stack and split there', async () => {
    expect((await zonesFor('!Split [",", !Join [",", [!Ref SubnetA, !Ref SubnetB]]]')).azs).toEqual([
      'us-east-1a',
      'us-east-1b',
    ]);
  });

  test('of an interface endpoint without subnets are none', async () => {
    const { endpoint, codes } = await readTemplate(network(endpointOn('!Ref AWS::NoValue')), { region: 'us-east-1' });
    expect(endpoint('Ssm').azs).toEqual([]);
    expect(codes).toEqual(['TG1156']);
  });

  test('of two subnets with long equal endings stay two', async () => {
    const tail = 'x'.repeat(80);
    const { azs } = await zonesFor(`[a${tail}, b${tail}]`);
    expect(new Set(azs).size).toBe(2);
  });

  test('a placeholder zone is one per GetAZs index, whatever Region form asks for it', async () => {
    const subnet = (id: string, zone: string) =>
      `  ${id}:\n    Type: AWS::EC2::Subnet\n    Properties: { VpcId: !Ref Vpc, AvailabilityZone: !Select [${zone}] }\n`;
    const text = network(
      subnet('S0', '0, !GetAZs ""') +
        subnet('S0b', '"0", !GetAZs us-east-1') +
        subnet('S1', '1, !GetAZs { Ref: AWS::Region }') +
        endpointOn('[!Ref S0, !Ref S0b, !Ref S1]'),
    );
    const { endpoint } = await readTemplate(text, { region: 'us-east-1' });
    expect(endpoint('Ssm').azs).toEqual(['zone:us-east-1[0]', 'zone:us-east-1[0]', 'zone:us-east-1[1]']);
  });
});

describe('parameters that hold subnets', () => {
  const LIST = 'List<AWS::EC2::Subnet::Id>';
  const STORED = `AWS::SSM::Parameter::Value<${LIST}>`;
  test.each<[string, string, string, number | undefined]>([
    ['a list of ids', LIST, 'subnet-1, subnet-2', 2],
    ['one id', LIST, 'subnet-1', 1],
    ['texts with commas', 'CommaDelimitedList', 'subnet-1,subnet-2,subnet-2', 2],
    ['a previous value', LIST, '{{resolve:previous:Subnets}}', undefined],
    ['a dynamic reference', LIST, '{{resolve:ssm:/net/subnets}}', undefined],
    ['a stored parameter by its path', STORED, '/net/subnets', undefined],
    ['a stored parameter by its name', STORED, 'shared-subnets', undefined],
    ['a stored list of texts by its path', 'AWS::SSM::Parameter::Value<CommaDelimitedList>', '/net/subnets', undefined],
    ['what a stored parameter holds', STORED, 'subnet-1,subnet-2', 2],
  ])('%s', async (_name, type, value, count) => {
    const sections = `Parameters: { Subnets: { Type: "${type}", Default: "subnet-9" } }`;
    const { azs, codes } = await zonesFor('!Ref Subnets', sections, { parameters: { Subnets: value } });
    expect(azs?.length).toBe(count);
    expect(codes.includes('TG1170')).toBe(count === undefined);
  });
});

test.each([
  ['a Local Zone', ['us-west-2-lax-1a'], []],
  ['two zones of one group beside one of the Region', ['us-west-2a', 'us-west-2-lax-1a', 'us-west-2-lax-1b'], []],
  ['the second group of a city', ['us-west-2-phx-2a'], []],
  ['a Wavelength Zone', ['us-west-2-wl1-las-wlz-1'], []],
  ['ids of both', ['usw2-az1', 'usw2-lax1-az1', 'usw2-wl1-las-wlz1'], []],
  ['a name and an id', ['us-west-2-lax-1a', 'usw2-az1'], ['TG1157']],
])('%s is a zone of its Region in a template and in a plan', async (_name, zones, expected) => {
  const subnets = zones.map(
    (zone, index) => `
  Zone${index}:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, AvailabilityZone: ${zone} }`,
  );
  const refs = zones.map((_, index) => `!Ref Zone${index}`);
  const template = network(`${subnets.join('')}${endpointOn(`[${refs.join(', ')}]`)}`);
  const { endpoint, codes } = await readTemplate(template, { region: 'us-west-2' });
  expect({ azs: endpoint('Ssm').azs, codes }).toEqual({ azs: zones, codes: expected });

  const made = zones.map((zone, index) => {
    const key = zone.startsWith('usw2') ? 'availability_zone_id' : 'availability_zone';
    const values = { id: `subnet-${index}`, vpc_id: 'vpc-1', [key]: zone };
    return change(`aws_subnet.s[${index}]`, ['no-op'], { before: values, after: values });
  });
  const value = plan({
    changes: [
      ...made,
      creates('aws_vpc_endpoint.e', {
        vpc_id: 'vpc-1',
        vpc_endpoint_type: 'Interface',
        service_name: 'com.amazonaws.us-west-2.ssm',
        subnet_ids: zones.map((_, index) => `subnet-${index}`),
      }),
    ],
  });
  const content = JSON.stringify(value).replaceAll('us-east-1', 'us-west-2');
  const { topology } = await loadNetwork({ name: 'plan.json', content });
  expect(topology.endpoints[0]?.region).toBe('us-west-2');
  expect([...(topology.endpoints[0]?.azs ?? [])].sort()).toEqual([...zones].sort());
});
