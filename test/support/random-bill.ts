import { fc } from './property.ts';

/** Made-up bills with holes: lines of two payers over three days, any of whose cells may be empty or wrong. */
export interface RandomLine {
  readonly payer: string;
  readonly account: string;
  readonly type: string;
  /** Hour since 2026-06-01; undefined = a time that cannot be read. */
  readonly hour: number | undefined;
  readonly service: string;
  readonly usageType: string;
  readonly operation: string;
  readonly resource: string;
  readonly quantity: string;
  readonly cost: string;
  readonly list: string;
  readonly region: string;
  /** USD where it is left out. */
  readonly currency?: string;
}

const amount = fc.integer({ min: -(10 ** 9), max: 10 ** 11 }).map((units) => (units / 1e10).toFixed(10));
/** [usage type, operation, service]: of endpoints, beside them, of a Region and of a kind that no table has, and of other services. */
const KINDS = [
  ['USE1-VpcEndpoint-Hours', 'VpcEndpoint', 'AmazonVPC'],
  ['USE1-VpcEndpoint-Bytes', 'VpcEndpoint', 'AmazonVPC'],
  ['EU-VpcEndpoint-Hours', 'VpcEndpoint', 'AmazonVPC'],
  ['QQX7-VpcEndpoint-Hours', 'VpcEndpoint', 'AmazonVPC'],
  ['USE1-VpcEndpoint-Novelty-Hours', 'VpcEndpoint', 'AmazonVPC'],
  ['NatGateway-Hours', 'NatGateway', 'AmazonEC2'],
  ['USE1-TransitGateway-Bytes', 'TransitGatewayVPC', 'AmazonVPC'],
  ['DataTransfer-Regional-Bytes', 'InterZone-In', 'AmazonEC2'],
  ['USE1-EU-AWS-Out-Bytes', '', 'AmazonEC2'],
  ['', '', 'AmazonVPC'],
  ['BoxUsage:m5.large', 'RunInstances', 'AmazonEC2'],
  ['TimedStorage-ByteHrs', 'StandardStorage', 'AmazonS3'],
] as const;
const TYPES = [
  'Usage',
  'Usage',
  'Usage',
  'EdpDiscount',
  'RiVolumeDiscount',
  'OddDiscount',
  'Credit',
  'Refund',
  'Tax',
  'Fee',
  'Mystery',
];
const RESOURCES = ['vpce-0a', 'vpce-0b', 'vpce-0gone', 'named-endpoint', '', ''];

/** A cell that may be empty. */
const holed = <T extends string>(values: readonly T[]) =>
  fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: fc.constant('') });

const line: fc.Arbitrary<RandomLine> = fc
  .record({
    payer: holed(['100000000001', '100000000002']),
    account: holed(['111122223333', '444455556666']),
    type: fc.constantFrom(...TYPES),
    hour: fc.oneof({ weight: 12, arbitrary: fc.nat(71) }, { weight: 1, arbitrary: fc.constant(undefined) }),
    kind: fc.constantFrom(...KINDS),
    resource: fc.constantFrom(...RESOURCES),
    quantity: fc.oneof({ weight: 9, arbitrary: fc.nat(9).map(String) }, { weight: 1, arbitrary: fc.constant('') }),
    cost: fc.oneof({ weight: 15, arbitrary: amount }, { weight: 1, arbitrary: fc.constant('free') }),
    list: fc.oneof(amount, fc.constant('')),
    region: holed(['us-east-1', 'eu-west-1', 'qq-new-7']),
    currency: fc.constantFrom('USD', 'USD', 'USD', 'USD', 'EUR'),
  })
  .map(({ kind: [usageType, operation, service], resource, ...rest }) => ({
    ...rest,
    usageType,
    operation,
    service,
    // No endpoint is billed as an instance or a bucket.
    resource: /Box|Timed/.test(usageType) ? 'i-0abc' : resource,
  }));

/** One line whose time can be read: a file without any is refused. */
export const randomBills = fc
  .tuple(line, fc.nat(71), fc.array(line, { maxLength: 40 }))
  .map(([first, hour, others]) => [{ ...first, hour }, ...others]);

const COLUMNS = [
  'bill/PayerAccountId',
  'bill/BillingPeriodStartDate',
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
  'pricing/publicOnDemandCost',
  'product/regionCode',
] as const;

const START = Date.UTC(2026, 5, 1);
const at = (hour: number): string => new Date(START + hour * 3_600_000).toISOString();

/** The bill as a legacy Cost and Usage Report. */
export const randomBillCsv = (lines: readonly RandomLine[]): string =>
  [
    COLUMNS,
    ...lines.map((each) => [
      each.payer,
      at(0),
      each.account,
      each.type,
      each.hour === undefined ? 'soon' : at(each.hour),
      each.hour === undefined ? 'later' : at(each.hour + 1),
      each.service,
      each.usageType,
      each.operation,
      each.resource,
      each.quantity,
      each.currency ?? 'USD',
      each.cost,
      each.list,
      each.region,
    ]),
  ]
    .map((row) => row.join(','))
    .join('\n');

/** Whether a line is of a product that Tollgate reads: said here again, by hand. */
export const isOurs = ({ usageType, service, resource }: RandomLine): boolean =>
  resource.startsWith('vpce-') || service === 'AmazonVPC' || /Nat|Transfer|AWS-Out/.test(usageType);
