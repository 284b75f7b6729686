import { z } from 'zod';
import { DEFAULT_THRESHOLDS } from '../../capacity/level.ts';
import { FOCUS_VERSIONS } from '../../report/focus/columns.ts';
import type { OperationOption } from '../operation.ts';
import { count, day, flag, month, numberText, share, word, words } from './schemas.ts';

/** Keeps the type of the schema. */
export const option = <const O extends OperationOption>(declared: O): O => declared;

const ACTION_WRITES = 'the Action writes a comment and a job summary';
const ONE_ANSWER = 'an answer of the service is whole';

/** Faces that read no folder of Terraform source, each with the reason. */
export const NOT_OF_FOLDERS = {
  rest: 'a request brings no folder of source',
  settings: 'terraform.tfvars and *.auto.tfvars of the folder are read',
} as const;

/** A project of the policy file may have its own. */
export const OF_PROJECT = { place: 'project' } as const;

const parameterValue = z.union([z.string().max(4096), z.number(), z.boolean()]).transform(String);

/** How a document is read that describes a network. */
export const readOptions = {
  region: option({
    schema: word,
    says: 'Region of entries that name none, such as us-east-1',
    value: 'region',
    setting: OF_PROJECT,
  }),
  kind: option({
    schema: word,
    says: 'kind of the document, such as terraform-plan',
    default: 'recognised',
    value: 'kind',
  }),
  account: option({
    schema: word,
    says: 'account a template is deployed to, for its mappings by AWS::AccountId',
    value: 'id',
    setting: OF_PROJECT,
  }),
  parameters: option({
    schema: z.union([words, z.record(word, parameterValue)], { error: 'Give NAME=VALUE.' }),
    says: 'template parameter, or imported value by its export name',
    value: 'name=value',
    flag: 'parameter',
    many: true,
    setting: OF_PROJECT,
  }),
  terraformVars: option({
    schema: words,
    says: 'value of a variable of a folder of Terraform source, over those of its files',
    value: 'name=value',
    flag: 'terraform-var',
    many: true,
    not: NOT_OF_FOLDERS,
  }),
} as const;

/** How AWS is scanned. */
export const scanningOptions = {
  role: option({ schema: word, says: 'role to assume in other accounts', value: 'name' }),
  days: option({
    schema: numberText,
    says: 'days of throughput to read, at most 455; 0 = the inventory only',
    default: '15',
    value: 'n',
  }),
  maxQueryCost: option({
    schema: numberText,
    says: 'refuse to ask CloudWatch for more than this',
    default: '1',
    value: 'usd',
  }),
} as const;

/** Faces that scan for no answer, each with the reason. */
const NOT_SCANNED = {
  rest: 'POST /v1/scans scans in the background; GET of the same path answers for the newest scans',
  action: 'the Action reads files of the checkout',
  settings: 'the policy file names files',
  mcp: 'a tool is read-only and asks no network',
} as const;

const afterScan = <O extends OperationOption>(declared: O) => ({
  ...declared,
  says: `with --scan: ${declared.says}`,
  not: NOT_SCANNED,
});

/** A scan in place of a document: scanned and answered by one command. */
export const scanFirstOptions = {
  scan: option({
    schema: flag,
    says: 'scan AWS in place of reading --path: the Regions of --region and the accounts of --account, several by commas',
    not: NOT_SCANNED,
  }),
  role: afterScan(scanningOptions.role),
  days: afterScan(scanningOptions.days),
  maxQueryCost: afterScan(scanningOptions.maxQueryCost),
} as const;

/** How a network is priced. */
export const pricingOptions = {
  poolGb: option({
    schema: z.union([words, z.record(word, numberText)], { error: 'Give REGION=GB.' }),
    says: 'GB a month that the same billing family processes outside this network; it fills the lower tiers first',
    value: 'region=gb',
    many: true,
    setting: OF_PROJECT,
  }),
  hours: option({ schema: numberText, says: 'hours of a month', default: '730', value: 'number' }),
  billingDate: option({
    schema: day,
    says: 'apply the billing rules of this day (YYYY-MM-DD)',
    default: 'the rules now in force',
    value: 'day',
  }),
} as const;

/** What is paid of the list price, as words; the input `discounts` is the same as a file. */
export const discountOptions = {
  discount: option({
    schema: words,
    says: 'what is paid of list price: USAGE-TYPE=FACTOR, SERVICE=FACTOR or *=FACTOR, such as AmazonVPC=0.92',
    value: 'of=factor',
    many: true,
  }),
} as const;

/** The currency of an answer, at a rate that the user gives. */
export const currencyOptions = {
  currency: option({
    schema: z
      .string({ error: 'Give a currency such as EUR.' })
      .regex(/^[A-Z]{3}$/, { error: 'Give a currency such as EUR.' }),
    says: 'currency of the answer, at the rate of exchange-rate',
    default: 'that of the price list',
    value: 'code',
  }),
  exchangeRate: option({
    schema: words,
    says: 'what 1 unit of the price list is in that currency, such as EUR=0.92',
    value: 'currency=rate',
    many: true,
    spaced: true,
  }),
} as const;

/** Money of a bill in other currencies than the prices. */
export const billCurrencyOptions = {
  exchangeRate: option({
    schema: words,
    says: 'for a bill in another currency than the prices: what 1 unit of the prices is in it, such as EUR=0.92',
    value: 'currency=rate',
    many: true,
  }),
} as const;

/** What formats of others call the project. */
export const projectNameOption = {
  projectName: option({
    schema: word,
    says: 'name of the project in the format infracost',
    default: 'repository and path',
    value: 'name',
    writes: true,
    not: { action: ACTION_WRITES, settings: 'a project of the policy file has a name' },
  }),
} as const;

/** Which part of a history counts. */
export const windowOptions = {
  from: option({ schema: word, says: 'look at the traffic from this day or time on (RFC 3339)', value: 'time' }),
  to: option({ schema: word, says: 'look at the traffic before this day or time (RFC 3339)', value: 'time' }),
} as const;

const threshold = (says: string, value: number) =>
  option({ schema: share, says, default: String(value), value: 'share' });

/** From which share of the capacity a zone is fuller than it should be. */
export const thresholdOptions = {
  watch: threshold('share of the capacity from which a zone is watched', DEFAULT_THRESHOLDS.watch),
  warning: threshold('share of the capacity from which it is a warning', DEFAULT_THRESHOLDS.warning),
  critical: threshold('share of the capacity from which it is critical', DEFAULT_THRESHOLDS.critical),
} as const;

/** What FOCUS rows carry beside the document. */
export const focusOptions = {
  focusVersion: option({
    schema: z.enum(FOCUS_VERSIONS),
    says: 'columns of the format focus',
    default: '1.2',
    value: 'version',
    choices: FOCUS_VERSIONS,
    writes: true,
    not: { action: ACTION_WRITES, settings: 'it says how an answer is written' },
  }),
  focusMonth: option({
    schema: month,
    says: 'month (YYYY-MM) that the format focus writes',
    default: 'the present one',
    value: 'month',
    writes: true,
    not: { action: ACTION_WRITES, settings: 'it says how an answer is written' },
  }),
  billingAccount: option({
    schema: word,
    says: 'paying account that the format focus writes',
    default: 'that of each endpoint',
    value: 'account',
    writes: true,
    not: { action: ACTION_WRITES, settings: 'it says how an answer is written' },
  }),
} as const;

/** How much of the answer people see. */
export const listOptions = {
  all: option({
    schema: flag,
    says: 'list every item and every finding',
    writes: true,
    not: { rest: ONE_ANSWER, action: ACTION_WRITES, settings: 'it says how an answer is written' },
  }),
} as const;

/** Unknown data as an exit code. */
export const unknownOptions = {
  failOnUnknown: option({
    schema: flag,
    says: 'fail (exit 3) when a cost line is unknown',
    writes: true,
    not: { rest: 'the document says what is unknown', settings: 'a gate of the whole run' },
  }),
} as const;

/** So many items one by one. */
export const topOption = option({
  schema: count(),
  says: 'list so many endpoints one by one, the costliest first',
  default: '100',
  value: 'count',
  writes: true,
  not: { action: ACTION_WRITES, settings: 'it says how an answer is written' },
});
