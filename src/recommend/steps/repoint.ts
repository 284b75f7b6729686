import { hcl, label, oneLine } from '../explain/quote.ts';
import { isEndpoint, listed, type StepFacts } from '../explain/step-facts.ts';
import type { Place } from '../region/place.ts';
import { standingZone } from './associations.ts';
import { dnsTarget, endpointAddress, endpointAgain, endpointWord, hostAccount, placeOf } from './lookups.ts';
import type { StepOperation } from './operation.ts';
import { recordBatch } from './records.ts';
import { aws } from './shell.ts';
import type { TerraformChange } from './terraform.ts';

/** Clients of other VPCs whose endpoint changes inside its VPC: the records of their zone lead to the other endpoint, without a moment in between. */
export function repointZones(facts: StepFacts): readonly StepOperation[] {
  const moves = facts.moved.flatMap(({ client, from, to }) =>
    isEndpoint(from) &&
    isEndpoint(to) &&
    to.move !== 'split' &&
    from.place !== to.place &&
    from.place.vpc === to.place.vpc &&
    client.vpc !== from.place.vpc &&
    client.vpc !== undefined
      ? [{ vpc: client.vpc, old: from.place, place: to.place }]
      : [],
  );
  const pairs = Map.groupBy(moves, (each) => `${each.old.index} ${each.place.index}`);
  return [...pairs.values()].flatMap(([first]): StepOperation[] => (first ? [repoint(facts, first)] : []));
}

function repoint(facts: StepFacts, { vpc, old, place }: { vpc: string; old: Place; place: Place }): StepOperation {
  const where = placeOf(facts.regional, hostAccount(facts.regional, place));
  const zones = facts.regional.dns.zonesOf(place.service).map((zone) => ({ zone, ...standingZone(facts, zone, vpc) }));
  const target = dnsTarget(facts, place, endpointWord(facts, place));
  const back = dnsTarget(facts, old, endpointAgain(facts, old));
  const upsert = (zone: (typeof zones)[number], to: typeof target): string =>
    `[ "$${zone.variable}" = None ] || ${aws(`route53 change-resource-record-sets --hosted-zone-id "$${zone.variable}" --change-batch ${recordBatch('UPSERT', zone.zone, to.name, to.zone)}`, where)}`;
  return {
    title: `Let the records of ${listed(zones.map(({ zone }) => zone.name))} lead to ${facts.names.place(place)} instead of ${facts.names.place(old)}`,
    phase: 'switch',
    changes: zones.length,
    vpc,
    cli: [...target.lines, ...zones.flatMap((zone) => [zone.lookup, upsert(zone, target)])],
    undo: [...back.lines, ...zones.map((zone) => upsert(zone, back))],
    terraform: zones.flatMap(({ zone, terraform, id }) => [
      ...terraform,
      ...zone.records.map(
        (record): TerraformChange => ({
          kind: 'make',
          type: 'aws_route53_record',
          name: label(`${vpc}_${record.replace('*', 'wildcard')}`),
          account: where.account,
          body: [
            ['zone_id', id],
            ['name', hcl(record)],
            ['type', '"A"'],
            ['allow_overwrite', 'true'],
            ['alias.name', (at) => `${at(endpointAddress(facts, place))}.dns_entry[0].dns_name`],
            ['alias.zone_id', (at) => `${at(endpointAddress(facts, place))}.dns_entry[0].hosted_zone_id`],
            ['alias.evaluate_target_health', 'false'],
          ],
        }),
      ),
    ]),
    check: [`# on a host of ${oneLine(vpc)}: dig +short ${oneLine(zones[0]?.zone.name ?? '')}`],
  };
}
