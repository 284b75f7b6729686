import type { EstimateDocument } from '../../src/report/report.ts';
import type { Snapshot } from '../../src/report/snapshot-document.ts';

const DISCOUNT = 0.95;
const HOURS_PER_MONTH = 730;
const DAY_MS = 86_400_000;
const BYTES_PER_GB = 2 ** 30;
/** USD a GB in the first tier, which the demo's month does not leave. */
const BYTE_PRICE = 0.01;

const COLUMNS = [
  'identity/LineItemId',
  'bill/PayerAccountId',
  'bill/BillingPeriodStartDate',
  'bill/BillingPeriodEndDate',
  'lineItem/UsageAccountId',
  'lineItem/LineItemType',
  'lineItem/UsageStartDate',
  'lineItem/UsageEndDate',
  'lineItem/ProductCode',
  'lineItem/UsageType',
  'lineItem/Operation',
  'lineItem/ResourceId',
  'lineItem/UsageAmount',
  'lineItem/CurrencyCode',
  'lineItem/UnblendedCost',
  'product/regionCode',
  'pricing/publicOnDemandCost',
  'pricing/unit',
] as const;

type Row = Readonly<Record<(typeof COLUMNS)[number], string>>;
type Line = EstimateDocument['endpoints'][number]['lines'][number];

/** Days that are billed: the month so far; on its first day the month before. */
function billedDays(now: Date): { readonly start: number; readonly end: number; readonly last: number } {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  const begin = Date.UTC(year, month, 1);
  if (now.getUTCDate() === 1) return { start: Date.UTC(year, month - 1, 1), end: begin, last: begin };
  return { start: begin, end: Date.UTC(year, month + 1, 1), last: Math.floor(now.getTime() / DAY_MS) * DAY_MS };
}

/** Billed GB of an endpoint on a day, by what the history measured. */
function measuredGb({ traffic }: Snapshot): (id: string, day: number) => number {
  const days = new Map<string, number>();
  for (const { endpoint, firstDay, bytes } of traffic?.daily ?? []) {
    for (const [index, own] of bytes.entries()) {
      const key = `${endpoint} ${firstDay + index}`;
      days.set(key, (days.get(key) ?? 0) + own / BYTES_PER_GB);
    }
  }
  return (id, day) => days.get(`${id} ${day}`) ?? 0;
}

const isBilled = ({ charge, quantity, unitPrice }: Line): boolean =>
  (charge === 'endpoint-hours' || charge === 'data-processed') && quantity !== undefined && unitPrice !== undefined;

/** The bill of the month so far as AWS would export it: 5 % off everything. */
export function demoBill(estimate: EstimateDocument, snapshot: Snapshot, now: Date): string {
  const { topology } = snapshot;
  const { start, end, last } = billedDays(now);
  const gbOf = measuredGb(snapshot);
  const named = new Map(topology.endpoints.map((endpoint) => [endpoint.id, endpoint]));
  const days = Array.from({ length: (last - start) / DAY_MS }, (_, place) => place);
  const rows = estimate.endpoints.flatMap(({ id, lines }) => {
    const { awsId = id, vpc } = named.get(id) ?? {};
    const account = topology.vpcs?.find((each) => each.id === vpc)?.account ?? '';
    return lines.filter(isBilled).flatMap((line) => {
      const isHours = line.charge === 'endpoint-hours';
      return days.map((place) => {
        const day = start + place * DAY_MS;
        const amount = isHours ? (Number(line.quantity) / HOURS_PER_MONTH) * 24 : gbOf(id, day / DAY_MS);
        const list = amount * (isHours ? Number(line.unitPrice) : BYTE_PRICE);
        return rowOf({ account, awsId, isHours, amount, list, day, start, end });
      });
    });
  });
  return `${COLUMNS.join(',')}\n${rows.map((row) => COLUMNS.map((column) => row[column]).join(',')).join('\n')}\n`;
}

const iso = (time: number): string => new Date(time).toISOString();

function rowOf(day: {
  readonly account: string;
  readonly awsId: string;
  readonly isHours: boolean;
  readonly amount: number;
  readonly list: number;
  readonly day: number;
  readonly start: number;
  readonly end: number;
}): Row {
  return {
    'identity/LineItemId': 'demo',
    'bill/PayerAccountId': '111122223333',
    'bill/BillingPeriodStartDate': iso(day.start),
    'bill/BillingPeriodEndDate': iso(day.end),
    'lineItem/UsageAccountId': day.account,
    'lineItem/LineItemType': 'Usage',
    'lineItem/UsageStartDate': iso(day.day),
    'lineItem/UsageEndDate': iso(day.day + DAY_MS),
    'lineItem/ProductCode': 'AmazonVPC',
    'lineItem/UsageType': day.isHours ? 'USE1-VpcEndpoint-Hours' : 'USE1-VpcEndpoint-Bytes',
    'lineItem/Operation': 'VpcEndpoint',
    'lineItem/ResourceId': `arn:aws:ec2:us-east-1:${day.account}:vpc-endpoint/${day.awsId}`,
    'lineItem/UsageAmount': day.amount.toFixed(8),
    'lineItem/CurrencyCode': 'USD',
    'lineItem/UnblendedCost': (day.list * DISCOUNT).toFixed(10),
    'product/regionCode': 'us-east-1',
    'pricing/publicOnDemandCost': day.list.toFixed(10),
    'pricing/unit': day.isHours ? 'Hrs' : 'GB',
  };
}
