import { documentOf, loadNetwork, type NetworkOptions } from '../../src/operations/inputs/load-network.ts';
import type { Endpoint } from '../../src/topology/topology.ts';

/** Reads a template from text; `files` are the templates beside it by path. */
export async function readTemplate(
  text: string,
  options: NetworkOptions = {},
  files: Readonly<Record<string, string>> = {},
) {
  const sibling = async (path: string) => {
    const content = files[path];
    return content === undefined ? undefined : documentOf({ name: path, content });
  };
  const { topology, findings } = await loadNetwork({ name: 'template.yaml', content: text }, { sibling, ...options });
  const endpoint = (id: string): Endpoint => {
    const found = topology.endpoints.find((each) => each.id === id);
    if (!found) throw new Error(`no endpoint ${id} among ${topology.endpoints.map((each) => each.id).join(', ')}`);
    return found;
  };
  return { topology, findings, endpoint, codes: findings.map((each) => each.code) };
}

/** A VPC, subnets a, b and c in three named zones, and whatever resources are added. */
export const network = (resources: string, sections = ''): string => `
${sections}
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: { CidrBlock: 10.0.0.0/16 }
  SubnetA:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, AvailabilityZone: us-east-1a }
  SubnetB:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, AvailabilityZone: us-east-1b }
  SubnetC:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, AvailabilityZone: us-east-1c }
${resources}`;

/** An interface endpoint on ssm whose `SubnetIds` is the text given. */
export const endpointOn = (
  subnetIds: string,
  id = 'Ssm',
  service = "!Sub 'com.amazonaws.${AWS::Region}.ssm'",
): string => `
  ${id}:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcEndpointType: Interface
      VpcId: !Ref Vpc
      ServiceName: ${service}
      SubnetIds: ${subnetIds}
`;
