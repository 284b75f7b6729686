import ipaddr from 'ipaddr.js';
import type { ClientPlace, FlowInventory, PlacedRange } from '../../flow-reading.ts';

/** Where an address is, seen from a VPC: undefined = nowhere that is known, or in several places at once. */
export type PlaceAddress = (
  vpc: string | undefined,
  address: string,
) => (ClientPlace & { readonly via: string | undefined }) | undefined;

type Address = ipaddr.IPv4 | ipaddr.IPv6;
interface Range extends PlacedRange {
  readonly base: Address;
  readonly bits: number;
}

/**
 * Places addresses by the narrowest range that holds them: in the VPC itself first, then in the VPCs it reaches, last in any other.
 * VPCs may use the same addresses, so an address that two VPCs of the same nearness hold is not placed.
 */
export function placeAddress(inventory: FlowInventory): PlaceAddress {
  const byVpc = Map.groupBy(inventory.ranges.flatMap(parsed), (range) => range.vpc);
  const inVpc = (vpc: string | undefined, address: Address): Range | undefined =>
    narrowest(byVpc.get(vpc) ?? [], address);
  const vpcs = [...byVpc.keys()];
  return (vpc, text) => {
    const address = parseAddress(text);
    if (!address) return undefined;
    const own = vpc === undefined ? undefined : inVpc(vpc, address);
    if (own) return { ...placeOf(own), via: undefined };
    const near = vpc === undefined ? [] : inventory.reachable(vpc);
    const reached = near.flatMap(({ vpc: other, via }) => {
      const range = inVpc(other, address);
      return range ? [{ ...placeOf(range), via }] : [];
    });
    if (reached.length > 0) return reached.length === 1 ? reached[0] : undefined;
    const anywhere = vpcs.flatMap((other) => inVpc(other, address) ?? []);
    const [only] = anywhere;
    return anywhere.length === 1 && only ? { ...placeOf(only), via: undefined } : undefined;
  };
}

const placeOf = ({ vpc, az, account }: Range): ClientPlace => ({ vpc, az, account });

function parsed(range: PlacedRange): Range[] {
  try {
    const [base, bits] = ipaddr.parseCIDR(range.cidr);
    return [{ ...range, base, bits }];
  } catch {
    return [];
  }
}

const parseAddress = (text: string): Address | undefined => (ipaddr.isValid(text) ? ipaddr.parse(text) : undefined);

function narrowest(ranges: readonly Range[], address: Address): Range | undefined {
  let best: Range | undefined;
  for (const range of ranges) {
    if (range.base.kind() !== address.kind() || !address.match(range.base, range.bits)) continue;
    if (!best || range.bits > best.bits) best = range;
  }
  return best;
}
