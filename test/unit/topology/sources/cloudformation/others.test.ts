import { expect, test } from 'vitest';
import { network, readTemplate } from '../../../../support/read-template.ts';

test('what costs beside the endpoints is read: NAT, provider side, zones, attachments, peerings', async () => {
  const { topology, codes } = await readTemplate(
    network(`
  Nat: { Type: AWS::EC2::NatGateway, Properties: { SubnetId: !Ref SubnetA, AllocationId: x, Tags: [{ Key: team, Value: net }] } }
  Regional: { Type: AWS::EC2::NatGateway, Properties: { AvailabilityMode: regional, VpcId: !Ref Vpc } }
  Nlb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Type: network
      SubnetMappings: [{ SubnetId: !Ref SubnetA }, { SubnetId: !Ref SubnetB }]
      LoadBalancerAttributes: [{ Key: load_balancing.cross_zone.enabled, Value: "true" }]
  Service: { Type: AWS::EC2::VPCEndpointService, Properties: { NetworkLoadBalancerArns: [!Ref Nlb] } }
  Zone: { Type: AWS::Route53::HostedZone, Properties: { Name: ssm.us-east-1.amazonaws.com., VPCs: [{ VPCId: !Ref Vpc, VPCRegion: us-east-1 }] } }
  Public: { Type: AWS::Route53::HostedZone, Properties: { Name: example.com } }
  Attachment: { Type: AWS::EC2::TransitGatewayVpcAttachment, Properties: { TransitGatewayId: tgw-1, VpcId: !Ref Vpc, SubnetIds: [] } }
  Peering: { Type: AWS::EC2::VPCPeeringConnection, Properties: { VpcId: !Ref Vpc, PeerVpcId: vpc-2 } }
`),
    { region: 'us-east-1' },
  );
  expect(topology).toMatchObject({
    natGateways: [{ id: 'Nat', region: 'us-east-1', vpc: 'Vpc', az: 'us-east-1a', tags: { team: 'net' } }],
    endpointServices: [
      {
        id: 'Service',
        region: 'us-east-1',
        loadBalancers: [{ id: 'Nlb', type: 'network', azs: ['us-east-1a', 'us-east-1b'], crossZone: true }],
      },
    ],
    dns: { hostedZones: [{ name: 'ssm.us-east-1.amazonaws.com', vpcs: ['Vpc'], added: true }] },
    connectivity: {
      transitGateways: [{ id: 'tgw-1', region: 'us-east-1', vpcs: ['Vpc'], added: ['Vpc'] }],
      peerings: [{ id: 'Peering', between: ['Vpc', 'vpc-2'] }],
    },
  });
  expect(codes).toEqual(['TG5061']);
});

test('what may not exist is named and left out', async () => {
  const sections = 'Parameters: { Size: { Type: String } }\nConditions: { Wide: !Equals [!Ref Size, wide] }';
  const nat = '  Nat: { Type: AWS::EC2::NatGateway, Condition: Wide, Properties: { SubnetId: !Ref SubnetA } }\n';
  const { topology, codes } = await readTemplate(network(nat, sections), { region: 'us-east-1' });
  expect(topology.natGateways).toBeUndefined();
  expect(codes).toEqual(['TG1170', 'TG5061']);
});

test('what a parameter without a value decides is left out in words; a Gateway Load Balancer endpoint is in one zone', async () => {
  const { topology, endpoint, findings } = await readTemplate(
    network(
      `
  Service: { Type: AWS::EC2::VPCEndpointService, Properties: { NetworkLoadBalancerArns: !Ref Arns } }
  Nat: { Type: AWS::EC2::NatGateway, Properties: { AvailabilityMode: !Ref Mode, VpcId: !Ref Vpc } }
  Firewall:
    Type: AWS::EC2::VPCEndpoint
    Properties: { VpcEndpointType: GatewayLoadBalancer, ServiceName: x, VpcId: !Ref Vpc, SubnetIds: !Ref Subnets }
`,
      `Parameters: { Arns: { Type: CommaDelimitedList }, Mode: { Type: String }, Subnets: { Type: CommaDelimitedList } }`,
    ),
    { region: 'us-east-1' },
  );
  expect([topology.endpointServices?.[0]?.loadBalancers, topology.natGateways]).toEqual([[], undefined]);
  expect(endpoint('Firewall').azs).toHaveLength(1);
  expect(findings.filter((each) => each.code === 'TG5061').map((each) => each.subject)).toEqual(['Service', 'Nat']);
});
