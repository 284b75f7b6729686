import { describe, expect, test } from 'vitest';
import { readInventory } from '../../../../../src/topology/sources/ec2-inventory/read.ts';
import { topologySchema } from '../../../../../src/topology/topology-schema.ts';
import { sample } from '../../../../support/samples.ts';

const REGION = 'us-east-1';

/** Reads answers as if a scan of us-east-1 had collected them; what comes out always fits the schema of networks. */
function read(answers: Readonly<Record<string, unknown>>) {
  const reading = readInventory(
    { Region: REGION, AccountId: '111122223333', VpcEndpoints: [], ...answers },
    'x',
    REGION,
  );
  expect(topologySchema.safeParse(reading.topology).error).toBeUndefined();
  return reading;
}

const endpoint = (more: Readonly<Record<string, unknown>>) => ({
  VpcEndpointId: 'vpce-1',
  VpcEndpointType: 'Interface',
  VpcId: 'vpc-1',
  ServiceName: `com.amazonaws.${REGION}.ssm`,
  State: 'available',
  SubnetIds: ['subnet-1', 'subnet-2'],
  ...more,
});
const one = (more: Readonly<Record<string, unknown>>, answers: Readonly<Record<string, unknown>> = {}) =>
  read({ VpcEndpoints: [endpoint(more)], ...answers }).topology.endpoints[0];

const subnets = [
  {
    SubnetId: 'subnet-1',
    VpcId: 'vpc-1',
    AvailabilityZone: 'us-east-1a',
    AvailabilityZoneId: 'use1-az4',
    CidrBlock: '10.0.1.0/24',
  },
  { SubnetId: 'subnet-2', VpcId: 'vpc-1', AvailabilityZone: 'us-east-1b', OwnerId: '999988887777' },
];
const zones = [
  { ZoneName: 'us-east-1a', ZoneId: 'use1-az4' },
  { ZoneName: 'us-east-1b', ZoneId: 'use1-az6' },
];

describe('endpoints of an inventory', () => {
  test('all five types in either spelling; only gateways have no zones', () => {
    const types = ['Interface', 'Gateway', 'GatewayLoadBalancer', 'resource', 'servicenetwork'];
    const { topology, findings } = read({
      VpcEndpoints: types.map((VpcEndpointType, index) =>
        endpoint({ VpcEndpointId: `vpce-${index}`, VpcEndpointType }),
      ),
      Subnets: subnets,
      VpcEndpointAssociations: [{ VpcEndpointId: 'vpce-4' }, { VpcEndpointId: 'vpce-4' }, { VpcEndpointId: 'vpce-3' }],
    });
    expect(topology.endpoints.map((each) => [each.type, each.azs?.length, each.resources])).toEqual([
      ['Interface', 2, undefined],
      ['Gateway', undefined, undefined],
      ['GatewayLoadBalancer', 2, undefined],
      ['Resource', 2, undefined],
      ['ServiceNetwork', 2, 2],
    ]);
    expect(findings).toEqual([]);
  });

  test('an endpoint without a type is a gateway, as EC2 once answered; a new type is said and left out', () => {
    expect(one({ VpcEndpointType: undefined })?.type).toBe('Gateway');
    const { topology, findings } = read({
      VpcEndpoints: [endpoint({ VpcEndpointType: 'Teleport' }), endpoint({ VpcEndpointId: 'vpce-2' })],
    });
    expect(topology.endpoints.map((each) => each.id)).toEqual(['vpce-2']);
    expect(findings).toMatchObject([{ code: 'TG2050', subject: 'vpce-1' }]);
  });

  test.each([
    'pendingAcceptance',
    'pending',
    'available',
    'deleting',
    'deleted',
    'rejected',
    'failed',
    'expired',
    'partial',
  ])('the state %s is kept for the charges to judge', (State) => {
    expect(one({ State })?.state).toBe(State);
  });

  test('zone names are joined to ids, from the subnet, from the zones, and else kept apart', () => {
    expect(one({}, { Subnets: subnets, AvailabilityZones: zones })?.azs).toEqual(['use1-az4', 'use1-az6']);
    expect(one({}, { Subnets: subnets })?.azs).toEqual(['use1-az4', 'us-east-1b']);
    expect(one({})?.azs).toEqual(['zone:subnet-1', 'zone:subnet-2']);
    const sameZone = subnets.map((subnet) => ({ ...subnet, AvailabilityZoneId: 'use1-az4' }));
    expect(one({}, { Subnets: sameZone })?.azs).toEqual(['use1-az4']);
  });

  test('a service of another Region is told, one of the own Region is not', () => {
    expect(one({ ServiceRegion: 'eu-west-1' })?.serviceRegion).toBe('eu-west-1');
    expect(one({ ServiceRegion: REGION })?.serviceRegion).toBeUndefined();
  });

  test('RequesterManaged and the provider who pays', () => {
    expect(one({ RequesterManaged: true })?.requesterManaged).toBe(true);
    expect(one({ RequesterManaged: false })?.requesterManaged).toBeUndefined();
    const pays = (PayerResponsibilityType: string, Scope: string) =>
      one({ PayerResponsibilities: [{ PayerResponsibilityType, Scope }] })?.payer;
    expect(pays('vpc-endpoint-service-account', 'vpc-endpoint-charges')).toBe('provider');
    expect(pays('vpc-endpoint-account', 'vpc-endpoint-charges')).toBeUndefined();
    expect(pays('vpc-endpoint-service-account', 'something-else')).toBeUndefined();
  });

  test('tags become a record without keys that change prototypes; Name is the name', () => {
    const Tags = [
      { Key: 'Name', Value: 'ssm of the app' },
      { Key: '__proto__', Value: 'polluted' },
      { Key: 'constructor', Value: 'polluted' },
      { Key: 'team', Value: 'platform' },
      { Key: 'empty' },
    ];
    const found = one({ Tags });
    expect(found?.name).toBe('ssm of the app');
    expect(Object.entries(found?.tags ?? {})).toEqual([
      ['Name', 'ssm of the app'],
      ['team', 'platform'],
      ['empty', ''],
    ]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.getPrototypeOf(found?.tags)).toBe(Object.prototype);
  });

  test('policies are values; a text that is no JSON stays a text', () => {
    expect(one({ PolicyDocument: '{"Statement":[]}' })?.policy).toEqual({ Statement: [] });
    expect(one({ PolicyDocument: '{...}' })?.policy).toBe('{...}');
    expect(one({ PolicyDocument: '' })).not.toHaveProperty('policy');
  });

  test.each([
    ['the SDK', new Date('2026-01-02T03:04:05Z')],
    ['the AWS CLI', '2026-01-02T03:04:05+00:00'],
    [
      'a recording',
      { __class__: 'datetime', year: 2026, month: 1, day: 2, hour: 3, minute: 4, second: 5, microsecond: 0 },
    ],
  ])('the creation time as %s writes it', (_writer, CreationTimestamp) => {
    expect(one({ CreationTimestamp })?.createdAt).toBe('2026-01-02T03:04:05.000Z');
  });

  test('a time that cannot be read is not known, and no reason to fail', () => {
    expect(one({ CreationTimestamp: { year: 2026 } })).not.toHaveProperty('createdAt');
    expect(one({ CreationTimestamp: 'yesterday' })).not.toHaveProperty('createdAt');
  });
});

describe('the network around them', () => {
  test('shared subnets keep their owner, VPCs all their ranges', () => {
    const { topology } = read({
      Subnets: subnets,
      AvailabilityZones: zones,
      Vpcs: [
        {
          VpcId: 'vpc-1',
          OwnerId: '999988887777',
          CidrBlock: '10.0.0.0/16',
          CidrBlockAssociationSet: [{ CidrBlock: '10.0.0.0/16' }, { CidrBlock: '100.64.0.0/16' }],
          Tags: [{ Key: 'Name', Value: 'shared' }],
        },
      ],
    });
    expect(topology.subnets).toEqual([
      { id: 'subnet-1', vpc: 'vpc-1', az: 'use1-az4', cidr: '10.0.1.0/24' },
      { id: 'subnet-2', vpc: 'vpc-1', az: 'use1-az6', account: '999988887777' },
    ]);
    expect(topology.vpcs).toMatchObject([
      { id: 'vpc-1', name: 'shared', cidrs: ['10.0.0.0/16', '100.64.0.0/16'], account: '999988887777' },
    ]);
    expect(topology.zoneNames).toEqual([
      { az: 'use1-az4', name: 'us-east-1a' },
      { az: 'use1-az6', name: 'us-east-1b' },
    ]);
  });

  test('interfaces belong to their endpoint', () => {
    const { topology } = read({
      VpcEndpoints: [endpoint({ NetworkInterfaceIds: ['eni-1'] })],
      Subnets: subnets,
      NetworkInterfaces: [
        {
          NetworkInterfaceId: 'eni-1',
          SubnetId: 'subnet-1',
          PrivateIpAddresses: [{ PrivateIpAddress: '10.0.1.5' }],
          Ipv6Addresses: [{ Ipv6Address: '2001:db8::5' }],
        },
      ],
    });
    expect(topology.networkInterfaces).toEqual([
      { id: 'eni-1', endpoint: 'vpce-1', subnet: 'subnet-1', az: 'use1-az4', addresses: ['10.0.1.5', '2001:db8::5'] },
    ]);
  });

  test('rules: security groups, network ACLs with numbers for protocols, routes with any target', () => {
    const { topology } = read({
      SecurityGroups: [
        {
          GroupId: 'sg-1',
          IpPermissions: [
            {
              IpProtocol: 'tcp',
              FromPort: 443,
              ToPort: 443,
              IpRanges: [{ CidrIp: '10.0.0.0/8' }],
              Ipv6Ranges: [{ CidrIpv6: '::/0' }],
              UserIdGroupPairs: [{ GroupId: 'sg-2' }],
              PrefixListIds: [{ PrefixListId: 'pl-1' }],
            },
            { IpProtocol: '-1', FromPort: -1, ToPort: -1 },
          ],
        },
      ],
      NetworkAcls: [
        {
          NetworkAclId: 'acl-1',
          Associations: [{ SubnetId: 'subnet-1' }],
          Entries: [
            {
              RuleNumber: 100,
              Egress: false,
              RuleAction: 'allow',
              Protocol: '6',
              CidrBlock: '10.0.0.0/8',
              PortRange: { From: 443, To: 443 },
            },
            { RuleNumber: 32_767, Egress: true, RuleAction: 'deny', Protocol: '-1', Ipv6CidrBlock: '::/0' },
            { RuleNumber: 5, Protocol: '6' },
          ],
        },
      ],
      RouteTables: [
        {
          RouteTableId: 'rtb-1',
          Associations: [{ Main: true }, { SubnetId: 'subnet-1' }],
          Routes: [
            { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local' },
            { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: 'nat-1', State: 'blackhole' },
            { DestinationPrefixListId: 'pl-1', GatewayId: 'vpce-2' },
            { DestinationCidrBlock: '10.9.0.0/16', TransitGatewayId: 'tgw-1' },
            { GatewayId: 'igw-1' },
          ],
        },
      ],
    });
    expect(topology.securityGroups?.[0]?.ingress).toEqual([
      { protocol: 'tcp', fromPort: 443, toPort: 443, sources: ['10.0.0.0/8', '::/0', 'sg-2', 'pl-1'] },
      { protocol: '-1', sources: [] },
    ]);
    expect(topology.networkAcls?.[0]?.entries).toEqual([
      {
        number: 100,
        direction: 'ingress',
        action: 'allow',
        protocol: 'tcp',
        cidr: '10.0.0.0/8',
        fromPort: 443,
        toPort: 443,
      },
      { number: 32_767, direction: 'egress', action: 'deny', protocol: '-1', cidr: '::/0' },
    ]);
    expect(topology.routeTables).toMatchObject([
      {
        main: true,
        subnets: ['subnet-1'],
        routes: [
          { destination: '10.0.0.0/16', target: 'local' },
          { destination: '0.0.0.0/0', target: 'nat-1', active: false },
          { destination: 'pl-1', target: 'vpce-2' },
          { destination: '10.9.0.0/16', target: 'tgw-1' },
        ],
      },
    ]);
  });

  test('transit gateways and peerings that are up; others are no connection', () => {
    const attachment = (TransitGatewayId: string, ResourceId: string, State: string, ResourceType = 'vpc') => ({
      TransitGatewayId,
      ResourceId,
      ResourceType,
      State,
    });
    const peering = (id: string, Code: string) => ({
      VpcPeeringConnectionId: id,
      RequesterVpcInfo: { VpcId: 'vpc-1' },
      AccepterVpcInfo: { VpcId: 'vpc-2' },
      Status: { Code },
    });
    const { topology } = read({
      TransitGatewayAttachments: [
        attachment('tgw-1', 'vpc-2', 'available'),
        attachment('tgw-1', 'vpc-1', 'available'),
        attachment('tgw-1', 'vpc-3', 'deleted'),
        attachment('tgw-2', 'vpn-1', 'available', 'vpn'),
      ],
      VpcPeeringConnections: [peering('pcx-1', 'active'), peering('pcx-2', 'deleted')],
    });
    expect(topology.connectivity).toEqual({
      transitGateways: [{ id: 'tgw-1', region: REGION, vpcs: ['vpc-1', 'vpc-2'] }],
      peerings: [{ id: 'pcx-1', between: ['vpc-1', 'vpc-2'] }],
    });
    expect(read({}).topology).not.toHaveProperty('connectivity');
  });

  test('of the services on offer only those in use are kept, with their zones and names', () => {
    const { topology } = read({
      VpcEndpoints: [endpoint({})],
      AvailabilityZones: zones,
      ServiceDetails: [
        {
          ServiceName: `com.amazonaws.${REGION}.ssm`,
          ServiceType: [{ ServiceType: 'Interface' }],
          AvailabilityZones: ['us-east-1b', 'us-east-1a'],
          Owner: 'amazon',
          PrivateDnsName: 'ssm.us-east-1.amazonaws.com',
          VpcEndpointPolicySupported: true,
          AcceptanceRequired: false,
          PayerResponsibility: 'ServiceOwner',
        },
        { ServiceName: `com.amazonaws.${REGION}.kms` },
      ],
    });
    expect(topology.services).toEqual([
      {
        name: `com.amazonaws.${REGION}.ssm`,
        region: REGION,
        azs: ['use1-az4', 'use1-az6'],
        owner: 'amazon',
        types: ['Interface'],
        privateDnsNames: ['ssm.us-east-1.amazonaws.com'],
        policySupported: true,
        acceptanceRequired: false,
        payer: 'provider',
      },
    ]);
  });
});

test('the provider side: load balancers with zones, remote Regions of live connections', () => {
  const connection = (VpcEndpointRegion: string, VpcEndpointState: string) => ({
    ServiceId: 'vpce-svc-1',
    VpcEndpointId: 'vpce-9',
    VpcEndpointRegion,
    VpcEndpointState,
  });
  const { topology } = read({
    AvailabilityZones: zones,
    ServiceConfigurations: [
      {
        ServiceId: 'vpce-svc-1',
        NetworkLoadBalancerArns: ['arn:nlb', 'arn:gone'],
        GatewayLoadBalancerArns: ['arn:gwlb'],
        Tags: [{ Key: 'team', Value: 'payments' }],
      },
      { ServiceId: 'vpce-svc-2' },
    ],
    LoadBalancers: [
      {
        LoadBalancerArn: 'arn:nlb',
        Type: 'network',
        VpcId: 'vpc-7',
        AvailabilityZones: [{ ZoneName: 'us-east-1a' }, { ZoneName: 'us-east-1b' }, {}],
        CrossZone: true,
      },
      { LoadBalancerArn: 'arn:gwlb', Type: 'gateway', AvailabilityZones: [{ ZoneName: 'us-east-1z' }] },
    ],
    VpcEndpointConnections: [
      connection(REGION, 'available'),
      connection('eu-west-1', 'available'),
      connection('ap-south-1', 'available'),
      connection('eu-west-1', 'available'),
      connection('sa-east-1', 'rejected'),
    ],
  });
  expect(topology.endpointServices).toEqual([
    {
      id: 'vpce-svc-1',
      region: REGION,
      account: '111122223333',
      vpc: 'vpc-7',
      loadBalancers: [
        { id: 'arn:nlb', type: 'network', azs: ['use1-az4', 'use1-az6'], crossZone: true },
        { id: 'arn:gwlb', type: 'gateway', azs: ['us-east-1z'] },
      ],
      remoteRegions: ['ap-south-1', 'eu-west-1'],
      tags: { team: 'payments' },
    },
    { id: 'vpce-svc-2', region: REGION, account: '111122223333', tags: {} },
  ]);
});

describe('the Region of an inventory', () => {
  const bare = (answers: Readonly<Record<string, unknown>>, given?: string) =>
    readInventory({ VpcEndpoints: [endpoint({ SubnetIds: [] })], ...answers }, 'x', given);

  test('is told by zones, else by the services, else by the user; unknown is said', () => {
    expect(bare({ Subnets: [{ SubnetId: 's', AvailabilityZone: 'eu-west-1a' }] }).topology.region).toBe('eu-west-1');
    expect(bare({}, 'sa-east-1').topology.region).toBe(REGION);
    const custom = [endpoint({ ServiceName: 'com.example.service' })];
    expect(bare({ VpcEndpoints: custom }, 'sa-east-1').topology.region).toBe('sa-east-1');
    const unknown = bare({ VpcEndpoints: custom });
    expect(unknown.topology.region).toBeUndefined();
    expect(unknown.findings).toMatchObject([{ code: 'TG1152' }]);
  });
});

test('a recording is read as recorded', () => {
  const { data } = JSON.parse(sample('inventory/recorded-two-zones.json').toString('utf8')) as {
    data: unknown;
  };
  const { topology, findings } = readInventory(data, 'recording.json', undefined);
  expect(findings).toEqual([]);
  expect(topology).toEqual({
    schema: 'tollgate/topology@1',
    region: 'eu-north-1',
    endpoints: [
      {
        id: 'vpce-0feed0feed0feed0f',
        type: 'Interface',
        region: 'eu-north-1',
        account: '210987654321',
        vpc: 'vpc-0beef0beef0beef0b',
        service: 'com.amazonaws.eu-north-1.secretsmanager',
        azs: ['zone:subnet-0cafe0cafe0cafe01', 'zone:subnet-0cafe0cafe0cafe02'],
        azsFrom: 'stated',
        subnets: ['subnet-0cafe0cafe0cafe01', 'subnet-0cafe0cafe0cafe02'],
        networkInterfaces: ['eni-0dead0dead0dead01', 'eni-0dead0dead0dead02'],
        securityGroups: ['sg-0face0face0face0f'],
        state: 'available',
        privateDns: true,
        policy: '{...}',
        createdAt: '2026-02-03T04:05:06.007Z',
      },
    ],
  });
});

test('an answer that does not fit names the place', () => {
  expect(() => readInventory({ VpcEndpoints: [{ VpcEndpointId: 7 }] }, 'x.json', REGION)).toThrowError(
    expect.objectContaining({ code: 'TG1005', message: expect.stringContaining('VpcEndpoints.0.VpcEndpointId') }),
  );
});
