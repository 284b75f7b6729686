import { FILES, place } from './files.ts';

/** A value of an option, or a file of an input, that changes the answer or is refused in words that name it. */
export interface Given {
  readonly value?: unknown;
  readonly file?: readonly string[];
  /** Files and options of both runs, where those of the operation show nothing. */
  readonly files?: OperationSample['files'];
  readonly options?: Readonly<Record<string, unknown>>;
  readonly format?: string;
  /** Without it there is no answer. */
  readonly needed?: boolean;
}

/** What an operation is run with so that each of its options and inputs has an effect. */
export interface OperationSample {
  readonly files: Readonly<Record<string, readonly string[]>>;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly given: Readonly<Record<string, Given>>;
}

const { base, head, placeless, stack, many, few, hub, throughput, shared, measured } = FILES;
const { usage, parameters, discounts, budget, generous, spent, billed, bill, halfBill } = FILES;
const { category, logged, flowLogs, fewerFlowLogs, stackMeasured } = FILES;

/** No sample is a folder of Terraform source: they are refused by name. What they do there, the tests of that source show. */
const VARIABLES: Readonly<Record<string, Given>> = {
  terraformVars: { value: 'zones=2' },
  terraformVarFiles: { file: [parameters] },
};

/** How a network is read: each shows in a template, the Region in entries that name none. */
const reading = (more: OperationSample['files'] = {}): Readonly<Record<string, Given>> => ({
  region: { value: 'us-east-1', files: { network: [placeless], ...more } },
  kind: { value: 'terraform-plan', files: { network: [stack], ...more } },
  account: { value: '111122223333', files: { network: [stack], ...more } },
  parameters: { value: 'Zones=two', files: { network: [stack], ...more } },
  parameterFiles: { file: [parameters], files: { network: [stack], ...more } },
  network: { file: [head] },
  ...VARIABLES,
});

/** A scan stands in the place of a document: beside one it is refused, and so are its options without it. */
const SCANNED: Readonly<Record<string, Given>> = {
  scan: { value: true },
  role: { value: 'reader' },
  days: { value: '1' },
  maxQueryCost: { value: '2' },
};

const PRICED: Readonly<Record<string, Given>> = {
  hours: { value: '100' },
  billingDate: { value: '2020-01-01' },
  poolGb: { value: 'us-east-1=5242880' },
  discount: { value: '*=0.5' },
  discounts: { file: [discounts] },
};
const TRAFFIC: Readonly<Record<string, Given>> = { traffic: { file: [measured] }, usage: { file: [usage] } };
const CURRENCY: Readonly<Record<string, Given>> = {
  currency: { value: 'EUR', options: { exchangeRate: 'EUR=0.9' }, needed: true },
  exchangeRate: { value: 'EUR=0.9', options: { currency: 'EUR' }, needed: true },
};
/** A plan stands beside a folder of source only: elsewhere it is refused. */
const PLAN: Readonly<Record<string, Given>> = { plan: { file: [stack] } };
const FOCUS: Readonly<Record<string, Given>> = {
  focusVersion: { value: '1.0', format: 'focus' },
  focusMonth: { value: '2024-02', format: 'focus' },
  billingAccount: { value: '999988887777', format: 'focus' },
};
/** What people look at is cut. */
const all: Given = { value: true, files: { network: [many] }, format: 'table' };
const measuredHub = { network: [hub], traffic: [throughput] };

/** A sample of every operation. */
export const SAMPLES: Readonly<Record<string, OperationSample>> = {
  estimate: {
    files: { network: [base] },
    given: {
      ...reading(),
      ...SCANNED,
      ...PRICED,
      ...TRAFFIC,
      ...CURRENCY,
      ...PLAN,
      ...FOCUS,
      groupBy: { value: 'vpc' },
      top: { value: '1', format: 'table' },
      projectName: { value: 'shop', format: 'infracost' },
      all,
      failOnUnknown: { value: true },
    },
  },
  headroom: {
    files: measuredHub,
    given: {
      ...reading(),
      ...SCANNED,
      network: { file: [base], files: { network: [few] } },
      traffic: { file: [throughput], files: { network: [hub] } },
      from: { value: '2026-11-15' },
      to: { value: '2026-11-15' },
      statistic: { value: 'p50' },
      base: { value: 'baseline' },
      watch: { value: '0.1' },
      warning: { value: '0.61' },
      critical: { value: '0.76' },
      all,
    },
  },
  forecast: {
    files: measuredHub,
    given: {
      ...reading({ traffic: [stackMeasured] }),
      ...SCANNED,
      region: { value: 'us-east-1', files: { network: [placeless], traffic: [measured] } },
      ...PRICED,
      ...PLAN,
      network: {
        file: [FILES.placeless],
        files: { network: [base], traffic: [measured] },
        options: { region: 'us-east-1' },
      },
      traffic: { file: [throughput], files: { network: [hub] }, needed: true },
      usage: { file: [usage], files: { network: [FILES.half], traffic: [measured] } },
      months: { value: '2' },
      from: { value: '2026-11-05' },
      to: { value: '2026-10-20' },
      watch: { value: '0.3' },
      warning: { value: '0.7' },
      critical: { value: '0.95' },
      focusVersion: { value: '1.0', format: 'focus' },
      billingAccount: { value: '999988887777', format: 'focus' },
      all: { value: true, files: { network: [few], traffic: [FILES.fewMeasured] }, format: 'table' },
    },
  },
  diff: {
    files: { head: [head], base: [base] },
    options: { minAzs: '3' },
    given: {
      ...PRICED,
      ...TRAFFIC,
      ...CURRENCY,
      ...VARIABLES,
      ...PLAN,
      head: { file: [base], files: { head: [head], base: [base] } },
      base: { file: [head] },
      region: { value: 'us-east-1', files: { head: [placeless], base: [placeless] } },
      account: { value: '111122223333', files: { head: [stack], base: [stack] } },
      parameters: { value: 'Zones=two', files: { head: [stack], base: [base] } },
      parameterFiles: { file: [parameters], files: { head: [stack], base: [base] } },
      maxIncrease: { value: '1' },
      maxMonthly: { value: '1' },
      minAzs: { value: '4' },
      maxUtilisation: { value: '0.1' },
      requiredTags: { value: 'owner', files: { head: [few], base: [base] } },
      budgets: { value: [{ name: 'all', amount: '1', currency: 'USD' }] },
      budgetFile: { file: [budget] },
      failOnExisting: { value: true },
      config: { value: FILES.policy },
      project: { value: 'shop' },
      title: { value: 'staging', format: 'markdown' },
      projectName: { value: 'shop', format: 'infracost' },
      all: { value: true, files: { head: [few], base: [base] }, format: 'table' },
      failOnUnknown: { value: true, files: { head: [stack], base: [base] }, options: { minAzs: '1' } },
    },
  },
  recommend: {
    files: { network: [FILES.pair] },
    options: { timeLimitSeconds: '5' },
    given: {
      ...reading(),
      ...SCANNED,
      ...PRICED,
      ...PLAN,
      network: { file: [base] },
      ...TRAFFIC,
      minAzs: { value: '3' },
      maxUtilisation: { value: '0.0001' },
      hubs: { value: 'pay' },
      pins: { value: 'pay-ssm' },
      forbid: { value: 'share-across-vpcs' },
      allow: { value: 'evidence' },
      walls: { value: 'team' },
      minSaving: { value: '100000' },
      assumeGb: { value: '10' },
      changeCost: { value: '100' },
      repair: { value: true },
      dataClassTag: { value: 'team' },
      sensitive: { value: 'pay', options: { dataClassTag: 'team' } },
      horizonMonths: { value: '6' },
      timeLimitSeconds: { value: '0' },
      all: { value: true, files: { network: ['examples/twelve-vpcs.yaml'] }, format: 'table' },
      outDir: { value: place('steps') },
      explain: { value: '1', format: 'table' },
    },
  },
  matrix: {
    files: { network: [logged], flowLogs: [flowLogs] },
    given: {
      ...TRAFFIC,
      region: { value: 'us-east-1', files: { network: [FILES.loggedPlaceless], flowLogs: [flowLogs] } },
      kind: { value: 'drawing' },
      network: { file: [FILES.loggedMany] },
      flowLogs: { file: [fewerFlowLogs] },
      memoryLimit: { value: 'much' },
      topologyOut: { value: place('flows.json') },
      all: { value: true, files: { network: [FILES.loggedMany], flowLogs: [FILES.manyFlows] }, format: 'table' },
    },
  },
  'budget-check': {
    files: { network: [base], budgets: [budget] },
    given: {
      ...reading({ budgets: [budget] }),
      ...PRICED,
      ...TRAFFIC,
      ...PLAN,
      exchangeRate: { value: 'EUR=0.9' },
      budgets: { file: [generous] },
      bills: { file: [bill], files: { network: [billed], budgets: [spent] } },
      failOnUnknown: { value: true, files: { network: [base], budgets: [generous] } },
    },
  },
  scenarios: {
    files: { variants: [few, billed] },
    given: {
      region: { value: 'us-east-1', files: { variants: [placeless, base] } },
      kind: { value: 'terraform-plan' },
      account: { value: '111122223333', files: { variants: [stack, base] } },
      parameters: { value: 'Zones=two', files: { variants: [stack, base] } },
      parameterFiles: { file: [parameters], files: { variants: [stack, base] } },
      ...VARIABLES,
      variants: { file: [few, logged] },
      ...PRICED,
      months: { value: '2' },
      growth: { value: '10%' },
      all: { value: true, format: 'table' },
    },
  },
  allocate: {
    files: { network: [shared] },
    options: { by: 'team' },
    given: {
      ...reading(),
      ...PRICED,
      traffic: { file: [measured], files: { network: [base] } },
      usage: { file: [usage], files: { network: [base] } },
      ...FOCUS,
      network: { file: [base] },
      bills: { file: [bill], files: { network: [billed] } },
      flowLogs: { file: [flowLogs], files: { network: [logged] }, options: { by: 'vpc' } },
      costCategory: { file: [category], options: { by: 'cost-category:Division' }, needed: true },
      by: { value: 'vpc', needed: true },
      shared: { value: 'owner' },
      all: { value: true, files: { network: [many] }, format: 'table' },
      failOnUnknown: { value: true, files: { network: [base] } },
    },
  },
  reconcile: {
    files: { network: [billed], bills: [bill] },
    given: {
      ...reading({ bills: [bill] }),
      ...PLAN,
      traffic: { file: [FILES.measuredInJune] },
      usage: { file: [usage], files: { network: [base], bills: [bill] } },
      bills: { file: [halfBill] },
      byDay: { value: true },
      maxResidual: { value: '0.0001%' },
      exchangeRate: { value: 'EUR=0.9' },
      all: { value: true, files: { network: [many], bills: [bill] }, format: 'table' },
    },
  },
  'usage-sync': {
    files: { network: [base], traffic: [measured] },
    given: {
      ...reading({ traffic: [FILES.stackMeasured] }),
      region: { value: 'mars-north-1' },
      kind: { value: 'drawing' },
      account: { value: '222233334444', files: { network: [stack], traffic: [FILES.stackMeasured] } },
      network: { file: [base], files: { traffic: [measured] }, needed: true },
      traffic: { file: [measured], files: { network: [base] }, needed: true },
      plan: { file: [few] },
      usage: { file: [FILES.measuredUsage] },
    },
  },
  'rates-show': { files: {}, given: { region: { value: 'us-east-1', needed: true } } },
  'rates-verify': {
    files: {},
    options: { region: ['us-east-1'] },
    given: {
      region: { value: 'eu-west-1', options: { region: ['us-east-1'] } },
      live: { value: true },
      source: { value: 'price-list-bulk' },
    },
  },
};
