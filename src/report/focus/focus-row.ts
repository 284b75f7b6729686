import type { ChargeKind } from '../../model/charge-kind.ts';
import { CHARGES } from '../../model/charges/index.ts';
import type { FocusColumn } from './columns.ts';

/** One row; a column that is not named is null. */
export type FocusRow = Readonly<Partial<Record<FocusColumn, string>>>;

export interface FocusOptions {
  /** The month a modelled cost stands for, YYYY-MM. */
  readonly month: string;
  /** Hourly charges are written for the hours of that very month, not for those of the document. */
  readonly realHours?: boolean | undefined;
  /** The account that pays; absent = the account of each row. */
  readonly billingAccount?: string | undefined;
}

/** The service that a charge is billed under. */
export const serviceOf = (charge: ChargeKind): string => CHARGES[charge].service;
