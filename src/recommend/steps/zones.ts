import type { ServiceZone } from '../../core/private-dns-names.ts';
import { onceFor } from '../../core/remembering.ts';
import { hcl, label, shell } from '../explain/quote.ts';
import { listed, type StepFacts } from '../explain/step-facts.ts';
import { isNewcomer } from '../plan/state.ts';
import type { Place } from '../region/place.ts';
import { arrivalsBy } from './arrivals.ts';
import { accountOf, dnsTarget, endpointAddress, endpointWord, hostAccount, placeOf } from './lookups.ts';
import { takeEndpoint } from './make-endpoints.ts';
import type { StepOperation } from './operation.ts';
import { recordBatch } from './records.ts';
import { aws, made, take, variable } from './shell.ts';
import { of, type TerraformChange } from './terraform.ts';

/** Addresses of the VPC that a new private zone stands on while nobody uses it: it has no subnets and reaches nothing. */
export const SCRATCH_CIDR = '10.255.255.0/28';

/** A zone that a step makes for an endpoint. */
export interface NewZone {
  readonly zone: ServiceZone;
  readonly place: Place;
  readonly variable: string;
  readonly label: string;
  /** VPCs that are to find the endpoint by it. */
  readonly vpcs: readonly string[];
}

/** Zones that a step makes: those that its arrivals lack and no earlier step has made. */
export const newZones = (facts: StepFacts): readonly NewZone[] =>
  zonesToUse(facts).filter(({ place }) => isMadeHere(facts, place));

const isMadeHere = ({ before }: StepFacts, place: Place): boolean => !before.named.has(place.index);

/** Zones by which arrivals of a step find their endpoints: made by it or by an earlier step of the plan. */
export const zonesToUse = onceFor((facts: StepFacts): readonly NewZone[] =>
  arrivalsBy(facts).flatMap(([place, clients]) => {
    const lost = clients.filter(
      (client) =>
        isNewcomer(client, facts.after.ways[client.index]) &&
        facts.regional.dns.zonesMissing(client.vpc, place).length > 0,
    );
    const vpcs = [...new Set(lost.flatMap((client) => client.vpc ?? []))];
    if (vpcs.length === 0) return [];
    const zones = facts.regional.dns.zonesMissing(vpcs[0], place);
    return zones.map((zone, index): NewZone => {
      const number = zones.length === 1 ? [] : [String(index + 1)];
      const name = [facts.names.place(place), ...number];
      return { zone, place, vpcs, variable: variable('zone', ...name), label: label(name.join('_')) };
    });
  }),
);

const scratchOf = (name: string): { readonly variable: string; readonly label: string } => ({
  variable: variable('scratch', name),
  label: label(`scratch_${name}`),
});

/** Private hosted zones with their alias records, on a scratch VPC first: a zone without records would answer that nothing exists. */
export function makeZones(facts: StepFacts): readonly StepOperation[] {
  const zones = newZones(facts);
  return [...Map.groupBy(zones, (each) => each.place.vpc)].map(([vpc, members]): StepOperation => {
    const account = accountOf(facts.regional, vpc);
    const where = placeOf(facts.regional, account);
    const scratch = scratchOf(members[0]?.label ?? vpc);
    const places = [...new Set(members.map((each) => each.place))];
    const targets = new Map(places.map((place) => [place, dnsTarget(facts, place, endpointWord(facts, place))]));
    const region = facts.regional.region;
    const records = (action: string): readonly string[] =>
      members.map((each) => {
        const target = targets.get(each.place);
        return aws(
          `route53 change-resource-record-sets --hosted-zone-id "$${each.variable}" --change-batch ${recordBatch(action, each.zone, target?.name ?? '', target?.zone ?? '')}`,
          where,
        );
      });
    return {
      title: `Make the private hosted ${members.length === 1 ? 'zone' : 'zones'} ${listed(
        members.map((each) => each.zone.name),
        6,
      )} with alias records, on a scratch VPC that nobody uses`,
      phase: 'prepare',
      changes: members.length * 2,
      cli: [
        take(scratch.variable, `ec2 create-vpc --cidr-block ${SCRATCH_CIDR}`, 'Vpc.VpcId', where),
        ...places.flatMap((place) => targets.get(place)?.lines ?? []),
        ...members.flatMap((each, index) => [
          take(
            each.variable,
            `route53 create-hosted-zone --name ${shell(each.zone.name)} --caller-reference "${each.label}-$(date +%s)" --vpc VPCRegion=${shell(region)},VPCId="$${scratch.variable}" --hosted-zone-config PrivateZone=true`,
            'HostedZone.Id',
            where,
          ),
          ...records('UPSERT').slice(index, index + 1),
        ]),
      ],
      undo: [
        ...records('DELETE'),
        ...members.map((each) => aws(`route53 delete-hosted-zone --id "$${each.variable}"`, where)),
        aws(`ec2 delete-vpc --vpc-id "$${scratch.variable}"`, where),
      ],
      terraform: [
        {
          kind: 'make',
          type: 'aws_vpc',
          name: scratch.label,
          account,
          body: [['cidr_block', hcl(SCRATCH_CIDR)]],
        },
        ...places.flatMap((place) => (place.joined ? [takeEndpoint(facts, place)] : [])),
        ...members.flatMap((each) => zoneInTerraform(facts, each, account, scratch.label)),
      ],
    };
  });
}

function zoneInTerraform(
  facts: StepFacts,
  { zone, place, label: name }: NewZone,
  account: string | undefined,
  scratch: string,
): readonly TerraformChange[] {
  const endpoint = endpointAddress(facts, place);
  return [
    {
      kind: 'make',
      type: 'aws_route53_zone',
      name,
      account,
      body: [
        ['name', hcl(zone.name)],
        ['vpc.vpc_id', of(`aws_vpc.${scratch}`, 'id')],
        ['lifecycle.ignore_changes', '[vpc]'],
      ],
    },
    ...zone.records.map(
      (record): TerraformChange => ({
        kind: 'make',
        type: 'aws_route53_record',
        name: record.startsWith('*') ? `${name}_wildcard` : name,
        account,
        body: [
          ['zone_id', of(`aws_route53_zone.${name}`, 'zone_id')],
          ['name', hcl(record)],
          ['type', '"A"'],
          ['alias.name', (at) => `${at(endpoint)}.dns_entry[0].dns_name`],
          ['alias.zone_id', (at) => `${at(endpoint)}.dns_entry[0].hosted_zone_id`],
          ['alias.evaluate_target_health', 'false'],
        ],
      }),
    ),
  ];
}

/** The account of a zone lets in VPCs of other accounts, before one of them needs it. */
export function authorizeVpcs(facts: StepFacts): readonly StepOperation[] {
  const { regional } = facts;
  const pairs = zonesToUse(facts).flatMap((each) =>
    each.vpcs.filter((vpc) => isStranger(facts, each.place, vpc)).map((vpc) => ({ ...each, vpc })),
  );
  return [...Map.groupBy(pairs, (pair) => pair.vpc)].map(([vpc, members]): StepOperation => {
    const calls = (call: string): readonly string[] =>
      members.map((each) =>
        aws(
          `route53 ${call} --hosted-zone-id "$${each.variable}" --vpc VPCRegion=${shell(regional.region)},VPCId=${shell(vpc)}`,
          placeOf(regional, hostAccount(regional, each.place)),
        ),
      );
    return {
      title: `Let ${vpc} of account ${accountOf(regional, vpc)} in to ${listed(members.map((each) => each.zone.name))}`,
      phase: 'prepare',
      changes: members.length,
      cli: calls('create-vpc-association-authorization'),
      undo: calls('delete-vpc-association-authorization'),
      terraform: members.map((each) => ({
        kind: 'make',
        type: 'aws_route53_vpc_association_authorization',
        name: label(`${each.label}_${vpc}`),
        account: hostAccount(regional, each.place),
        body: [
          ['zone_id', of(`aws_route53_zone.${each.label}`, 'zone_id')],
          ['vpc_id', hcl(vpc)],
        ],
      })),
    };
  });
}

export function isStranger({ regional }: StepFacts, place: Place, vpc: string): boolean {
  const host = hostAccount(regional, place);
  const guest = accountOf(regional, vpc);
  return host !== undefined && guest !== undefined && host !== guest;
}

/** The scratch VPC goes when VPCs that use the zones are associated with them. */
export function removeScratch(facts: StepFacts): readonly StepOperation[] {
  return [...Map.groupBy(newZones(facts), (each) => each.place.vpc)].map(([vpc, members]): StepOperation => {
    const where = placeOf(facts.regional, accountOf(facts.regional, vpc));
    const { variable: name, label: address } = scratchOf(members[0]?.label ?? vpc);
    const of = `--vpc VPCRegion=${shell(facts.regional.region)},VPCId="$${name}"`;
    return {
      title: 'Take the scratch VPC out of the zones and delete it',
      phase: 'clean-up',
      changes: 1,
      cli: [
        ...members.map((each) =>
          aws(`route53 disassociate-vpc-from-hosted-zone --hosted-zone-id "$${each.variable}" ${of}`, where),
        ),
        aws(`ec2 delete-vpc --vpc-id ${made(name).cli}`, where),
      ],
      undo: [
        take(name, `ec2 create-vpc --cidr-block ${SCRATCH_CIDR}`, 'Vpc.VpcId', where),
        ...members.map((each) =>
          aws(`route53 associate-vpc-with-hosted-zone --hosted-zone-id "$${each.variable}" ${of}`, where),
        ),
      ],
      terraform: [
        {
          kind: 'note',
          text: `aws_vpc.${address} stays: Terraform holds the private zone by it; it has no subnets and costs nothing`,
        },
      ],
    };
  });
}
