import { expect, test } from 'vitest';
import { network, readTemplate } from '../../../../support/read-template.ts';

const TRANSFORM =
  'Transform: AWS::LanguageExtensions\nParameters: { Services: { Type: CommaDelimitedList, Default: "ssm,ecr.api" } }';

const loop = (collection: string): string => `
  Fn::ForEach::Endpoints:
    - Service
    - ${collection}
    - Endpoint&{Service}:
        Type: AWS::EC2::VPCEndpoint
        Properties:
          VpcEndpointType: Interface
          VpcId: !Ref Vpc
          ServiceName: !Join [".", [com.amazonaws, !Ref AWS::Region, !Ref Service]]
          SubnetIds: [!Ref SubnetA]
          Tags: [{ Key: Name, Value: !Sub "for \${Service}" }]
`;

test('a loop makes one endpoint for each item; letters and digits only with &{}', async () => {
  const { topology } = await readTemplate(network(loop('!Ref Services'), TRANSFORM), { region: 'eu-west-1' });
  expect(topology.endpoints.map(({ id, service, name }) => [id, service, name])).toEqual([
    ['Endpointssm', 'com.amazonaws.eu-west-1.ssm', 'for ssm'],
    ['Endpointecrapi', 'com.amazonaws.eu-west-1.ecr.api', 'for ecr.api'],
  ]);
});

test('loops nest, and the inner one sees the outer identifier', async () => {
  const nested = `
  Fn::ForEach::Zones:
    - Zone
    - [a, b]
    - Fn::ForEach::Names:
        - Name
        - [x, y]
        - Subnet\${Zone}\${Name}:
            Type: AWS::EC2::VPC
            Properties: { CidrBlock: 10.0.0.0/16, Tags: [{ Key: Name, Value: "\${Zone}\${Name}" }] }
`;
  const { topology } = await readTemplate(network(nested, TRANSFORM));
  expect(topology.vpcs?.map((vpc) => vpc.name)).toEqual([undefined, 'ax', 'ay', 'bx', 'by']);
});

test('a loop over something unknown is found, and the rest is read', async () => {
  const { topology, codes } = await readTemplate(network(loop('!Ref Unknown'), TRANSFORM));
  expect(topology.endpoints).toEqual([]);
  expect(topology.vpcs).toHaveLength(1);
  expect(codes).toContain('TG1172');
});

test('loops in loops that explode are refused', async () => {
  const items = JSON.stringify(Array.from({ length: 100 }, (_, index) => `i${index}`));
  const bomb = (depth: number): string =>
    depth === 0
      ? '{ "V${A}": { Type: AWS::EC2::VPC } }'
      : `{ "Fn::ForEach::L${depth}": ["B${depth}", ${items}, ${bomb(depth - 1)}] }`;
  const text = `Resources: ${bomb(3)}`;
  await expect(readTemplate(text)).rejects.toMatchObject({ code: 'TG1121' });
});
