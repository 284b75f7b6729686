import { Decimal } from '../../core/decimal.ts';
import { TollgateError } from '../../core/errors.ts';
import { regionNamed } from '../../core/regions.ts';
import type { ScanRequest } from './scan.ts';

/** A scan as people ask for it: text from flags or a request body. */
export interface ScanOptions {
  readonly region: readonly string[];
  readonly account?: readonly string[] | undefined;
  readonly role?: string | undefined;
  readonly days?: string | undefined;
  readonly maxQueryCost?: string | undefined;
}

/** CloudWatch keeps hourly points for 455 days. */
const MOST_DAYS = 455;
const ACCOUNT = /^\d{12}$/;
const ROLE = /^[\w+=,.@/-]{1,512}$/;

/** Checks a scan's options before anything is asked. Throws TG1012 or TG1102. */
export function parseScanRequest(options: ScanOptions): ScanRequest {
  const regions = [...new Set(options.region.map((name) => regionNamed(name.trim()).region))].sort();
  if (regions.length === 0) throw invalid('No Region is given.', 'Name at least one, such as us-east-1.');
  const accounts = (options.account ?? []).map((account) => account.trim());
  const everyone = accounts.length === 1 && accounts[0] === 'all';
  const wrong = everyone ? undefined : accounts.find((account) => !ACCOUNT.test(account));
  if (wrong !== undefined)
    throw invalid('An account is not valid.', 'An account id has twelve digits; "all" means the organization.');
  if (options.role !== undefined && accounts.length === 0)
    throw invalid('A role is given, and no account to assume it in.', 'Name the account, or leave the role out.');
  if (options.role !== undefined && !ROLE.test(options.role))
    throw invalid('The role name is not valid.', 'Give the name of the role, without its ARN.');
  return {
    regions,
    accounts: everyone ? 'all' : accounts,
    role: options.role,
    days: daysOf(options.days ?? '15'),
    maxQueryCost: costOf(options.maxQueryCost ?? '1'),
  };
}

function daysOf(text: string): number {
  const days = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  if (days <= MOST_DAYS) return days;
  throw invalid('The number of days is not valid.', `CloudWatch keeps ${MOST_DAYS} days; 0 reads the inventory only.`);
}

function costOf(text: string): Decimal {
  if (/^\d{1,9}(\.\d{1,6})?$/.test(text)) return new Decimal(text);
  throw invalid('The highest query cost is not valid.', 'Give an amount of USD such as 2.50.');
}

const invalid = (message: string, hint: string): TollgateError => new TollgateError('TG1012', message, { hint });
