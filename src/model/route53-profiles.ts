import { apportion } from '../core/apportion.ts';
import { Decimal, ZERO } from '../core/decimal.ts';
import type { Topology } from '../topology/topology.ts';
import type { ChargeContext, ChargedLine, NetworkResource, PricedRate } from './charge.ts';
import profileFacts from './charges/route53-profile.json' with { type: 'json' };
import type { CostLine } from './cost-line.ts';
import { flatLine, type LineSubject } from './flat-line.ts';
import type { JoinedNetwork } from './join.ts';
import { resourceOf } from './network-resource.ts';

type Profile = NonNullable<NonNullable<Topology['dns']>['profiles']>[number];

const RULE = { charge: 'route53', category: 'baseline', rule: 'route53' } as const;

/**
 * Route 53 Profiles a design adds. The account pays an hourly fee per Region that covers 100 VPC associations, then each further
 * association by the hour. Where a profile exists already the account's fee is paid. One account is assumed to own all profiles.
 */
export function profileLines(network: JoinedNetwork, context: ChargeContext): readonly ChargedLine[] {
  const profiles = network.topology.dns?.profiles ?? [];
  const byRegion = Map.groupBy(profiles, (profile) => profile.region ?? network.topology.region);
  return [...byRegion.values()].flatMap((inRegion) => linesOf(inRegion, network, context));
}

function linesOf(profiles: readonly Profile[], network: JoinedNetwork, context: ChargeContext): readonly ChargedLine[] {
  const existing = profiles.filter((profile) => profile.added !== true);
  for (const { id } of existing)
    context.findings.add('TG1453', id, `Profile ${id} exists already and is taken as paid for.`);
  const added = profiles
    .filter((profile) => profile.added === true)
    .map((profile) => {
      const [vpc, ...more] = profile.vpcs;
      const entry = { ...profile, vpc: more.length === 0 ? vpc : undefined };
      return { resource: resourceOf('route53-profile', entry, network), associations: associationsOf([profile]) };
    });
  const fee = existing.length > 0 ? [] : accountFee(added, context);
  return [...fee, ...furtherAssociations(added, associationsOf(existing), context)];
}

interface Added {
  readonly resource: NetworkResource;
  readonly associations: number;
}

function accountFee(added: readonly Added[], context: ChargeContext): readonly ChargedLine[] {
  const rate = context.rate(added[0]?.resource.region, 'route53-profile-account-hours');
  const display = `share of 1 account x ${context.hours.toFixed()} h`;
  return shareOut({ ...RULE, unit: 'hours', display }, context.hours, added, () => 1, rate);
}

function furtherAssociations(added: readonly Added[], before: number, context: ChargeContext): readonly ChargedLine[] {
  const included = profileFacts.includedAssociations;
  const all = added.reduce((count, each) => count + each.associations, before);
  const charged = Math.max(0, all - included) - Math.max(0, before - included);
  if (charged === 0) return [];
  const rate = context.rate(added[0]?.resource.region, 'route53-profile-association-hours');
  const display = `share of ${charged} associations beyond ${included} x ${context.hours.toFixed()} h`;
  const subject = { ...RULE, unit: 'association-hours', display } as const;
  return shareOut(subject, context.hours.times(charged), added, (each) => each.associations, rate);
}

/** One quantity that several profiles cause together, shared out by weight, quantity and amount alike. */
function shareOut(
  subject: LineSubject,
  quantity: Decimal,
  added: readonly Added[],
  weightOf: (each: Added) => number,
  rate: PricedRate | undefined,
): readonly ChargedLine[] {
  const weights = added.map((each) => new Decimal(weightOf(each)));
  const names = added.map((each) => each.resource.id);
  const whole = flatLine(subject, quantity, rate);
  const quantities = apportion(quantity, weights, { names });
  const amounts = whole.monthly && apportion(whole.monthly, weights, { names });
  return added.map(({ resource }, index) => {
    const line: CostLine = { ...whole, quantity: quantities[index] ?? ZERO };
    const monthly = amounts?.[index];
    return { resource, line: monthly === undefined ? line : { ...line, monthly } };
  });
}

const associationsOf = (profiles: readonly Profile[]): number =>
  profiles.reduce((count, profile) => count + new Set(profile.vpcs).size, 0);
