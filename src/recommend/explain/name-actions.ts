import { shortService } from '../../core/ids.ts';
import type { Action } from '../recommendation.ts';
import { type Client, endpointOf, isForeign } from '../situation/client.ts';
import type { Place } from '../situation/place.ts';
import type { Situation } from '../situation/situation.ts';
import { arrivalsBy } from './arrivals.ts';
import { hcl, label, oneLine, shell } from './quote.ts';
import { isEndpoint, listed, type StepFacts } from './step-facts.ts';

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
    const exists = situation.dns.zonesMissing(first.vpc, place).length === 0;
    const associate = associateWith(place, vpcs, situation);
    const changes = vpcs.length;
    const own = ownNamesOff(facts, clients);
    if (exists) {
      return [
        {
          title: `Turn private DNS off at the endpoints that ${listed(vpcs)} use today, and at once associate the hosted zone of ${shortService(place.service)}: a VPC has one zone of a name`,
          changes,
          terraform: [...own.terraform, ...associationBlock(facts.names.place(place), vpcs)].join('\n'),
          cli: [...own.cli, ...associate].join('\n'),
        },
      ];
    }
    return [
      zoneAction(facts, place, vpcs, name),
      {
        title: `Turn private DNS off at the endpoints that ${listed(vpcs)} use today, and at once associate the zone: a VPC has one zone of a name`,
        changes,
        terraform: [...own.terraform, '# the zone above names the VPCs'].join('\n'),
        cli: [...own.cli, ...associate].join('\n'),
      },
    ];
  });
}

/** VPCs of other accounts must be let in by the account of the zone first. */
function associateWith(place: Place, vpcs: readonly string[], { vpcs: known, region }: Situation): readonly string[] {
  const each = (of: readonly string[], call: string): string =>
    `for vpc in ${of.map(shell).join(' ')}; do aws route53 ${call} --hosted-zone-id ${shell('<zone>')} --vpc "VPCRegion=${region},VPCId=$vpc"; done`;
  const host = known.entry(place.vpc)?.account;
  const strangers = vpcs.filter((vpc) => host !== undefined && (known.entry(vpc)?.account ?? host) !== host);
  return [
    ...(strangers.length === 0 ? [] : [`# as account ${host}, then the rest as the account of each VPC`]),
    ...(strangers.length === 0 ? [] : [each(strangers, 'create-vpc-association-authorization')]),
    each(vpcs, 'associate-vpc-with-hosted-zone'),
  ];
}

const associationBlock = (name: string, vpcs: readonly string[]): readonly string[] => [
  `resource "aws_route53_zone_association" "${label(name)}" {`,
  `  for_each = toset([${vpcs.map(hcl).join(', ')}])`,
  '  zone_id  = "<zone>"',
  '  vpc_id   = each.value',
  '}',
];

/** Private DNS off at the endpoints of the clients' own VPCs, which would answer before anything else. */
export function ownNamesOff(
  { situation }: StepFacts,
  clients: readonly Client[],
): Readonly<Record<'cli' | 'terraform', readonly string[]>> {
  const own = [
    ...new Set(clients.flatMap((client) => (isForeign(client) ? [] : (endpointOf(client)?.endpoint ?? [])))),
  ];
  if (own.length === 0) return { cli: [], terraform: [] };
  const ids = own.map(({ id, awsId }) => shell(awsId ?? id)).join(' ');
  return {
    cli: [
      `for endpoint in ${ids}; do aws ec2 modify-vpc-endpoint --vpc-endpoint-id "$endpoint" --no-private-dns-enabled ` +
        `--region ${shell(situation.region)}; done`,
    ],
    terraform: [`# private_dns_enabled = false at ${own.map(({ id, address }) => oneLine(address ?? id)).join(', ')}`],
  };
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
    title: `Turn private DNS of ${id} off, and at once make a private hosted zone for ${name} with an alias to it, for ${place.vpc} and ${listed(vpcs)}`,
    changes: 2,
    terraform: [
      `resource "aws_route53_zone" "${label(id)}" {`,
      `  name = ${hcl(name)}`,
      ...[place.vpc, ...vpcs].map((vpc) => `  vpc { vpc_id = ${hcl(vpc)} }`),
      '}',
    ].join('\n'),
    cli: [
      `aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${shell(place.joined?.endpoint.awsId ?? id)} --no-private-dns-enabled --region ${shell(situation.region)}`,
      `aws route53 create-hosted-zone --name ${shell(name)} --caller-reference ${shell(id)} --vpc VPCRegion=${shell(situation.region)},VPCId=${shell(place.vpc)}`,
      `aws route53 change-resource-record-sets --hosted-zone-id ${shell('<zone>')} --change-batch ${shell(batch)}`,
    ].join('\n'),
  };
}

/** Names of endpoints inside a VPC: private DNS does it all. */
export function nameLocalEndpoints(facts: StepFacts): readonly Action[] {
  const region = shell(facts.situation.region);
  const local = facts.moved.flatMap(({ to }) =>
    isEndpoint(to) && to.move !== undefined && to.path.kind === 'inside-vpc' ? [to.place] : [],
  );
  const places = [...new Set(local)];
  if (places.length === 0) return [];
  return [
    {
      title: `Turn private DNS on at the endpoint that takes over in ${listed(facts.vpcs)}; where a hosted zone answered there, disassociate it`,
      changes: places.length,
      terraform: places.map((place) => `# ${oneLine(facts.names.place(place))}: private_dns_enabled = true`).join('\n'),
      cli: places
        .flatMap((place) => [
          `aws route53 disassociate-vpc-from-hosted-zone --hosted-zone-id ${shell('<zone, if there is one>')} --vpc VPCRegion=${region},VPCId=${shell(place.vpc)}`,
          `aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${shell(idAtAws(place, facts))} --private-dns-enabled --region ${region}`,
        ])
        .join('\n'),
    },
  ];
}

/** AWS's id of an endpoint that stands; one that the plan makes gets its id when it is made. */
const idAtAws = (place: Place, { names }: StepFacts): string =>
  place.joined ? (place.joined.endpoint.awsId ?? place.joined.endpoint.id) : `<id of ${names.place(place)}>`;
