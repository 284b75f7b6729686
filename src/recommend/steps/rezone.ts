import { hcl, shell } from '../explain/quote.ts';
import { listed, type StepFacts, zonesOf } from '../explain/step-facts.ts';
import type { Place } from '../region/place.ts';
import { awsIdOf, endpointAddress, endpointAgain, hostAccount, placeOf, subnetIn } from './lookups.ts';
import { takeEndpoint } from './make-endpoints.ts';
import type { StepOperation } from './operation.ts';
import { aws, take, variable } from './shell.ts';
import { list, type TerraformChange } from './terraform.ts';

/** Zones added to endpoints that stay (before anything moves), or taken from them (when all is done). */
export const changeZones = (facts: StepFacts, side: 'add' | 'remove'): readonly StepOperation[] =>
  facts.rezoned.flatMap((place): StepOperation[] => {
    const { before, after } = zonesOf(facts, place);
    const zones =
      side === 'add' ? after.filter((zone) => !before.includes(zone)) : before.filter((zone) => !after.includes(zone));
    if (zones.length === 0) return [];
    const { regional } = facts;
    const where = placeOf(regional, hostAccount(regional, place));
    const id = awsIdOf(place);
    const subnets = zones.map((zone) =>
      side === 'add' ? subnetIn(regional, place.vpc, zone) : ownSubnet(facts, place, zone),
    );
    const words = subnets.map((subnet) => subnet.cli).join(' ');
    const change = (call: 'add' | 'remove', endpoint: string): string =>
      aws(`ec2 modify-vpc-endpoint --vpc-endpoint-id ${endpoint} --${call}-subnet-ids ${words}`, where);
    return [
      {
        title: `${side === 'add' ? 'Add' : 'Remove'} ${listed(zones)} ${side === 'add' ? 'to' : 'from'} ${id}`,
        phase: side === 'add' ? 'prepare' : 'clean-up',
        changes: zones.length,
        cli: [...subnets.flatMap((subnet) => subnet.lines), change(side, shell(id))],
        undo: [change(side === 'add' ? 'remove' : 'add', endpointAgain(facts, place).cli)],
        terraform: subnetsInTerraform(facts, place, side),
      },
    ];
  });

/** The subnet that an endpoint has in a zone: one of the input, else the one among its own that lies there. */
function ownSubnet({ regional }: StepFacts, place: Place, zone: string) {
  const own = place.joined?.endpoint.subnets ?? [];
  const named = (regional.topology.subnets ?? []).find((subnet) => own.includes(subnet.id) && subnet.az === zone);
  if (named) return { cli: shell(named.id), lines: [] };
  const id = awsIdOf(place);
  const where = placeOf(regional, hostAccount(regional, place));
  const all = variable('subnets', id);
  const name = variable('subnet', id, zone);
  const filter = /-az\d+$/.test(zone) ? 'availability-zone-id' : 'availability-zone';
  return {
    cli: `"$${name}"`,
    lines: [
      take(all, `ec2 describe-vpc-endpoints --vpc-endpoint-ids ${shell(id)}`, 'VpcEndpoints[0].SubnetIds', where),
      take(
        name,
        `ec2 describe-subnets --subnet-ids $${all} --filters ${shell(`Name=${filter},Values=${zone}`)}`,
        'Subnets[0].SubnetId',
        where,
      ),
    ],
  };
}

/** Subnets before and after, as Terraform wants them: all of them at once. */
function subnetsInTerraform(facts: StepFacts, place: Place, side: 'add' | 'remove'): readonly TerraformChange[] {
  const { before, after } = zonesOf(facts, place);
  const zones = side === 'add' ? [...new Set([...before, ...after])] : after;
  const { regional } = facts;
  const own = place.joined?.endpoint.subnets ?? [];
  const inZone = (zone: string) => {
    const named = (regional.topology.subnets ?? []).find((subnet) => own.includes(subnet.id) && subnet.az === zone);
    return named ? { hcl: hcl(named.id), terraform: [] } : subnetIn(regional, place.vpc, zone);
  };
  const found = zones.map(inZone);
  const standing = before.map(inZone);
  const taken = takeEndpoint(facts, place);
  return [
    ...[...found, ...standing].flatMap((each) => each.terraform),
    taken.kind === 'take'
      ? { ...taken, body: [...taken.body, ['subnet_ids', list(standing.map((each) => each.hcl))]] }
      : taken,
    {
      kind: 'set',
      address: endpointAddress(facts, place),
      name: 'subnet_ids',
      after: list(found.map((each) => each.hcl)),
    },
  ];
}
