import { shortService } from '../../core/ids.ts';
import { isOnlyForServices } from '../decide/needed.ts';
import type { Action } from '../recommendation.ts';
import type { Client } from '../situation/client.ts';
import type { Place } from '../situation/place.ts';
import { hcl, label, shell } from './quote.ts';
import { isEndpoint, listed, type StepFacts } from './step-facts.ts';

/** Transit Gateway attachments that are missing, each once. */
export function attachVpcs(facts: StepFacts): readonly Action[] {
  const region = shell(facts.situation.region);
  const missing = facts.moved.flatMap(({ to }) => (isEndpoint(to) ? to.path.attachments : []));
  const each = new Map(missing.map((attachment) => [`${attachment.gateway} ${attachment.vpc}`, attachment]));
  return [...each.values()].map(({ gateway, vpc }) => ({
    title: `Attach ${vpc} to ${gateway} and route the hub's addresses over it, both ways`,
    terraform: [
      `resource "aws_ec2_transit_gateway_vpc_attachment" "${label(vpc)}" {`,
      `  transit_gateway_id = ${hcl(gateway)}`,
      `  vpc_id             = ${hcl(vpc)}`,
      '  subnet_ids         = ["<one subnet in each zone>"]',
      '}',
    ].join('\n'),
    cli:
      `aws ec2 create-transit-gateway-vpc-attachment --transit-gateway-id ${shell(gateway)} --vpc-id ${shell(vpc)} ` +
      `--subnet-ids ${shell('<one subnet in each zone>')} --region ${region}`,
  }));
}

/** Rules and policies that must admit who comes. */
export function admitClients(facts: StepFacts): readonly Action[] {
  return arrivalsBy(facts).flatMap(([place, clients]): Action[] => {
    const cidrs = clients.flatMap((client) =>
      client.vpc === undefined ? [] : (facts.situation.vpcs.entry(client.vpc)?.cidrs ?? []),
    );
    const id = facts.names.place(place);
    const group = place.joined?.endpoint.securityGroups?.[0] ?? '<security group of the endpoint>';
    return [
      {
        title: `Admit ${listed([...new Set(clients.map((client) => client.vpc ?? ''))])} to ${id} on port 443: ${cidrs.length === 0 ? 'their CIDRs' : listed(cidrs)}, and nobody else`,
        cli:
          `aws ec2 authorize-security-group-ingress --group-id ${shell(group)} --region ${shell(facts.situation.region)} ` +
          `--ip-permissions ${shell(`IpProtocol=tcp,FromPort=443,ToPort=443,IpRanges=[${(cidrs.length === 0 ? ['<CIDR>'] : cidrs).map((cidr) => `{CidrIp=${cidr}}`).join(',')}]`)}`,
      },
      {
        title: `Check that the policy of ${id} grants no more than the clients had: IAM Access Analyzer compares the two`,
        cli: `aws accessanalyzer check-no-new-access --policy-type RESOURCE_POLICY --existing-policy-document ${shell('<policy of the client>')} --new-policy-document ${shell('<policy of the shared endpoint>')} --region ${shell(facts.situation.region)}`,
      },
    ];
  });
}

/** How newcomers find a shared endpoint: a hosted zone that exists, or one to be made; then their own names go. */
export function nameEndpoints(facts: StepFacts): readonly Action[] {
  const { situation } = facts;
  return arrivalsBy(facts).flatMap(([place, clients]): Action[] => {
    const [first] = clients;
    if (!first) return [];
    const vpcs = [...new Set(clients.flatMap((client) => client.vpc ?? []))];
    const name =
      situation.offered.get(place.service)?.privateDnsNames?.[0] ??
      `<private DNS name of ${shortService(place.service)}>`;
    const exists = situation.isFound(first.vpc, place);
    const associate =
      `for vpc in ${vpcs.map(shell).join(' ')}; do aws route53 associate-vpc-with-hosted-zone ` +
      `--hosted-zone-id ${shell('<zone>')} --vpc "VPCRegion=${situation.region},VPCId=$vpc"; done`;
    const changes = vpcs.length;
    if (exists) {
      return [
        {
          title: `Associate the hosted zone of ${shortService(place.service)} with ${listed(vpcs)}`,
          changes,
          cli: associate,
        },
      ];
    }
    return [
      zoneAction(facts, place, vpcs, name),
      {
        title: `Associate it with ${listed(vpcs)}, and turn private DNS off at the endpoints they use today`,
        changes,
        cli: associate,
      },
    ];
  });
}

/** A hosted zone with the alias that leads to a shared endpoint, whose own private DNS, good for its VPC only, goes off. */
function zoneAction({ names, situation }: StepFacts, place: Place, vpcs: readonly string[], name: string): Action {
  const id = names.place(place);
  const alias = {
    Name: name,
    Type: 'A',
    AliasTarget: {
      DNSName: '<Regional DNS name of the endpoint>',
      HostedZoneId: '<its hosted zone>',
      EvaluateTargetHealth: true,
    },
  };
  const batch = JSON.stringify({ Changes: [{ Action: 'CREATE', ResourceRecordSet: alias }] });
  return {
    title: `Make a private hosted zone for ${name} with an alias to ${id}, for ${place.vpc} and ${listed(vpcs)}; turn the endpoint's own private DNS off`,
    changes: 2,
    terraform: [
      `resource "aws_route53_zone" "${label(id)}" {`,
      `  name = ${hcl(name)}`,
      ...[place.vpc, ...vpcs].map((vpc) => `  vpc { vpc_id = ${hcl(vpc)} }`),
      '}',
    ].join('\n'),
    cli: [
      `aws route53 create-hosted-zone --name ${shell(name)} --caller-reference ${shell(id)} --vpc VPCRegion=${shell(situation.region)},VPCId=${shell(place.vpc)}`,
      `aws route53 change-resource-record-sets --hosted-zone-id ${shell('<zone>')} --change-batch ${shell(batch)}`,
      `aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${shell(place.joined?.endpoint.awsId ?? id)} --no-private-dns-enabled --region ${shell(situation.region)}`,
    ].join('\n'),
  };
}

/** Clients of a step that come to an endpoint in another VPC, by endpoint. */
function arrivalsBy({ moved }: StepFacts): readonly (readonly [Place, readonly Client[]])[] {
  const arrivals = moved.flatMap(({ client, to }) =>
    isEndpoint(to) && to.move !== undefined && to.path.kind !== 'inside-vpc' ? [{ place: to.place, client }] : [],
  );
  const groups = Map.groupBy(arrivals, (arrival) => arrival.place);
  return [...groups].map(([place, members]) => [place, members.map((member) => member.client)]);
}

/** Names of endpoints inside a VPC: private DNS does it all. */
export const nameLocalEndpoints = (facts: StepFacts): readonly Action[] =>
  facts.moved.some(({ to }) => isEndpoint(to) && to.move !== undefined && to.path.kind === 'inside-vpc')
    ? [
        {
          title: `Turn private DNS on at the endpoint that takes over in ${listed(facts.vpcs)}; where a hosted zone answered there, disassociate it`,
        },
      ]
    : [];

/** Traffic that goes over NAT, and NAT gateways that nobody needs any more. */
export function changeNat(facts: StepFacts): readonly Action[] {
  const to = facts.moved.some((each) => each.to.kind === 'nat')
    ? [
        {
          title: `Check that the subnets of ${listed(facts.vpcs)} route 0.0.0.0/0 to the NAT gateway, then turn the endpoint's private DNS off`,
        },
      ]
    : [];
  const left = facts.moved.flatMap(({ from }) => (from.kind === 'nat' ? [from.gateway] : []));
  const gone = [...new Set(left)].filter(
    (gateway) =>
      isOnlyForServices(gateway) && !facts.after.ways.some((way) => way.kind === 'nat' && way.gateway === gateway),
  );
  const removed = gone.map((gateway) => ({
    title: `When its BytesOutToDestination stays at zero, remove NAT gateway ${gateway.id}: all it carried goes to endpoints now`,
    cli: `aws ec2 delete-nat-gateway --nat-gateway-id ${shell(gateway.id)} --region ${shell(facts.situation.region)}`,
  }));
  return [...to, ...removed];
}
