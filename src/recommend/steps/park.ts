import { onceFor } from '../../core/remembering.ts';
import { shell } from '../explain/quote.ts';
import { listed, type StepFacts } from '../explain/step-facts.ts';
import type { Place } from '../region/place.ts';
import { standingZone } from './associations.ts';
import { accountOf, dnsTarget, endpointAgain, hostAccount, placeOf } from './lookups.ts';
import type { StepOperation } from './operation.ts';
import { recordBatch } from './records.ts';
import { aws, take, variable } from './shell.ts';
import { SCRATCH_CIDR } from './zones.ts';

/** Zones that would lead nowhere once an endpoint is removed, with the VPCs that no client of the step takes out of them. */
const orphans = onceFor((facts: StepFacts) => {
  const byService = Map.groupBy(facts.moved, ({ client }) => client.service);
  const standing = facts.closed.filter(({ joined }) => joined !== undefined);
  return standing.flatMap((place) =>
    facts.regional.dns.zonesLeadingTo(place).flatMap(({ zone, entry }) => {
      const [first] = entry.vpcs ?? [];
      if (first === undefined) return [];
      const moved = new Set(byService.get(place.service)?.map(({ client }) => client.vpc));
      const rest = (entry.vpcs ?? []).filter((vpc) => !moved.has(vpc));
      return [
        {
          zone,
          place,
          rest,
          variable: variable('parked', zone.name, first),
          first,
          scratch: variable('scratch', zone.name, first),
        },
      ];
    }),
  );
});

const orphansBy = onceFor((facts: StepFacts) => Map.groupBy(orphans(facts), (each) => each.place));

const of = (facts: StepFacts, vpc: string): string => `--vpc VPCRegion=${shell(facts.regional.region)},VPCId=${vpc}`;

/** A zone cannot lose its last VPC: one that loses all of them stands on a scratch VPC first, so that it can come back as it was. */
export const parkZones = (facts: StepFacts): readonly StepOperation[] =>
  orphans(facts).map((each): StepOperation => {
    const where = placeOf(facts.regional, hostAccount(facts.regional, each.place));
    const of53 = `--hosted-zone-id "$${each.variable}" ${of(facts, `"$${each.scratch}"`)}`;
    return {
      title: `Put the hosted zone ${each.zone.name} on a scratch VPC as well, for what it leads to goes`,
      phase: 'prepare',
      changes: 1,
      cli: [
        standingZone(facts, each.zone, each.first).lookup.replace(/^[A-Z0-9_]+=/, `${each.variable}=`),
        take(each.scratch, `ec2 create-vpc --cidr-block ${SCRATCH_CIDR}`, 'Vpc.VpcId', where),
        aws(`route53 associate-vpc-with-hosted-zone ${of53}`, where),
      ],
      undo: [
        aws(`route53 disassociate-vpc-from-hosted-zone ${of53}`, where),
        aws(`ec2 delete-vpc --vpc-id "$${each.scratch}"`, where),
      ],
      terraform: [{ kind: 'note', text: `hosted zone ${each.zone.name}: see the commands` }],
    };
  });

/** VPCs that still ask a zone which leads nowhere soon get the public answer instead. */
export const leaveZones = (facts: StepFacts): readonly StepOperation[] =>
  orphans(facts).flatMap((each): StepOperation[] => {
    if (each.rest.length === 0) return [];
    const calls = (call: string): readonly string[] =>
      each.rest.map((vpc) =>
        aws(
          `route53 ${call} --hosted-zone-id "$${each.variable}" ${of(facts, shell(vpc))}`,
          placeOf(facts.regional, accountOf(facts.regional, vpc)),
        ),
      );
    return [
      {
        title: `Take ${listed(each.rest)} out of the hosted zone ${each.zone.name}: it leads to an endpoint that goes`,
        phase: 'clean-up',
        changes: each.rest.length,
        cli: calls('disassociate-vpc-from-hosted-zone'),
        undo: calls('associate-vpc-with-hosted-zone'),
        terraform: [{ kind: 'note', text: `hosted zone ${each.zone.name}: see the commands` }],
      },
    ];
  });

/** An endpoint that comes again has another name: the records of zones that led to it follow. */
export const pointBack = (facts: StepFacts, place: Place): readonly string[] => {
  const led = orphansBy(facts).get(place);
  if (!led) return [];
  const target = dnsTarget(facts, place, endpointAgain(facts, place));
  const where = placeOf(facts.regional, hostAccount(facts.regional, place));
  return [
    ...target.lines,
    ...led.map((each) =>
      aws(
        `route53 change-resource-record-sets --hosted-zone-id "$${each.variable}" --change-batch ${recordBatch('UPSERT', each.zone, target.name, target.zone)}`,
        where,
      ),
    ),
  ];
};
