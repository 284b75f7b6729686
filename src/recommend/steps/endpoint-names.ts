import { shell } from '../explain/quote.ts';
import { isEndpoint, listed, type StepFacts } from '../explain/step-facts.ts';
import { awsIdOf, hostAccount, placeOf } from './lookups.ts';
import type { StepOperation } from './operation.ts';
import { aws } from './shell.ts';

/** Clients of an endpoint without private DNS use its own names (vpce-...): no zone moves them, their configuration does. */
export function nameUsers(facts: StepFacts): readonly StepOperation[] {
  const places = facts.moved.flatMap(({ client, from, to }) => {
    if (!isEndpoint(from) || from.place.vpc !== client.vpc || client.gb.isZero()) return [];
    if (isEndpoint(to) && to.place === from.place) return [];
    const endpoint = from.place.joined?.endpoint;
    const named = endpoint?.privateDns === false && facts.regional.dns.zonesLeadingTo(from.place).length === 0;
    return named ? [from.place] : [];
  });
  return [...new Set(places)].map((place): StepOperation => {
    const where = placeOf(facts.regional, hostAccount(facts.regional, place));
    return {
      title: `Point the clients in ${place.vpc} that use the own names of ${awsIdOf(place)} to the name of the service: its private DNS is off, so no zone moves them`,
      phase: 'prepare',
      changes: 1,
      cli: [
        aws(
          `ec2 describe-vpc-endpoints --vpc-endpoint-ids ${shell(awsIdOf(place))} --query 'VpcEndpoints[0].DnsEntries[].DnsName'`,
          where,
        ),
      ],
      undo: [],
      terraform: [{ kind: 'note', text: `clients that use the own names of ${listed([awsIdOf(place)])}` }],
    };
  });
}
