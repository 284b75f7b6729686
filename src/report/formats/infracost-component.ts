import { Decimal } from '../../core/decimal.ts';
import type { ChargeKind } from '../../model/charge-kind.ts';
import { CHARGE_NAMES } from '../words.ts';

/** What a component is named by: the charge, its unit, its bytes, and what kind of thing it belongs to. */
export interface ComponentKey {
  readonly charge: ChargeKind;
  readonly unit: string;
  /** GB a month, where they are known. */
  readonly quantity: string | undefined;
  /** Type of an endpoint; undefined for what is no endpoint. */
  readonly type: string | undefined;
}

/** GB a month up to which Infracost puts an endpoint's bytes into one component. */
const FIRST_TIER_GB = 1_000_000;

/** Infracost's word for a unit that only we divide. */
const UNITS: Readonly<Record<string, string>> = {
  'AZ-hours': 'hours',
  'resource-hours': 'hours',
  'endpoint-hours': 'hours',
};

/** Names that Infracost gives to what is billed by the hour and by the byte. */
const NAMES: Partial<Readonly<Record<ChargeKind, { readonly hours: string; readonly bytes: string }>>> = {
  'nat-gateway': { hours: 'NAT gateway', bytes: 'Data processed' },
  'transit-gateway': { hours: 'Transit gateway attachment', bytes: 'Data processed' },
};

/**
 * Name and unit of a cost component as Infracost writes them: policies written for it match names. Bytes of an endpoint beyond its
 * first tier keep one component at their blended price, where Infracost writes one for each tier. Source: Infracost's resources
 * vpc_endpoint, nat_gateway and ec2_transit_gateway_vpc_attachment, read 2026-11-30.
 */
export function componentHead({ charge, unit, quantity, type }: ComponentKey): {
  readonly name: string;
  readonly unit: string;
} {
  return { name: nameOf(charge, unit, quantity, type), unit: UNITS[unit] ?? unit };
}

function nameOf(charge: ChargeKind, unit: string, quantity: string | undefined, type: string | undefined): string {
  if (charge === 'endpoint-hours') return `Endpoint (${type ?? 'Interface'})`;
  if (charge === 'data-processed') {
    const isTiered = type === 'Interface' && (quantity === undefined || new Decimal(quantity).lte(FIRST_TIER_GB));
    return isTiered ? 'Data processed (first 1PB)' : 'Data processed';
  }
  const names = NAMES[charge];
  if (!names) return CHARGE_NAMES[charge];
  return unit === 'GB' ? names.bytes : names.hours;
}
