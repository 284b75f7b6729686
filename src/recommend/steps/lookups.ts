import ipaddr from 'ipaddr.js';
import { zoneKind } from '../../core/ids.ts';
import { hcl, label, shell } from '../explain/quote.ts';
import type { StepFacts } from '../explain/step-facts.ts';
import type { Place as EndpointPlace } from '../region/place.ts';
import type { RegionalNetwork } from '../region/regional-network.ts';
import { type CommandPlace, known, made, take, variable, type Word } from './shell.ts';
import { type Expression, type TerraformChange, text } from './terraform.ts';

/** A thing by its word on a command line and its expression in Terraform, with what looks it up. */
export interface Found extends Word {
  readonly lines: readonly string[];
  readonly hcl: Expression;
  readonly terraform: readonly TerraformChange[];
}

export const accountOf = ({ vpcs }: RegionalNetwork, vpc: string | undefined): string | undefined =>
  vpc === undefined ? undefined : vpcs.entry(vpc)?.account;

/** The account of an endpoint's place. */
export const hostAccount = (regional: RegionalNetwork, place: EndpointPlace): string | undefined =>
  place.joined?.account ?? accountOf(regional, place.vpc);

export const placeOf = (regional: RegionalNetwork, account: string | undefined): CommandPlace => ({
  regional,
  account,
});

/** AWS's id of an endpoint where it is known, else the id it goes by here. */
export const awsIdOf = (place: EndpointPlace): string =>
  place.joined?.endpoint.awsId ?? place.joined?.endpoint.id ?? '';

/** An endpoint: one that stands by its id, one that the plan makes by what its command returned. */
export const endpointWord = (facts: StepFacts, place: EndpointPlace): Word =>
  place.joined ? known(awsIdOf(place)) : made(variable('endpoint', facts.names.place(place)));

/** An endpoint on the way back: where the plan deletes it, it comes again under a new id. */
export function endpointAgain(facts: StepFacts, place: EndpointPlace): Word {
  if (!place.joined) return endpointWord(facts, place);
  const id = awsIdOf(place);
  const otherwise = /^[\w-]+$/.test(id) ? id : `$(printf %s ${shell(id)})`;
  return { cli: `"\${${variable('again', id)}:-${otherwise}}"` };
}

/** The CIDRs of a VPC; none where the input names none, or what it names is no CIDR. */
export const cidrsOf = ({ vpcs }: RegionalNetwork, vpc: string): readonly string[] => {
  const cidrs = vpcs.entry(vpc)?.cidrs ?? [];
  return cidrs.every((cidr) => ipaddr.isValidCIDR(cidr)) ? cidrs : [];
};

export const endpointAddress = (facts: StepFacts, place: EndpointPlace): string =>
  `aws_vpc_endpoint.${label(facts.names.place(place))}`;

/** A subnet of a VPC in a zone: one that the input names, else the one with the most free addresses. */
export function subnetIn(regional: RegionalNetwork, vpc: string, zone: string): Found {
  const named = (regional.topology.subnets ?? []).find((subnet) => subnet.vpc === vpc && subnet.az === zone);
  if (named) return { ...known(named.id), hcl: text(named.id), lines: [], terraform: [] };
  const account = accountOf(regional, vpc);
  const name = variable('subnet', vpc, zone);
  const filter = zoneKind(zone) === 'id' ? 'availability-zone-id' : 'availability-zone';
  const data = label(`${vpc}_${zone}`);
  return {
    ...made(name),
    lines: [
      take(
        name,
        `ec2 describe-subnets --filters ${shell(`Name=vpc-id,Values=${vpc}`)} ${shell(`Name=${filter},Values=${zone}`)}`,
        'sort_by(Subnets, &AvailableIpAddressCount)[-1].SubnetId',
        placeOf(regional, account),
      ),
    ],
    hcl: `sort(data.aws_subnets.${data}.ids)[0]`,
    terraform: [
      {
        kind: 'data',
        type: 'aws_subnets',
        name: data,
        account,
        body: [
          ['filter.name', '"vpc-id"'],
          ['filter.values', `[${hcl(vpc)}]`],
          ['filter#2.name', hcl(filter)],
          ['filter#2.values', `[${hcl(zone)}]`],
        ],
      },
    ],
  };
}

/** The CIDRs of a VPC, to be used one by one: `each` makes the lines for one of them. */
export function forEachCidr(
  regional: RegionalNetwork,
  vpc: string,
  each: (cidr: Word, number: number) => readonly string[],
): readonly string[] {
  const cidrs = cidrsOf(regional, vpc);
  if (cidrs.length > 0) return cidrs.flatMap((cidr, index) => each(known(cidr), index + 1));
  const name = variable('cidr', vpc);
  const place = placeOf(regional, accountOf(regional, vpc));
  return [take(name, `ec2 describe-vpcs --vpc-ids ${shell(vpc)}`, 'Vpcs[0].CidrBlock', place), ...each(made(name), 1)];
}

/** The CIDRs of a VPC in Terraform. */
export function cidrsInTerraform(
  regional: RegionalNetwork,
  vpc: string,
): { readonly cidrs: readonly Expression[]; readonly terraform: readonly TerraformChange[] } {
  const cidrs = cidrsOf(regional, vpc);
  if (cidrs.length > 0) return { cidrs: cidrs.map(text), terraform: [] };
  const data: TerraformChange = {
    kind: 'data',
    type: 'aws_vpc',
    name: label(vpc),
    account: accountOf(regional, vpc),
    body: [['id', hcl(vpc)]],
  };
  return { cidrs: [`data.aws_vpc.${label(vpc)}.cidr_block`], terraform: [data] };
}

/** Security groups of an endpoint that stands: those the input names, else its first. */
export function groupsOf(facts: StepFacts, place: EndpointPlace): readonly Found[] {
  const { regional } = facts;
  const named = place.joined?.endpoint.securityGroups ?? [];
  if (named.length > 0) return named.map((id) => ({ ...known(id), hcl: text(id), lines: [], terraform: [] }));
  const id = awsIdOf(place);
  const name = variable('group', id);
  const account = hostAccount(regional, place);
  return [
    {
      ...made(name),
      lines: [
        take(
          name,
          `ec2 describe-vpc-endpoints --vpc-endpoint-ids ${shell(id)}`,
          'VpcEndpoints[0].Groups[0].GroupId',
          placeOf(regional, account),
        ),
      ],
      hcl: `tolist(data.aws_vpc_endpoint.${label(id)}.security_group_ids)[0]`,
      terraform: [{ kind: 'data', type: 'aws_vpc_endpoint', name: label(id), account, body: [['id', hcl(id)]] }],
    },
  ];
}

/** The DNS name and the hosted zone of an endpoint, for alias records. */
export function dnsTarget(facts: StepFacts, place: EndpointPlace, word: Word) {
  const name = variable('name_of', facts.names.place(place));
  const zone = variable('zone_of', facts.names.place(place));
  const where = placeOf(facts.regional, hostAccount(facts.regional, place));
  const ask = `ec2 describe-vpc-endpoints --vpc-endpoint-ids ${word.cli}`;
  return {
    name,
    zone,
    lines: [
      take(name, ask, 'VpcEndpoints[0].DnsEntries[0].DnsName', where),
      take(zone, ask, 'VpcEndpoints[0].DnsEntries[0].HostedZoneId', where),
    ],
  };
}
