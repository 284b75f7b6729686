import { z } from 'zod';
import { apportion } from '../../../core/apportion.ts';
import { Decimal, ZERO } from '../../../core/decimal.ts';
import { amountText } from '../../../core/money.ts';
import type { AllocatedItem } from '../../../model/allocation/allocate.ts';
import { allocate } from '../../../model/allocation/allocate.ts';
import type { CostPlace } from '../../../model/allocation/place.ts';
import type { Estimate } from '../../../model/estimate.ts';
import { settled } from '../../allocate/allocation-document.ts';
import { modelledCosts } from '../../allocate/modelled-costs.ts';

/** What kept costs are grouped by. */
export const COST_KEYS = ['team', 'account', 'vpc', 'service', 'az', 'region'] as const;
export type CostKey = (typeof COST_KEYS)[number];

/** What one value of a key costs a month of 730 h; null = nobody tells. `unknownLines` are left out of it. */
export const costPartSchema = z.object({
  value: z.string().nullable(),
  monthly: z.string(),
  unknownLines: z.number().int(),
});
export type CostPart = z.infer<typeof costPartSchema>;

/** The costs of one AWS account by one key; they add up to the same amount under every key. */
export interface AccountCosts {
  /** Undefined = nobody tells. */
  readonly account: string | undefined;
  readonly key: CostKey;
  readonly parts: readonly CostPart[];
}

/** Items between two breaths: what is added up runs beside requests. */
const BREATH = 2000;

type Values = Readonly<Record<CostKey, string | undefined>>;
interface Tally {
  amount: Decimal;
  unknownLines: number;
}

/** What a network costs, by account and key: allocated as `tollgate allocate` does, and zone by zone. */
export async function costsByAccount(estimate: Estimate): Promise<readonly AccountCosts[]> {
  const costs = settled(modelledCosts(estimate, 'even'), estimate.totals.monthly.knownPart);
  const zonesOf = zoneShares(estimate);
  const tallies = new Map<string | undefined, Map<CostKey, Map<string | undefined, Tally>>>();
  let seen = 0;
  for (const { value, items } of allocate(costs, placeText)) {
    const place = JSON.parse(value ?? '{}') as Partial<Values>;
    for (const item of items) {
      seen += 1;
      if (seen % BREATH === 0) await new Promise(setImmediate);
      for (const { az, amount } of zonesOf(item)) {
        const values: Values = { ...NOWHERE, ...place, az };
        const own = tallies.get(values.account) ?? new Map<CostKey, Map<string | undefined, Tally>>();
        tallies.set(values.account, own);
        for (const key of COST_KEYS) add(own, key, values[key], amount);
      }
    }
  }
  return [...tallies].flatMap(([account, byKey]) =>
    [...byKey].map(([key, byValue]) => ({ account, key, parts: partsOf(byValue) })),
  );
}

const NOWHERE: Values = {
  team: undefined,
  account: undefined,
  vpc: undefined,
  service: undefined,
  az: undefined,
  region: undefined,
};

/** A place by what costs are grouped by; a place of which nothing is known gives an empty text. */
const placeText = ({ tags, account, vpc, service, region }: CostPlace): string =>
  JSON.stringify({ team: tags?.['team'], account, vpc, service, region });

function add(
  own: Map<CostKey, Map<string | undefined, Tally>>,
  key: CostKey,
  value: string | undefined,
  amount: Decimal | undefined,
): void {
  const byValue = own.get(key) ?? new Map<string | undefined, Tally>();
  own.set(key, byValue);
  const tally = byValue.get(value) ?? { amount: ZERO, unknownLines: 0 };
  byValue.set(value, tally);
  if (amount === undefined) tally.unknownLines += 1;
  else tally.amount = tally.amount.plus(amount);
}

const partsOf = (byValue: ReadonlyMap<string | undefined, Tally>): readonly CostPart[] =>
  [...byValue].map(([value, { amount, unknownLines }]) => ({
    value: value ?? null,
    monthly: amountText(amount),
    unknownLines,
  }));

interface ZoneShare {
  readonly az: string | undefined;
  readonly amount: Decimal | undefined;
}

/** Hours are shared evenly among the zones of an endpoint, bytes as each zone measured them; what no zone tells has none. */
function zoneShares({ endpoints }: Estimate): (item: AllocatedItem) => readonly ZoneShare[] {
  const joined = new Map(endpoints.map(({ joined: each }) => [each.endpoint.id, each]));
  return ({ cost: { kind, id, charge }, amount }) => {
    const endpoint = kind === 'endpoint' ? joined.get(id) : undefined;
    const zones = endpoint?.zones ?? [];
    if (amount === undefined || zones.length === 0) return [{ az: undefined, amount }];
    if (zones.length === 1) return [{ az: zones[0], amount }];
    if (charge === 'endpoint-hours') return split(amount, new Map(zones.map((az) => [az, new Decimal(1)])));
    const byZone = charge === 'data-processed' ? endpoint?.traffic?.byZone : undefined;
    const isTold = byZone !== undefined && [...byZone.values()].some((gb) => gb.greaterThan(0));
    return isTold ? split(amount, byZone) : [{ az: undefined, amount }];
  };
}

function split(amount: Decimal, weights: ReadonlyMap<string, Decimal>): readonly ZoneShare[] {
  const names = [...weights.keys()];
  const shares = apportion(amount, [...weights.values()], { names });
  return names.map((az, index) => ({ az, amount: shares[index] }));
}
