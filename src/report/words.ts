import type { ChargeKind } from '../model/charge-kind.ts';
import type { CostStatus } from '../model/cost-line.ts';

/** What reports call a charge. A kind without a name does not compile. */
export const CHARGE_NAMES: Readonly<Record<ChargeKind, string>> = {
  'endpoint-hours': 'Endpoint hours',
  'data-processed': 'Data processed',
  gateway: 'Gateway endpoint',
  'cross-region': 'Cross-Region',
  'cross-az': 'Cross-AZ',
  'transit-gateway': 'Transit Gateway',
  'vpc-peering': 'VPC peering',
  'endpoint-service': 'Endpoint service',
  'nat-gateway': 'NAT gateway',
  route53: 'Route 53',
  unknown: 'Unknown charge',
};

/** What stands where an amount would: unknown is not zero, and free is said. */
export const STATUS_NAMES: Readonly<Record<Exclude<CostStatus, 'priced'>, string>> = {
  free: 'free',
  'usage-unknown': 'usage unknown',
  'price-unknown': 'price unknown',
  unsupported: 'not supported',
};

/** "1 line", "2 lines". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${grouped(String(count))} ${count === 1 ? one : many}`;

/** A thing by its name, after that of its project where there are several. */
export const labelled = (project: string | undefined, name: string): string =>
  project === undefined ? name : `${project}: ${name}`;

/** A plain decimal number with thousands set apart by commas: "38,680.06". */
export function grouped(number: string): string {
  const [whole = '', fraction] = number.split('.');
  const head = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? head : `${head}.${fraction}`;
}

/** Money with its currency: "$38.60", "CNY 38.60". The text is already rounded. */
export const money = (amount: string, currency: string): string =>
  currency === 'USD' ? `$${grouped(amount)}` : `${currency} ${grouped(amount)}`;

/** The same with a capital first letter. */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
