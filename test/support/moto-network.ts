import * as ec2 from '@aws-sdk/client-ec2';
import * as route53 from '@aws-sdk/client-route-53';

const REGION = 'us-east-1';
const ZONES = ['use1-az1', 'use1-az2', 'use1-az4'];

/** A VPC with a subnet in each zone and one route table; its name is its Name tag. */
export interface MotoVpc {
  readonly name: string;
  readonly number: number;
}

export interface MotoEndpoint {
  readonly vpc: string;
  readonly service: string;
  readonly zones?: number;
  readonly privateDns?: boolean;
  readonly gateway?: boolean;
}

/** Builds networks in an account of moto. The SDK finds moto through `AWS_ENDPOINT_URL`. */
export function motoNetwork() {
  const client = new ec2.EC2Client({ region: REGION });
  const dns = new route53.Route53Client({ region: REGION });
  const made = new Map<string, { readonly vpc: string; readonly table: string; readonly subnets: readonly string[] }>();
  const cidrs = new Map<string, string>();
  const of = (name: string) => {
    const found = made.get(name);
    if (!found) throw new Error(`no VPC ${name}`);
    return found;
  };
  const tags = (name: string, resource: ec2.ResourceType) => [
    { ResourceType: resource, Tags: [{ Key: 'Name', Value: name }] },
  ];

  return {
    idOf: (name: string): string => of(name).vpc,

    async vpc({ name, number }: MotoVpc): Promise<void> {
      const cidr = `10.${number}.0.0/16`;
      const answer = await client.send(
        new ec2.CreateVpcCommand({ CidrBlock: cidr, TagSpecifications: tags(name, 'vpc') }),
      );
      const vpc = answer.Vpc?.VpcId ?? '';
      const subnets: string[] = [];
      for (const [index, zone] of ZONES.entries()) {
        const subnet = await client.send(
          new ec2.CreateSubnetCommand({
            VpcId: vpc,
            CidrBlock: `10.${number}.${index}.0/24`,
            AvailabilityZoneId: zone,
          }),
        );
        subnets.push(subnet.Subnet?.SubnetId ?? '');
      }
      const tables = await client.send(
        new ec2.DescribeRouteTablesCommand({ Filters: [{ Name: 'vpc-id', Values: [vpc] }] }),
      );
      const table = tables.RouteTables?.[0]?.RouteTableId ?? '';
      const internet = await client.send(new ec2.CreateInternetGatewayCommand({}));
      const gateway = internet.InternetGateway?.InternetGatewayId ?? '';
      await client.send(new ec2.AttachInternetGatewayCommand({ VpcId: vpc, InternetGatewayId: gateway }));
      await client.send(
        new ec2.CreateRouteCommand({ RouteTableId: table, DestinationCidrBlock: '0.0.0.0/0', GatewayId: gateway }),
      );
      made.set(name, { vpc, table, subnets });
      cidrs.set(name, cidr);
    },

    async endpoint({ vpc, service, zones = 2, privateDns = true, gateway = false }: MotoEndpoint): Promise<string> {
      const { vpc: id, subnets, table } = of(vpc);
      const shared = { VpcId: id, ServiceName: `com.amazonaws.${REGION}.${service}` };
      if (gateway) {
        const answer = await client.send(
          new ec2.CreateVpcEndpointCommand({ ...shared, VpcEndpointType: 'Gateway', RouteTableIds: [table] }),
        );
        return answer.VpcEndpoint?.VpcEndpointId ?? '';
      }
      const group = await client.send(
        new ec2.CreateSecurityGroupCommand({
          VpcId: id,
          GroupName: `${vpc}-${service}-${made.size}-${Math.trunc(performance.now())}`,
          Description: 'Clients',
        }),
      );
      await client.send(
        new ec2.AuthorizeSecurityGroupIngressCommand({
          GroupId: group.GroupId,
          IpPermissions: [
            { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: cidrs.get(vpc) ?? '' }] },
          ],
        }),
      );
      const answer = await client.send(
        new ec2.CreateVpcEndpointCommand({
          ...shared,
          VpcEndpointType: 'Interface',
          SubnetIds: subnets.slice(0, zones),
          SecurityGroupIds: [group.GroupId ?? ''],
          PrivateDnsEnabled: privateDns,
        }),
      );
      return answer.VpcEndpoint?.VpcEndpointId ?? '';
    },

    /** A Transit Gateway with an attachment of each VPC; no VPC leads there yet. */
    async transit(...vpcs: readonly string[]): Promise<string> {
      const answer = await client.send(new ec2.CreateTransitGatewayCommand({}));
      const id = answer.TransitGateway?.TransitGatewayId ?? '';
      for (const name of vpcs) {
        await client.send(
          new ec2.CreateTransitGatewayVpcAttachmentCommand({
            TransitGatewayId: id,
            VpcId: of(name).vpc,
            SubnetIds: [...of(name).subnets],
          }),
        );
      }
      return id;
    },

    /** A route of one VPC to another over a Transit Gateway. */
    async route(from: string, to: string, transit: string): Promise<void> {
      await client.send(
        new ec2.CreateRouteCommand({
          RouteTableId: of(from).table,
          DestinationCidrBlock: cidrs.get(to) ?? '',
          TransitGatewayId: transit,
        }),
      );
    },

    /** A private hosted zone of some VPCs, whose alias records lead to an endpoint. */
    async zone(name: string, endpoint: string, ...vpcs: readonly string[]): Promise<void> {
      const [first = '', ...others] = vpcs;
      const at = (vpc: string) => ({ VPCRegion: REGION, VPCId: of(vpc).vpc }) as const;
      const answer = await dns.send(
        new route53.CreateHostedZoneCommand({
          Name: name,
          CallerReference: name,
          VPC: at(first),
          HostedZoneConfig: { PrivateZone: true },
        }),
      );
      const id = answer.HostedZone?.Id ?? '';
      for (const vpc of others)
        await dns.send(new route53.AssociateVPCWithHostedZoneCommand({ HostedZoneId: id, VPC: at(vpc) }));
      const described = await client.send(new ec2.DescribeVpcEndpointsCommand({ VpcEndpointIds: [endpoint] }));
      const target = described.VpcEndpoints?.[0]?.DnsEntries?.[0];
      await dns.send(
        new route53.ChangeResourceRecordSetsCommand({
          HostedZoneId: id,
          ChangeBatch: {
            Changes: [
              {
                Action: 'CREATE',
                ResourceRecordSet: {
                  Name: name,
                  Type: 'A',
                  AliasTarget: {
                    DNSName: target?.DnsName ?? '',
                    HostedZoneId: target?.HostedZoneId ?? '',
                    EvaluateTargetHealth: false,
                  },
                },
              },
            ],
          },
        }),
      );
    },
  };
}
