import type { ChargeKind } from '../../model/charge-kind.ts';
import type { FocusColumn } from './columns.ts';

/** One row; a column that is not named is null. */
export type FocusRow = Readonly<Partial<Record<FocusColumn, string>>>;

export interface FocusOptions {
  /** The month a modelled cost stands for, YYYY-MM. */
  readonly month: string;
  /** The account that pays; absent = the account of each row. */
  readonly billingAccount?: string | undefined;
}

/** Services other than Amazon VPC that a charge is billed under. */
const SERVICE_NAMES: Readonly<Partial<Record<ChargeKind, string>>> = {
  'cross-region': 'AWS Data Transfer',
  'cross-az': 'AWS Data Transfer',
  'endpoint-service': 'Elastic Load Balancing',
  'nat-gateway': 'Amazon Elastic Compute Cloud',
  route53: 'Amazon Route 53',
};

export const serviceOf = (charge: ChargeKind): string => SERVICE_NAMES[charge] ?? 'Amazon Virtual Private Cloud';
