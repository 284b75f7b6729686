import { type Decimal, ZERO } from '../../core/decimal.ts';
import { quantityText, roundTo } from '../../core/money.ts';
import type { TrafficProvenance } from '../../core/provenance.ts';
import { watchedDays } from '../guards/evidence.ts';
import type { Evidence } from '../recommendation.ts';
import { endpointOf } from '../region/client.ts';
import { poolCost } from '../solve/evaluate.ts';
import { isEndpoint, type Moved, type StepFacts, zonesOf } from './step-facts.ts';

/** The numbers a step rests on: volumes, where they come from, and how far each client is from the volume that would change the answer. */
export function evidenceOf(facts: StepFacts): Evidence {
  const provenances = facts.moved.map((each) => each.client.provenance);
  const breakEven = nearest(facts);
  return {
    facts: [...volumes(facts, provenances), ...zoneFacts(facts), ...(breakEven ? [breakEvenText(breakEven)] : [])],
    monthlyGb: facts.gb,
    sources: [...new Set(provenances.map((each) => each.source))],
    window: longestWindow(provenances),
    ...(breakEven && { breakEven }),
  };
}

function volumes(facts: StepFacts, provenances: readonly TrafficProvenance[]): readonly string[] {
  if (facts.moved.length === 0) return [];
  const days = provenances.map(watchedDays).filter((each) => each !== undefined);
  const watched =
    days.length === 0
      ? 'as stated, not measured'
      : `watched for ${Math.round(Math.min(...days) * 10) / 10} days or more`;
  return [
    `It moves ${quantityText(roundTo(facts.gb, 2))} GB a month of ${facts.vpcs.length === 1 ? facts.vpcs[0] : `${facts.vpcs.length} VPCs`}, ${watched}.`,
  ];
}

const zoneFacts = (facts: StepFacts): readonly string[] =>
  facts.rezoned.slice(0, 5).map((place) => {
    const { before, after } = zonesOf(facts, place);
    return `${place.joined?.endpoint.id} stands in ${before.length} zones (${before.join(', ')}) and needs ${after.length} (${after.join(', ')}).`;
  });

function longestWindow(provenances: readonly TrafficProvenance[]): Evidence['window'] {
  const windows = provenances.flatMap((each) => each.window ?? []);
  if (windows.length === 0) return undefined;
  const start = windows.map((each) => each.start).sort()[0] ?? '';
  return {
    start,
    end:
      windows
        .map((each) => each.end)
        .sort()
        .at(-1) ?? '',
  };
}

type BreakEven = NonNullable<Evidence['breakEven']>;

/** The client whose volume is nearest to the one at which its move would not pay. */
function nearest(facts: StepFacts): BreakEven | undefined {
  const marginal = marginalPrice(facts);
  const points = facts.moved.flatMap((moved) => breakEvenOf(moved, facts, marginal) ?? []);
  return points.sort((a, b) => Math.abs(a.distance) - Math.abs(b.distance))[0];
}

/** Hours of an endpoint that its own traffic would pay for, over the fee per GB of the other way. */
function breakEvenOf({ client, from, to }: Moved, facts: StepFacts, marginal: Decimal): BreakEven | undefined {
  const { rates } = facts.regional;
  const left = isEndpoint(from) ? facts.closed.find((place) => place === from.place) : undefined;
  const made = isEndpoint(to) ? facts.made.find((place) => place === to.place) : undefined;
  const zones = left ? zonesOf(facts, left).before.length : made ? zonesOf(facts, made).after.length : 0;
  if (zones === 0) return undefined;
  const fee = feePerGb({ client, from, to }, facts, marginal).abs();
  if (fee.isZero() || client.gb.isZero()) return undefined;
  const worth = rates.interfaceMonth.times(zones).minus(left ? oncePaid(facts) : ZERO);
  if (!worth.greaterThan(ZERO)) return undefined;
  const breakEvenGb = worth.div(fee);
  const subject = endpointOf(client)?.endpoint.id ?? client.vpc ?? '';
  return { subject, gb: client.gb, breakEvenGb, distance: breakEvenGb.minus(client.gb).div(breakEvenGb).toNumber() };
}

/** A hosted zone and attachments that are made for one client alone count against what it saves; what several use is there anyway. */
function oncePaid({ moved, regional, before, after }: StepFacts): Decimal {
  const [only, ...others] = moved;
  if (!only || others.length > 0 || !isEndpoint(only.to)) return ZERO;
  const { rates, topology } = regional;
  const zones = (named: ReadonlySet<number>): number =>
    [...named]
      .flatMap((at) => regional.places.all[at] ?? [])
      .flatMap((place) => regional.dns.zonesMissing(undefined, place)).length;
  const standing = (topology.dns?.hostedZones ?? []).length + zones(before.named);
  const made = ZERO.plus(zones(after.named) - zones(before.named));
  const zone = rates.zoneBands ? poolCost({ base: ZERO.plus(standing), bands: rates.zoneBands }, made) : ZERO;
  return zone.plus((rates.attachmentMonth ?? ZERO).times(only.to.path.attachments.length));
}

/** Price of the next GB in the pool once the step is done. */
function marginalPrice({ regional, after }: StepFacts): Decimal {
  const { rates, network, region, fixedGb } = regional;
  const position = network.baselineGb(region, 'interface').plus(fixedGb).plus(after.pooledGb);
  return poolCost({ base: position, bands: rates.byteBands }, ZERO.plus(1));
}

/** What a GB costs more on the new way than on the old one. */
function feePerGb({ client, from, to }: Moved, { regional }: StepFacts, marginal: Decimal): Decimal {
  const { rates } = regional;
  const price = (way: Moved['from']): Decimal => {
    if (way.kind === 'nat') return rates.natGb ?? ZERO;
    if (way.kind !== 'endpoint') return ZERO;
    const path =
      way.path.kind === 'transit-gateway'
        ? rates.transitGb
        : way.path.kind === 'vpc-peering'
          ? rates.peeringCrossingGb
          : ZERO;
    return marginal.plus(path ?? ZERO);
  };
  return client.gb.isZero() ? ZERO : price(to).minus(price(from));
}

const breakEvenText = ({ subject, gb, breakEvenGb, distance }: BreakEven): string =>
  `The nearest to break-even is ${subject}: ${quantityText(roundTo(gb, 2))} GB a month against ${quantityText(roundTo(breakEvenGb, 2))}, ` +
  `${Math.abs(Math.round(distance * 1000) / 10)} % ${distance >= 0 ? 'below' : 'above'} it.`;
