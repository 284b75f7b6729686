import { Decimal } from './decimal.ts';

/**
 * Bytes in one billed GB: 2^30. AWS states no definition for endpoints; its tier bounds (1 PB = 1,048,576 GB) are binary.
 * Overridable by configuration and checked against the bill at reconciliation. Source: facts of 2026-11-23, section 4.6.
 */
export const BYTES_PER_BILLED_GB = 2 ** 30;

/** Bits per second in one Gbps: network rates are decimal. */
export const BITS_PER_GIGABIT = 10 ** 9;

/** AWS's month for list-price estimates, in hours. */
export const HOURS_PER_MONTH = new Decimal(730);

/** Billed GB (2^30 bytes) of a byte count. */
export const billedGb = (bytes: Decimal | number | string, bytesPerGb: number = BYTES_PER_BILLED_GB): Decimal =>
  new Decimal(bytes).div(bytesPerGb);

/** Units a cost line can carry. AZ-hours are hours of one network interface in one Availability Zone. */
export type Unit =
  | 'AZ-hours'
  | 'endpoint-hours'
  | 'hours'
  | 'GB'
  | 'LCU-hours'
  | 'zone-months'
  | 'association-hours'
  | 'resource-hours'
  | 'queries'
  | 'Region-hours';
