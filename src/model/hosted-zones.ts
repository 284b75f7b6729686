import { apportion } from '../core/apportion.ts';
import { counted } from '../core/counted.ts';
import { Decimal, sum } from '../core/decimal.ts';
import type { ChargeContext, ChargedLine } from './charge.ts';
import { flatLine } from './flat-line.ts';
import type { JoinedNetwork } from './join.ts';
import { resourceOf } from './network-resource.ts';
import { bandsOf, useOfBands } from './tiers.ts';

const ONE = new Decimal(1);
const SUBJECT = { charge: 'route53', category: 'baseline', unit: 'zone-months', rule: 'route53' } as const;

/** Hosted zones a design adds, a month each. Zones that exist already fill the lower band and cost nothing here. */
export function hostedZoneLines(network: JoinedNetwork, context: ChargeContext): readonly ChargedLine[] {
  const zones = network.topology.dns?.hostedZones ?? [];
  const added = zones.filter((zone) => zone.added === true);
  const existing = zones.length - added.length;
  if (existing > 0) {
    const message = `${counted(existing, 'existing hosted zone')} taken as paid for, filling the lower band first.`;
    context.findings.add('TG1453', 'route53', message);
  }
  if (added.length === 0) return [];
  const names = distinctNames(added.map((zone) => zone.name ?? zone.service ?? 'hosted zone'));
  const shares = sharesOf(existing, names, network, context);
  return added.map((zone, index) => {
    const [vpc, ...more] = zone.vpcs ?? [];
    const entry = { id: names[index] ?? '', vpc: more.length === 0 ? vpc : undefined };
    const line = flatLine({ ...SUBJECT, display: '1 hosted zone' }, ONE, shares?.rate);
    const monthly = shares?.parts[index];
    return {
      resource: resourceOf('hosted-zone', entry, network),
      line: monthly === undefined ? line : { ...line, unitPrice: monthly, monthly },
    };
  });
}

/** The bands count the zones of an account, so the added ones are priced together and share alike. */
function sharesOf(existing: number, names: readonly string[], network: JoinedNetwork, context: ChargeContext) {
  const rate = context.rate(anyRegion(network), 'route53-hosted-zone-month');
  if (!rate) return undefined;
  const from = new Decimal(existing);
  const uses = useOfBands(bandsOf(rate.rate.tiers), from, from.plus(names.length));
  const total = sum(uses.map((use) => use.cost));
  return {
    rate,
    parts: apportion(
      total,
      names.map(() => ONE),
      { names },
    ),
  };
}

/** Hosted zones are global: every Region's rate card carries their price. */
const anyRegion = (network: JoinedNetwork): string | undefined =>
  network.topology.region ?? network.endpoints.find((joined) => joined.region !== undefined)?.region;

function distinctNames(names: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}
