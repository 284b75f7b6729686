import { PRODUCT_KEYS, PRODUCTS, type ProductKey } from '../../../core/products.ts';
import { REGIONS } from '../../../core/regions.ts';
import { regionOfPrefix, usageTypeIn } from '../../../core/usage-type.ts';

/** What a usage type and operation of a bill stand for. */
export interface BilledProduct {
  readonly product: ProductKey | 'cross-az' | 'inter-region-transfer-in' | undefined;
  readonly region: string | undefined;
}

/** What operations of DataTransfer-Regional-Bytes stand for; PublicIP and load balancers are none of ours. */
const REGIONAL: Readonly<Record<string, BilledProduct['product']>> = {
  'interzone-in': 'cross-az',
  'interzone-out': 'cross-az',
  'vpcpeering-in': 'vpc-peering-intra-region-in-bytes',
  'vpcpeering-out': 'vpc-peering-intra-region-out-bytes',
};

/** Bytes between Regions name both ends, the Region that sends first; a usage type with one prefix is of a peering, which end is not told. */
const ROUTE = /^([A-Z0-9]+)-([A-Z0-9]+)-AWS-(Out|In)-Bytes$/;

/** Products by exact usage type of every Region: bills are matched by table, never by part of a name. */
let byUsageType: ReadonlyMap<string, readonly Candidate[]> | undefined;

interface Candidate {
  readonly product: ProductKey;
  readonly region: string | undefined;
}

/** The product and Region of a bill line; undefined where its usage type is none that Tollgate prices. */
export function billedProduct(usageType: string, operation: string | undefined): BilledProduct {
  byUsageType ??= allUsageTypes();
  const candidates = byUsageType.get(usageType) ?? ofUnknownPrefix(usageType);
  if (candidates === undefined) return transferBetween(usageType);
  const match =
    candidates.find(({ product }) => PRODUCTS[product].operation === operation) ??
    candidates.find(({ product }) => PRODUCTS[product].operation === undefined) ??
    (operation === undefined || operation === '' ? candidates[0] : undefined);
  const [first] = candidates;
  if (match === undefined || first === undefined) return { product: undefined, region: first?.region };
  if (match.product !== 'cross-az-transfer-each-direction') return match;
  return { region: match.region, product: REGIONAL[(operation ?? '').toLowerCase()] };
}

/** A Region that is newer than the table: its usage types end as those of every Region, and the line names the Region itself. */
function ofUnknownPrefix(usageType: string): readonly Candidate[] | undefined {
  const [, prefix = '', rest = ''] = PREFIXED.exec(usageType) ?? [];
  if (prefix === '' || regionOfPrefix(prefix)) return undefined;
  const products = PRODUCT_KEYS.filter((product) => {
    const { usageType: own, scope, serviceCode } = PRODUCTS[product];
    return own === rest && scope !== 'global' && !own.includes('*') && REGIONAL_SERVICES.has(serviceCode);
  });
  return products.length === 0 ? undefined : products.map((product) => ({ product, region: undefined }));
}

const PREFIXED = /^([A-Z]{2,4}\d{0,2})-(.+)$/;
const REGIONAL_SERVICES: ReadonlySet<string> = new Set(['AmazonVPC', 'AmazonEC2', 'AWSDataTransfer']);

/** Bytes that leave a Region for another are charged there; those that arrive are told, and mostly free. */
function transferBetween(usageType: string): BilledProduct {
  const [, sender = '', receiver = '', direction] = ROUTE.exec(usageType) ?? [];
  const [from, to] = [regionOfPrefix(sender), regionOfPrefix(receiver)];
  if (!from || !to) return { product: undefined, region: undefined };
  return direction === 'Out'
    ? { product: 'inter-region-transfer-out', region: from.region }
    : { product: 'inter-region-transfer-in', region: to.region };
}

function allUsageTypes() {
  const entries = REGIONS.flatMap((region) =>
    PRODUCT_KEYS.flatMap((product) => {
      const usageType = usageTypeIn(region, PRODUCTS[product]);
      if (usageType === undefined || PRODUCTS[product].scope === 'global') return [];
      const entry = { product, region: region.region };
      // Some bills leave the prefix of us-east-1 out where the price list names it, and the other way round.
      const bare =
        region.region === 'us-east-1' ? [PRODUCTS[product].usageType ?? '', `USE1-${PRODUCTS[product].usageType}`] : [];
      return [...new Set([usageType, ...bare])].map((name) => [name, entry] as const);
    }),
  );
  return new Map(
    [...Map.groupBy(entries, ([name]) => name)].map(([name, all]) => [name, all.map(([, entry]) => entry)] as const),
  );
}
