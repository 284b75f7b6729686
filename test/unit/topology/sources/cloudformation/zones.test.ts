import { describe, expect, test } from 'vitest';
import { endpointOn, network, readTemplate } from '../../../../support/read-template.ts';

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
