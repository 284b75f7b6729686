import { Decimal, sum, ZERO } from '../../../core/decimal.ts';
import { amountText } from '../../../core/money.ts';
import { estimate } from '../../../model/estimate.ts';
import type { RateCard } from '../../../rates/rate-card.ts';
import type { RecommendationDocument } from '../../../report/plan-document.ts';
import type { Endpoint, Topology } from '../../../topology/topology.ts';
import type { TrafficProfile } from '../../../traffic/traffic.ts';
import type { RealisedSaving } from './advice-record.ts';

type Step = Pick<RecommendationDocument, 'region' | 'network' | 'saving'>;

/** A network as a later scan found it. */
export interface FoundNetwork {
  readonly topology: Topology;
  readonly profile: TrafficProfile;
  readonly cards: ReadonlyMap<string, RateCard>;
}

/**
 * What a step that was agreed to saves by now: the hours of the endpoints it touches, priced again as they stand, and the rest of the
 * promise (bytes, paths, names, NAT: what a scan does not see) in proportion to how much of those hours is done. Where a step changes
 * no hours, the bytes that left its endpoints tell. Undefined where a scan can tell neither.
 */
export function realisedSaving(
  step: Step,
  proposedAt: string,
  found: FoundNetwork,
): Omit<RealisedSaving, 'scan'> | undefined {
  const { removes, makes, rezones } = step.network;
  const price = (endpoints: readonly Endpoint[]): Decimal => hoursOf(step.region, endpoints, found.cards);
  const before = price([...removes.map(standing), ...rezones.map(({ id, from }) => standing({ id, azs: from }))]);
  const goal = price([...makes.map(standing), ...rezones.map(({ id, to }) => standing({ id, azs: to }))]);
  const seen = before.minus(price(nowOf(step, proposedAt, found.topology)));
  const promised = before.minus(goal);
  const share = promised.isZero() ? shareOfBytes(step, found.profile) : within(seen.div(promised));
  if (share === undefined) return undefined;
  const unseen = new Decimal(step.saving.monthly).minus(promised).times(share);
  const monthly = seen.plus(unseen);
  return {
    monthly: amountText(monthly),
    promised: step.saving.monthly,
    seen: amountText(seen),
    done: Math.round(share.toNumber() * 1000) / 1000,
  };
}

const standing = ({ id, azs }: { readonly id: string; readonly azs: readonly string[] }): Endpoint => ({
  id,
  type: 'Interface',
  azs: [...azs],
});

/** The hours of endpoints in a month of 730 h, by the model. */
function hoursOf(region: string, endpoints: readonly Endpoint[], cards: ReadonlyMap<string, RateCard>): Decimal {
  const topology: Topology = { schema: 'tollgate/topology@1', region, endpoints: [...endpoints] };
  return endpoints.length === 0 ? ZERO : estimate({ topology, cards }).totals.baseline;
}

/** What stands now of the endpoints a step touches, and what was made for it since. */
function nowOf({ network }: Step, proposedAt: string, { endpoints }: Topology): readonly Endpoint[] {
  const { removes, makes, rezones, relieves } = network;
  const touched = new Set([...removes, ...rezones].map(({ id }) => id));
  const known = new Set([...touched, ...relieves.map(({ id }) => id)]);
  const isMade = ({ id, vpc, service, createdAt = proposedAt }: Endpoint): boolean =>
    !known.has(id) &&
    Date.parse(createdAt) >= Date.parse(proposedAt) &&
    makes.some((made) => made.vpc === vpc && made.service === service);
  return endpoints
    .filter((endpoint) => endpoint.type === 'Interface' && (touched.has(endpoint.id) || isMade(endpoint)))
    .map(({ id, azs = [], state }) => ({ ...standing({ id, azs }), ...(state !== undefined && { state }) }));
}

/** How much of what was to leave has left, by the bytes of the endpoints that stay. */
function shareOfBytes({ network }: Step, profile: TrafficProfile): Decimal | undefined {
  const known = network.relieves.flatMap(({ id, gb, ofGb }) => {
    const now = profile.get(id)?.monthlyGb;
    return now ? [{ gone: new Decimal(ofGb).minus(now), wanted: new Decimal(gb) }] : [];
  });
  const wanted = sum(known.map((each) => each.wanted));
  return wanted.isZero() ? undefined : within(sum(known.map((each) => each.gone)).div(wanted));
}

const within = (share: Decimal): Decimal => Decimal.min(Decimal.max(share, 0), 1);
