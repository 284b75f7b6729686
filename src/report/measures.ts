const RATE_UNITS = [
  [1e9, 'Gbps'],
  [1e6, 'Mbps'],
  [1e3, 'kbps'],
] as const;

/** A rate for people, three significant digits: "5.25 Gbps", "120 Mbps", "0 bps". */
export function rateText(bps: number | null | undefined): string {
  if (bps === null || bps === undefined) return 'unknown';
  const [unit, name] = RATE_UNITS.find(([size]) => Math.abs(bps) >= size) ?? [1, 'bps'];
  return `${digits(bps / unit)} ${name}`;
}

/** A share for people: "55.0 %", "0.02 %". */
export const shareText = (share: number | null | undefined): string =>
  share === null || share === undefined ? 'unknown' : `${digits(share * 100)} %`;

/** Days for people: "today", "12 days", "3.5 months" from 90 days on. */
export function daysText(days: number): string {
  if (days === 0) return 'now';
  if (days < 90) return `${Math.max(1, Math.round(days))} ${Math.round(days) <= 1 ? 'day' : 'days'}`;
  return `${digits(days / DAYS_PER_MONTH)} months`;
}

const DAYS_PER_MONTH = 30.4375;

/** Three significant digits, plain notation, without an exponent. */
function digits(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size >= 100) return value.toFixed(0);
  if (size >= 10) return value.toFixed(1);
  return size >= 0.01 ? value.toFixed(2) : '<0.01';
}
