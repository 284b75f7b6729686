import { sum } from '../../core/decimal.ts';
import { shortService } from '../../core/ids.ts';
import { oneLine, shell } from '../explain/quote.ts';
import { isEndpoint, listed, type Moved, type StepFacts } from '../explain/step-facts.ts';
import { isOpen } from '../plan/state.ts';
import type { Place } from '../region/place.ts';
import { associateNew, associateStanding, disassociate } from './associations.ts';
import { endpointWord, hostAccount, placeOf } from './lookups.ts';
import type { StepOperation } from './operation.ts';
import { type Half, inboundOnly, NOTHING, privateDnsOff, privateDnsOn, together } from './private-dns.ts';
import { aws } from './shell.ts';
import { zonesToUse } from './zones.ts';

/** One VPC after the other, the one with the least traffic first: its names let go of the old answer and take the new one in one go. */
export function switchNames(facts: StepFacts): readonly StepOperation[] {
  const byVpc = Map.groupBy(
    facts.moved.filter(({ client }) => client.vpc !== undefined),
    ({ client }) => client.vpc ?? '',
  );
  const ordered = [...byVpc].toSorted(([, a], [, b]) => gbOf(a).comparedTo(gbOf(b)));
  return ordered.flatMap(([vpc, moved]): StepOperation[] => {
    const half = together(moved.map((each) => switchOf(facts, each)));
    if (half.cli.length === 0) return [];
    const services = [...new Set(moved.map(({ client }) => shortService(client.service)))];
    return [
      {
        title: `Switch ${listed(services)} of ${vpc}: ${howOf(moved)}`,
        phase: 'switch',
        changes: moved.length,
        vpc,
        ...half,
        check: checkOf(facts, vpc, moved),
      },
    ];
  });
}

const gbOf = (moved: readonly Moved[]) => sum(moved.map((each) => each.client.gb));

function howOf(moved: readonly Moved[]): string {
  const ways = new Set(
    moved.map(({ to }) =>
      isEndpoint(to)
        ? to.path.kind === 'inside-vpc'
          ? 'the old answer lets go, then private DNS of its own endpoint takes over'
          : `the old answer lets go, then the zone leads to ${to.place.vpc}`
        : 'its names answer with public addresses again',
    ),
  );
  return [...ways].join('; ');
}

function switchOf(facts: StepFacts, each: Moved): Half {
  const { client, from, to } = each;
  const vpc = client.vpc ?? '';
  if (isEndpoint(from) && isEndpoint(to) && from.place === to.place) return NOTHING;
  const own = isEndpoint(from) && from.place.vpc === vpc ? from.place : undefined;
  const release = own ? releaseOwn(facts, each, own) : releaseForeign(facts, each);
  const hold = holdOf(facts, each, release.cli.length > 0 && own ? own : undefined, release.cli.length > 0);
  return together([release, hold]);
}

function releaseOwn(facts: StepFacts, { client, to }: Moved, own: Place): Half {
  if (own.joined?.endpoint.privateDnsInboundResolverOnly === true) return NOTHING;
  // A hub's own clients find it by the zone of its guests, where private DNS is off for them.
  const zones = facts.regional.dns.zonesLeadingTo(own).filter(({ entry }) => entry.vpcs?.includes(own.vpc));
  if (zones.length > 0) return together(zones.map(({ zone }) => disassociate(facts, zone, own, own.vpc)));
  const stays = isOpen(facts.after, own);
  const forOthers = to.kind === 'gateway' && stays && shortService(client.service) === 's3';
  if (forOthers && own.joined?.endpoint.privateDns !== false) return inboundOnly(facts, own);
  return privateDnsOff(facts, own);
}

/** Names of a client that comes from elsewhere: it leaves the zone, unless its new answer is a record of the same zone or beats a Profile. */
function releaseForeign(facts: StepFacts, { client, from, to }: Moved): Half {
  if (!isEndpoint(from) || client.vpc === undefined) return NOTHING;
  const { dns } = facts.regional;
  if (dns.profileFor(client.vpc, from.place) !== undefined) return NOTHING;
  const sameHost = isEndpoint(to) && to.place.vpc === from.place.vpc && to.move !== 'split';
  if (sameHost) return NOTHING;
  return together(dns.zonesOf(client.service).map((zone) => disassociate(facts, zone, from.place, client.vpc ?? '')));
}

function holdOf(facts: StepFacts, { client, from, to }: Moved, after: Place | undefined, waits: boolean): Half {
  if (!isEndpoint(to) || client.vpc === undefined) return NOTHING;
  const { vpc } = client;
  if (to.path.kind === 'inside-vpc' || to.place.vpc === vpc) return privateDnsOn(facts, to.place, waits);
  const { dns } = facts.regional;
  if (dns.profileFor(vpc, to.place) !== undefined) return NOTHING;
  if (isEndpoint(from) && from.place.vpc === to.place.vpc && from.place.vpc !== vpc && to.move !== 'split')
    return NOTHING;
  const made = zonesToUse(facts).filter((each) => each.place === to.place && each.vpcs.includes(vpc));
  const names = new Set(made.map((each) => each.zone.name));
  const standing = dns.zonesOf(client.service).filter((zone) => !names.has(zone.name));
  return together([
    ...made.map((zone) => associateNew(facts, zone, vpc, after)),
    ...standing.map((zone) => associateStanding(facts, zone, to.place, vpc, after)),
  ]);
}

/** What a person looks at before the next VPC follows. */
function checkOf(facts: StepFacts, vpc: string, moved: readonly Moved[]): readonly string[] {
  const { dns } = facts.regional;
  const names = moved.flatMap(({ client }) => dns.zonesOf(client.service).map((zone) => zone.name));
  const places = [...new Set(moved.flatMap(({ to }) => (isEndpoint(to) ? [to.place] : [])))];
  return [
    ...[...new Set(names)].map((name) => `# on a host of ${oneLine(vpc)}: dig +short ${oneLine(name)}`),
    ...places.map((place) => bytesOf(facts, place)),
  ];
}

/** Bytes of an endpoint in the last hour, by five minutes. */
export function bytesOf(facts: StepFacts, place: Place): string {
  const dimensions = [
    ['Endpoint Type', 'Interface'],
    ['Service Name', place.service],
    ['VPC Id', place.vpc],
  ].map(([name, value]) => shell(`Name=${name},Value=${value}`));
  return aws(
    `cloudwatch get-metric-statistics --namespace AWS/PrivateLinkEndpoints --metric-name BytesProcessed --statistics Sum --period 300 ` +
      `--start-time "$(date -u -d '1 hour ago' +%FT%TZ)" --end-time "$(date -u +%FT%TZ)" ` +
      `--dimensions ${dimensions.join(' ')} Name='VPC Endpoint Id',Value=${endpointWord(facts, place).cli}`,
    placeOf(facts.regional, hostAccount(facts.regional, place)),
  );
}
