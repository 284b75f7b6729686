import { Amount } from '../../../src/core/amount.ts';
import { Decimal } from '../../../src/core/decimal.ts';
import { roundTo } from '../../../src/core/money.ts';
import { grouped } from '../../../src/report/words.ts';

const MINUS = '\u2212';
const THIN = '\u202f';

/** Cents, rounded as every other face rounds a total; a true minus before the currency. */
export function moneyText(amount: Decimal | string, currency = 'USD', sign = false): string {
  const value = roundTo(new Decimal(amount), 2);
  const symbol = currency === 'USD' ? '$' : `${currency} `;
  const text = `${symbol}${grouped(value.abs().toFixed(2))}`;
  if (value.isNegative() && !value.isZero()) return MINUS + text;
  return sign && !value.isZero() ? `+${text}` : text;
}

/** Money with what it leaves out: "≥" where lines are unknown, the word where nothing is known. */
export function amountText(amount: string, leftOut: number, currency = 'USD'): string {
  const value = Amount.of(amount, leftOut);
  if (value.kind === 'known') return moneyText(amount, currency);
  return value.knownPart.isZero() ? 'unknown' : `≥${THIN}${moneyText(amount, currency)}`;
}

export const sum = (amounts: Iterable<string>): string => {
  let total = new Decimal(0);
  for (const each of amounts) total = total.plus(each);
  return total.toFixed();
};

export const compare = (a: string, b: string): number => new Decimal(a).comparedTo(b);

/** "84,000 GB" with a thin space; below ten one decimal. */
export function gbText(gb: string | number): string {
  const value = Number(gb);
  if (value >= 1_000_000) return `${grouped((value / 1000).toFixed(0))}${THIN}TB`;
  return `${grouped(value > 0 && value < 10 ? value.toFixed(1) : value.toFixed(0))}${THIN}GB`;
}

export function gbpsText(bps: number | null | undefined): string {
  if (bps === null || bps === undefined) return 'unknown';
  if (bps === 0) return '0';
  const gbps = bps / 1e9;
  return gbps >= 0.1 ? `${gbps.toFixed(gbps < 10 ? 1 : 0)}${THIN}Gbps` : `${(bps / 1e6).toFixed(1)}${THIN}Mbps`;
}

/** Percent without decimals unless below ten. */
export function percentText(share: number | null | undefined): string {
  if (share === null || share === undefined) return 'unknown';
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) return `<${THIN}0.1${THIN}%`;
  const text = Math.abs(percent) < 10 && percent !== 0 ? percent.toFixed(1) : percent.toFixed(0);
  return `${text.replace('-', MINUS)}${THIN}%`;
}

export const daysText = (days: number | null | undefined): string => {
  if (days === null || days === undefined) return 'not within a year';
  return days < 1 ? 'reached' : `${Math.round(days)} days`;
};

/** How long ago, in words; the instant itself is in the title. */
export function ageText(instant: string, now = Date.now()): string {
  const minutes = Math.max(0, Math.round((now - Date.parse(instant)) / 60_000));
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h ago` : `${Math.round(hours / 24)} days ago`;
}

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${grouped(String(count))} ${count === 1 ? one : many}`;
