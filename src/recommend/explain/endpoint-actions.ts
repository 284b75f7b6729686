import { shortService } from '../../core/ids.ts';
import { standingGateway } from '../candidates/gateway-instead.ts';
import type { Action } from '../recommendation.ts';
import { endpointOf } from '../situation/client.ts';
import type { Place } from '../situation/place.ts';
import { hcl, label, oneLine, shell } from './quote.ts';
import { isEndpoint, listed, type StepFacts, zonesOf } from './step-facts.ts';

/** AWS's id of an endpoint where it is known, else the id it goes by here. */
const awsIdOf = (place: Place): string => place.joined?.endpoint.awsId ?? place.joined?.endpoint.id ?? '';

const subnetIn = (vpc: string, zone: string): string => `<subnet of ${vpc} in ${zone}>`;

/** New interface endpoints, without private DNS where other VPCs are to use them. */
export const makeEndpoints = (facts: StepFacts): readonly Action[] =>
  facts.made.map((place) => {
    const zones = zonesOf(facts, place).after;
    const shared = facts.moved.some(
      ({ client, to }) => isEndpoint(to) && to.place === place && client.vpc !== place.vpc,
    );
    const policy = facts.moved.some(({ client }) => endpointOf(client)?.endpoint.policy !== undefined);
    const subnets = zones.map((zone) => subnetIn(place.vpc, zone));
    return {
      title:
        `Make an interface endpoint for ${shortService(place.service)} in ${place.vpc}, zones ${zones.join(', ')}` +
        (policy ? ', with the policy its clients have today' : ''),
      terraform: [
        `resource "aws_vpc_endpoint" "${label(facts.names.place(place))}" {`,
        `  vpc_id              = ${hcl(place.vpc)}`,
        `  service_name        = ${hcl(place.service)}`,
        '  vpc_endpoint_type   = "Interface"',
        `  subnet_ids          = [${subnets.map(hcl).join(', ')}]`,
        '  security_group_ids  = ["<security group that admits its clients on 443>"]',
        `  private_dns_enabled = ${shared ? 'false' : 'true'}`,
        '}',
      ].join('\n'),
      cli:
        `aws ec2 create-vpc-endpoint --vpc-endpoint-type Interface --vpc-id ${shell(place.vpc)} --service-name ${shell(place.service)} ` +
        `--subnet-ids ${subnets.map(shell).join(' ')} --security-group-ids ${shell('<security group>')} ` +
        `${shared ? '--no-private-dns-enabled' : '--private-dns-enabled'} --region ${shell(facts.situation.region)}`,
    };
  });

/** Zones added to endpoints that stay, or taken from them. */
export function changeZones(facts: StepFacts, side: 'add' | 'remove'): readonly Action[] {
  return facts.rezoned.flatMap((place): Action[] => {
    const { before, after } = zonesOf(facts, place);
    const zones =
      side === 'add' ? after.filter((zone) => !before.includes(zone)) : before.filter((zone) => !after.includes(zone));
    if (zones.length === 0) return [];
    const id = awsIdOf(place);
    const subnets = zones.map((zone) => shell(subnetIn(place.vpc, zone))).join(' ');
    return [
      {
        title: `${side === 'add' ? 'Add' : 'Remove'} ${zones.join(', ')} ${side === 'add' ? 'to' : 'from'} ${id}`,
        terraform: `# ${addressOf(place)}: subnet_ids = one subnet in each of ${after.join(', ')}`,
        cli: `aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${shell(id)} --${side}-subnet-ids ${subnets} --region ${shell(facts.situation.region)}`,
      },
    ];
  });
}

/** Endpoints nobody uses any more, last of all. */
export function removeEndpoints({ closed, situation }: StepFacts): readonly Action[] {
  if (closed.length === 0) return [];
  const ids = closed.map(awsIdOf);
  return [
    {
      title: `When BytesProcessed of ${listed(ids)} stays at zero, remove ${ids.length === 1 ? 'it' : 'them'}`,
      changes: ids.length,
      terraform: closed.map((place) => `# remove the block of ${addressOf(place)}`).join('\n'),
      cli: `aws ec2 delete-vpc-endpoints --vpc-endpoint-ids ${ids.map(shell).join(' ')} --region ${shell(situation.region)}`,
    },
  ];
}

const addressOf = (place: Place): string =>
  oneLine(place.joined?.endpoint.address ?? `aws_vpc_endpoint of ${awsIdOf(place)}`);

/** Gateway endpoints: new ones, and the DNS option that lets one that stands take over. */
export function useGateways(facts: StepFacts): readonly Action[] {
  const { situation } = facts;
  const users = facts.moved.filter(({ to }) => to.kind === 'gateway').map((each) => each.client);
  const groups = Map.groupBy(users, (client) => `${client.vpc}\u0000${client.service}`);
  return [...groups.values()].flatMap(([client]): Action[] => {
    if (client?.vpc === undefined) return [];
    const region = shell(situation.region);
    const standing = standingGateway(client, situation);
    if (standing === undefined) {
      return [
        {
          title: `Make a gateway endpoint for ${shortService(client.service)} in ${client.vpc} on the route tables of its clients`,
          terraform: [
            `resource "aws_vpc_endpoint" "${label(facts.names.gateway(client.vpc, client.service))}" {`,
            `  vpc_id            = ${hcl(client.vpc)}`,
            `  service_name      = ${hcl(client.service)}`,
            '  vpc_endpoint_type = "Gateway"',
            '  route_table_ids   = ["<route tables of the clients>"]',
            '}',
          ].join('\n'),
          cli:
            `aws ec2 create-vpc-endpoint --vpc-endpoint-type Gateway --vpc-id ${shell(client.vpc)} ` +
            `--service-name ${shell(client.service)} --route-table-ids ${shell('<route tables>')} --region ${region}`,
        },
      ];
    }
    const own = endpointOf(client);
    if (own?.endpoint.privateDns !== true) {
      return [
        {
          title: `Add the route tables of the clients in ${client.vpc} to its gateway endpoint for ${shortService(client.service)}`,
          terraform: `# ${oneLine(standing)}: route_table_ids = ["<route tables of the clients>"]`,
          cli: `aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${shell(standing)} --add-route-table-ids ${shell('<route tables>')} --region ${region}`,
        },
      ];
    }
    const id = own.endpoint.awsId ?? own.endpoint.id;
    return [
      {
        title: `Let ${id} answer private DNS to inbound resolvers only, so that the VPC's own traffic uses the gateway endpoint`,
        terraform: `# ${oneLine(own.endpoint.address ?? id)}: dns_options { private_dns_only_for_inbound_resolver_endpoint = true }`,
        cli: `aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${shell(id)} --dns-options PrivateDnsOnlyForInboundResolverEndpoint=true --region ${region}`,
      },
    ];
  });
}
