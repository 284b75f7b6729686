import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { SAMPLES } from './samples.ts';

/**
 * A SYNTHETIC bill of June 2026 in us-east-1: made by this file, from nobody's account. Two accounts share one tier pool that
 * crosses 1 PB, everything has 8 % off, one endpoint is created and one deleted within a day, one gains a zone.
 */
export const MONTH = { start: Date.UTC(2026, 5, 1), hours: 720 };
export const ACCOUNTS = { one: '111122223333', two: '444455556666' } as const;
export const DISCOUNT = 0.92;

const HOUR_MS = 3_600_000;
const TIER_GB = 1_048_576;

/** Endpoints of the month: zones by hour, and GB of each hour. */
export const ENDPOINTS = [
  { id: 'vpce-0aaaaaaaaaaaaaaaa', account: ACCOUNTS.one, gbPerHour: 1000, from: 0, to: 720, zones: () => 2 },
  {
    id: 'vpce-0bbbbbbbbbbbbbbbb',
    account: ACCOUNTS.two,
    gbPerHour: 700,
    from: 0,
    to: 720,
    zones: (hour: number) => (hour < 250 ? 2 : 3),
  },
  { id: 'vpce-0cccccccccccccccc', account: ACCOUNTS.one, gbPerHour: 0.5, from: 229, to: 720, zones: () => 2 },
  { id: 'vpce-0dddddddddddddddd', account: ACCOUNTS.two, gbPerHour: 0.25, from: 0, to: 464, zones: () => 1 },
] as const;

/** The network as an inventory at the end of the month tells it. */
export const syntheticTopology = () => ({
  schema: 'tollgate/topology@1' as const,
  region: 'us-east-1',
  vpcs: [
    { id: 'vpc-one', account: ACCOUNTS.one },
    { id: 'vpc-two', account: ACCOUNTS.two },
  ],
  endpoints: ENDPOINTS.map(({ id, account, gbPerHour, from, to, zones }) => ({
    id,
    type: 'Interface' as const,
    vpc: account === ACCOUNTS.one ? 'vpc-one' : 'vpc-two',
    service: 'com.amazonaws.us-east-1.ssm',
    azs: ['use1-az1', 'use1-az2', 'use1-az4'].slice(0, zones(to - 1)),
    tags: { team: account === ACCOUNTS.one ? 'platform' : 'data' },
    // Created 20 minutes into its first hour, deleted 45 minutes into its last: both hours are billed whole.
    ...(from > 0 && { createdAt: new Date(MONTH.start + from * HOUR_MS + 20 * 60_000).toISOString() }),
    ...(to < 720 && { deletedAt: new Date(MONTH.start + (to - 1) * HOUR_MS + 45 * 60_000).toISOString() }),
    traffic: { monthlyGb: String(gbPerHour * 730) },
  })),
});

/** One line in plain words; every format is written from these. */
export interface Line {
  readonly account: string;
  readonly start: number;
  readonly seconds: number;
  readonly type: 'Usage' | 'Tax' | 'Credit' | 'EdpDiscount';
  readonly service: string;
  readonly usageType: string;
  readonly operation: string;
  readonly resource: string;
  readonly unit: string;
  readonly quantity: number;
  readonly listRate: number;
  readonly cost: number;
}

const arn = (account: string, id: string): string => `arn:aws:ec2:us-east-1:${account}:vpc-endpoint/${id}`;
/** Sums of binary fractions would leave digits that no bill has. */
const exact = (value: number): number => Number(value.toFixed(10));

/** Lines of the month, hour by hour. `discount` is the factor on every price. */
export function syntheticLines(discount: number = DISCOUNT): Line[] {
  const lines: Line[] = [];
  const usage = (line: Omit<Line, 'seconds' | 'type' | 'service' | 'cost'>): void => {
    const cost = exact(line.quantity * line.listRate * discount);
    lines.push({ ...line, seconds: 3600, type: 'Usage', service: 'AmazonVPC', cost });
  };
  let pooled = 0;
  for (let hour = 0; hour < MONTH.hours; hour++) {
    const start = MONTH.start + hour * HOUR_MS;
    for (const { id, account, gbPerHour, from, to, zones } of ENDPOINTS) {
      if (hour < from || hour >= to) continue;
      const common = { account, start, operation: 'VpcEndpoint', resource: arn(account, id) };
      usage({ ...common, usageType: 'USE1-VpcEndpoint-Hours', unit: 'Hrs', quantity: zones(hour), listRate: 0.01 });
      const below = Math.max(0, Math.min(gbPerHour, TIER_GB - pooled));
      const bytes = { ...common, usageType: 'USE1-VpcEndpoint-Bytes', unit: 'GB' };
      if (below > 0) usage({ ...bytes, quantity: below, listRate: 0.01 });
      if (below < gbPerHour) usage({ ...bytes, quantity: exact(gbPerHour - below), listRate: 0.006 });
      pooled += gbPerHour;
    }
    const transfer = { account: ACCOUNTS.one, start, unit: 'GB', quantity: 2, resource: 'i-0123456789abcdef0' };
    lines.push({
      ...transfer,
      seconds: 3600,
      type: 'Usage',
      service: 'AmazonEC2',
      usageType: 'DataTransfer-Regional-Bytes',
      operation: 'InterZone-Out',
      listRate: 0.01,
      cost: exact(0.02 * discount),
    });
    lines.push({
      ...transfer,
      seconds: 3600,
      type: 'Usage',
      service: 'AmazonS3',
      usageType: 'TimedStorage-ByteHrs',
      operation: 'StandardStorage',
      listRate: 0.023,
      cost: 0.046,
    });
  }
  const once = {
    account: ACCOUNTS.one,
    start: MONTH.start,
    seconds: MONTH.hours * 3600,
    service: 'AmazonVPC',
    usageType: '',
    operation: '',
    resource: '',
    unit: '',
    quantity: 1,
    listRate: 0,
  };
  lines.push({ ...once, type: 'Tax', cost: 12.5 }, { ...once, type: 'Credit', cost: -3 });
  return lines;
}

const iso = (time: number): string => new Date(time).toISOString();
const end = (line: Line): string => iso(line.start + line.seconds * 1000);
const list = (line: Line): string => String(exact(line.quantity * line.listRate));
const cell = (value: string): string => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
const MONTH_START = iso(MONTH.start);
const MONTH_END = iso(MONTH.start + MONTH.hours * HOUR_MS);

/** The columns of a legacy export, and the resource id, which that export leaves out. */
export const curHeader = (): string[] => {
  const [header = ''] = readFileSync(join(SAMPLES, 'billing', 'cur-legacy-without-resources.csv'), 'utf8').split(
    /\r?\n/,
    1,
  );
  const names = header.split(',');
  names.splice(names.indexOf('lineItem/AvailabilityZone'), 0, 'lineItem/ResourceId');
  return names;
};

const curValues = (line: Line): Readonly<Record<string, string>> => ({
  'identity/LineItemId': 'synthetic',
  'bill/PayerAccountId': ACCOUNTS.one,
  'bill/BillingPeriodStartDate': MONTH_START,
  'bill/BillingPeriodEndDate': MONTH_END,
  'lineItem/UsageAccountId': line.account,
  'lineItem/LineItemType': line.type,
  'lineItem/UsageStartDate': iso(line.start),
  'lineItem/UsageEndDate': end(line),
  'lineItem/ProductCode': line.service,
  'lineItem/UsageType': line.usageType,
  'lineItem/Operation': line.operation,
  'lineItem/ResourceId': line.resource,
  'lineItem/UsageAmount': String(line.quantity),
  'lineItem/CurrencyCode': 'USD',
  'lineItem/UnblendedCost': String(line.cost),
  'product/regionCode': line.usageType === '' ? '' : 'us-east-1',
  'pricing/publicOnDemandCost': list(line),
  'pricing/unit': line.unit,
});

/** Legacy CUR as CSV, under that header. */
export const curLegacyCsv = (lines: readonly Line[]): string => csv(curHeader(), lines.map(curValues));

/** CUR 2.0 column names: snake case, the product folded into one column. */
export function cur2Csv(lines: readonly Line[]): string {
  const snake = (name: string): string =>
    name
      .replace(/([a-z])([A-Z])/g, '$1_$2')
      .replace('/', '_')
      .toLowerCase();
  const names = [...curHeader().filter((name) => !/^product\/(?!regionCode)/.test(name))];
  const rows = lines.map((line) => {
    const values = Object.entries(curValues(line)).map(([name, value]) => [snake(name), value] as const);
    return { ...Object.fromEntries(values), product: `{"region":"us-east-1"}` };
  });
  return csv([...names.map(snake), 'product'], rows);
}

export type FocusVersion = '1.0' | '1.2' | '1.3';

/** FOCUS as AWS exports it: the usage type is x_UsageType in 1.0 and SkuMeter from 1.2 on. */
export function focusCsv(lines: readonly Line[], version: FocusVersion): string {
  const usageType = version === '1.0' ? 'x_UsageType' : 'SkuMeter';
  const provider =
    version === '1.3'
      ? { ServiceProviderName: 'Amazon Web Services', HostProviderName: 'Amazon Web Services' }
      : { ProviderName: 'AWS' };
  const rows = lines.map(
    (line): Record<string, string> => ({
      BilledCost: String(line.cost),
      BillingAccountId: ACCOUNTS.one,
      BillingCurrency: 'USD',
      BillingPeriodStart: MONTH_START,
      BillingPeriodEnd: MONTH_END,
      ChargeCategory: line.type,
      ChargePeriodStart: iso(line.start),
      ChargePeriodEnd: end(line),
      ConsumedQuantity: line.type === 'Usage' ? String(line.quantity) : '',
      EffectiveCost: String(line.cost),
      ListCost: list(line),
      // AWS leaves these null although the specification forbids it.
      ListUnitPrice: '',
      PricingUnit: '',
      PublisherName: '',
      RegionId: line.usageType === '' ? '' : 'us-east-1',
      ResourceId: line.resource,
      ServiceName: line.service === 'AmazonVPC' ? 'Amazon Virtual Private Cloud' : line.service,
      SubAccountId: line.account,
      ...provider,
      x_Operation: line.operation,
      x_ServiceCode: line.service,
      [usageType]: line.usageType,
    }),
  );
  return csv(Object.keys(rows[0] ?? {}), rows);
}

function csv(names: readonly string[], rows: readonly Readonly<Record<string, string>>[]): string {
  const text = rows.map((row) => names.map((name) => cell(row[name] ?? '')).join(','));
  return `${[names.map(cell).join(','), ...text].join('\n')}\n`;
}

/** Writes CSV on disk as Parquet, costs and quantities as DOUBLE and times as TIMESTAMP, as AWS does. */
export async function toParquet(csvPath: string, path: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const sql = `read_csv('${csvPath}', header = true, all_varchar = true)`;
  const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${sql}`);
  const columns = described.getRows().map(([name]) => {
    const quoted = `"${String(name)}"`;
    if (/(?:cost|amount|quantity)$/i.test(String(name))) return `TRY_CAST(${quoted} AS DOUBLE) AS ${quoted}`;
    return /(?:_date|period_?start|period_?end)$/i.test(String(name))
      ? `TRY_CAST(${quoted} AS TIMESTAMP) AS ${quoted}`
      : quoted;
  });
  await connection.run(`COPY (SELECT ${columns.join(', ')} FROM ${sql}) TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
}
