import type { Move } from '../move.ts';
import { isEndpoint, listed, type StepFacts, zonesOf } from './step-facts.ts';

/** The headline of each move: what to do, to what. */
export const TITLES: Readonly<Record<Move, (facts: StepFacts) => string>> = {
  'remove-idle': ({ closed, services }) =>
    `Remove ${listed(closed.map((place) => place.joined?.endpoint.id ?? ''))} (${listed(services)}): it carries nothing`,
  'fix-routing': ({ moved, vpcs, services }) => {
    const [first] = moved;
    const what = `the ${listed(services)} traffic of ${listed(vpcs)}`;
    if (first?.to.kind === 'gateway') return `Let the gateway endpoint take ${what}`;
    if (first?.from.kind === 'nat') return `Send ${what} to the endpoint that is there instead of the NAT gateway`;
    const path = first && isEndpoint(first.to) ? first.to.path.via : undefined;
    return `Send ${what} over ${path}`;
  },
  'gateway-instead': ({ services, vpcs }) =>
    `Use a gateway endpoint, which is free, for ${listed(services)} in ${listed(vpcs)}`,
  'merge-duplicates': ({ services, closed }) =>
    `Merge the ${listed(services)} endpoints of ${listed([...new Set(closed.map((place) => place.vpc))])}`,
  'nat-instead-of-endpoint': ({ services, vpcs }) => `Use the NAT gateway of ${listed(vpcs)} for ${listed(services)}`,
  localise: ({ services, vpcs }) => `Give ${listed(vpcs)} its own endpoint for ${listed(services)}`,
  'share-across-vpcs': (facts) => {
    const hosts = [...new Set(facts.moved.flatMap(({ to }) => (isEndpoint(to) ? [to.place.vpc] : [])))];
    const attached = facts.moved.some(({ to }) => isEndpoint(to) && to.path.attachments.length > 0);
    const users = facts.vpcs.filter((vpc) => !hosts.includes(vpc));
    return `${attached ? 'Attach and share' : 'Share'} ${listed(facts.services)} at ${listed(hosts)} with ${listed(users)}`;
  },
  'endpoint-instead-of-nat': ({ services, vpcs }) =>
    `Take ${listed(services)} of ${listed(vpcs)} off the NAT gateway and onto an endpoint`,
  split: ({ services, made }) =>
    `Make a second ${listed(services)} endpoint in ${listed([...new Set(made.map((place) => place.vpc))])}`,
  'move-az': (facts) => `Move ${endpointsOf(facts)} of ${listed(facts.vpcs)} to other zones`,
  'add-az': (facts) => `Add a zone to ${endpointsOf(facts)} in ${listed(facts.vpcs)}`,
  'drop-az': (facts) => `Drop ${droppedZones(facts)} from ${endpointsOf(facts)} in ${listed(facts.vpcs)}`,
};

const endpointsOf = ({ rezoned }: StepFacts): string =>
  rezoned.length === 1 ? (rezoned[0]?.joined?.endpoint.id ?? '') : `${rezoned.length} endpoints`;

function droppedZones(facts: StepFacts): string {
  const zones = facts.rezoned.flatMap((place) => {
    const { before, after } = zonesOf(facts, place);
    return before.filter((zone) => !after.includes(zone));
  });
  return listed([...new Set(zones)]);
}
