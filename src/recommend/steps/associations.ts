import type { ServiceZone } from '../../core/private-dns-names.ts';
import { onceFor } from '../../core/remembering.ts';
import { hcl, label, shell } from '../explain/quote.ts';
import type { StepFacts } from '../explain/step-facts.ts';
import type { Place } from '../region/place.ts';
import type { RegionalNetwork } from '../region/regional-network.ts';
import { accountOf, endpointAddress, hostAccount, placeOf } from './lookups.ts';
import { type Half, NOTHING } from './private-dns.ts';
import { aws, take, untilAccepted, variable } from './shell.ts';
import { list, of, type TerraformChange } from './terraform.ts';
import { isStranger, type NewZone } from './zones.ts';

const at = (region: string, vpc: string): string => `--vpc VPCRegion=${shell(region)},VPCId=${shell(vpc)}`;

/** A VPC joins a zone that the plan makes; `after` = the endpoint whose private DNS lets go of the name first. */
export function associateNew(facts: StepFacts, zone: NewZone, vpc: string, after: Place | undefined): Half {
  const { regional } = facts;
  const account = accountOf(regional, vpc);
  const where = placeOf(regional, account);
  const of53 = `--hosted-zone-id "$${zone.variable}" ${at(regional.region, vpc)}`;
  const associate = `route53 associate-vpc-with-hosted-zone ${of53}`;
  const waits = after !== undefined;
  const source = isStranger(facts, zone.place, vpc)
    ? of(`aws_route53_vpc_association_authorization.${label(`${zone.label}_${vpc}`)}`, 'zone_id')
    : of(`aws_route53_zone.${zone.label}`, 'zone_id');
  return {
    cli: [waits ? untilAccepted(associate, where) : aws(associate, where)],
    undo: [aws(`route53 disassociate-vpc-from-hosted-zone ${of53}`, where)],
    terraform: [
      {
        kind: 'make',
        type: 'aws_route53_zone_association',
        name: label(`${zone.label}_${vpc}`),
        account,
        body: [
          ['zone_id', source],
          ['vpc_id', hcl(vpc)],
          ...(after ? ([['depends_on', list([(address) => address(endpointAddress(facts, after))])]] as const) : []),
        ],
      },
    ],
  };
}

/** A zone that stands, found by a VPC that is associated with it. */
export function standingZone(facts: StepFacts, zone: ServiceZone, vpc: string) {
  const name = variable('standing', zone.name, vpc);
  const account = accountOf(facts.regional, vpc);
  const lookup = take(
    name,
    `route53 list-hosted-zones-by-vpc --vpc-id ${shell(vpc)} --vpc-region ${shell(facts.regional.region)}`,
    `HostedZoneSummaries[?Name==\`"${zone.name}."\`].HostedZoneId | [0]`,
    placeOf(facts.regional, account),
  );
  return { variable: name, lookup, ...zoneInTerraform(facts, zone, vpc) };
}

/** Zones of the input by the VPCs that are associated with them. */
const zonesByVpc = onceFor(({ topology }: RegionalNetwork) => {
  const zones = topology.dns?.hostedZones ?? [];
  const pairs = zones.flatMap((zone) => [...new Set(zone.vpcs)].map((vpc) => ({ vpc, zone })));
  return new Map([...Map.groupBy(pairs, ({ vpc }) => vpc)].map(([vpc, all]) => [vpc, all.map(({ zone }) => zone)]));
});

const leavingOf = onceFor(({ moved }: StepFacts) => new Set(moved.map(({ client }) => client.vpc)));

/** A zone that stands in Terraform: by its id where the input has it, else looked up by a VPC that does not leave it. */
function zoneInTerraform(facts: StepFacts, zone: ServiceZone, vpc: string) {
  const { regional } = facts;
  const entries = (zonesByVpc(regional).get(vpc) ?? []).filter(({ name, service }) =>
    name === undefined
      ? regional.dns.zonesOf(service ?? '').some((each) => each.name === zone.name)
      : name.replace(/\.$/, '') === zone.name,
  );
  const known = entries.find((each) => each.id !== undefined && each.name !== undefined)?.id;
  if (known !== undefined) return { terraform: [], id: hcl(known), importId: known };
  const leaving = leavingOf(facts);
  const member = entries.flatMap((each) => each.vpcs ?? []).find((each) => !leaving.has(each)) ?? vpc;
  const data = label(`${zone.name}_${member}`);
  const terraform: readonly TerraformChange[] = [
    {
      kind: 'data',
      type: 'aws_route53_zone',
      name: data,
      account: accountOf(regional, member),
      body: [
        ['name', hcl(zone.name)],
        ['private_zone', 'true'],
        ['vpc_id', hcl(member)],
      ],
    },
  ];
  const id = `data.aws_route53_zone.${data}.zone_id`;
  return { terraform, id, importId: `\${${id}}` };
}

/** Entries of the input that are a zone leading to an endpoint. */
const entriesOf = ({ regional }: StepFacts, zone: ServiceZone, place: Place) =>
  regional.dns.zonesLeadingTo(place).flatMap((each) => (each.zone.name === zone.name ? [each.entry] : []));

/** A VPC joins a zone that stands and leads to an endpoint already. */
export function associateStanding(
  facts: StepFacts,
  zone: ServiceZone,
  place: Place,
  vpc: string,
  after: Place | undefined,
): Half {
  const { regional } = facts;
  const entries = entriesOf(facts, zone, place);
  if (entries.some((entry) => entry.vpcs?.includes(vpc))) return NOTHING;
  const member = entries.flatMap((entry) => entry.vpcs ?? []).find((each) => each !== vpc) ?? place.vpc;
  const found = standingZone(facts, zone, member);
  const account = accountOf(regional, vpc);
  const where = placeOf(regional, account);
  const owner = placeOf(regional, hostAccount(regional, place));
  const stranger = isStranger(facts, place, vpc);
  const of53 = `--hosted-zone-id "$${found.variable}" ${at(regional.region, vpc)}`;
  const associate = `route53 associate-vpc-with-hosted-zone ${of53}`;
  return {
    cli: [
      found.lookup,
      ...(stranger ? [aws(`route53 create-vpc-association-authorization ${of53}`, owner)] : []),
      after ? untilAccepted(associate, where) : aws(associate, where),
    ],
    undo: [
      aws(`route53 disassociate-vpc-from-hosted-zone ${of53}`, where),
      ...(stranger ? [aws(`route53 delete-vpc-association-authorization ${of53}`, owner)] : []),
    ],
    terraform: [
      ...found.terraform,
      ...(stranger
        ? ([
            {
              kind: 'make',
              type: 'aws_route53_vpc_association_authorization',
              name: label(`${zone.name}_${vpc}`),
              account: owner.account,
              body: [
                ['zone_id', found.id],
                ['vpc_id', hcl(vpc)],
              ],
            },
          ] as const)
        : []),
      {
        kind: 'make',
        type: 'aws_route53_zone_association',
        name: label(`${zone.name}_${vpc}`),
        account,
        body: [
          [
            'zone_id',
            stranger
              ? of(`aws_route53_vpc_association_authorization.${label(`${zone.name}_${vpc}`)}`, 'zone_id')
              : found.id,
          ],
          ['vpc_id', hcl(vpc)],
          ...(after ? ([['depends_on', list([(address) => address(endpointAddress(facts, after))])]] as const) : []),
        ],
      },
    ],
  };
}

/** A VPC leaves the zone of a service; where the input names no such zone, the command looks whether there is one. */
export function disassociate(facts: StepFacts, zone: ServiceZone, place: Place, vpc: string): Half {
  const { regional } = facts;
  const entries = entriesOf(facts, zone, place);
  const isKnown = entries.some((entry) => entry.vpcs?.includes(vpc));
  const found = standingZone(facts, zone, vpc);
  const where = placeOf(regional, accountOf(regional, vpc));
  const owner = placeOf(regional, hostAccount(regional, place));
  const of53 = `--hosted-zone-id "$${found.variable}" ${at(regional.region, vpc)}`;
  const test = isKnown ? '' : `[ "$${found.variable}" = None ] || `;
  const again = isStranger(facts, place, vpc)
    ? [`${test}${aws(`route53 create-vpc-association-authorization ${of53}`, owner)}`]
    : [];
  const name = label(`${zone.name}_${vpc}`);
  return {
    cli: [found.lookup, `${test}${aws(`route53 disassociate-vpc-from-hosted-zone ${of53}`, where)}`],
    undo: [...again, `${test}${untilAccepted(`route53 associate-vpc-with-hosted-zone ${of53}`, where)}`],
    terraform: isKnown
      ? [
          ...found.terraform,
          {
            kind: 'take',
            type: 'aws_route53_zone_association',
            name,
            account: where.account,
            id: `${found.importId}:${found.importId.startsWith('${') ? vpc.replace(/\$\{/g, '$$${') : vpc}:${regional.region}`,
            body: [
              ['zone_id', found.id],
              ['vpc_id', hcl(vpc)],
            ],
          },
          { kind: 'remove', address: `aws_route53_zone_association.${name}` },
        ]
      : [{ kind: 'note', text: `the input names no hosted zone ${zone.name} of ${vpc}: the command looks for one` }],
  };
}
