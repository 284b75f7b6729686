import { z } from 'zod';
import { writtenBudgetsSchema } from '../../report/budget-document.ts';
import { discountInputs, networkInputs } from '../inputs/catalogue.ts';
import type { Inputs } from '../operation.ts';
import {
  currencyOptions,
  discountOptions,
  listOptions,
  option,
  pricingOptions,
  projectNameOption,
  readOptions,
  unknownOptions,
} from '../options/common.ts';
import { flag, numberText, numberTexts, word, words } from '../options/schemas.ts';

const ON_DISK = 'a request brings its documents along';
/** Limits stand together in the policy file. */
const AMONG_GATES = { place: 'gates' } as const;
const PER_RUN = 'it says what one run compares';
const side = z.looseObject({});
const { parameterFiles, plan, terraformVarFiles, traffic, usage } = networkInputs;

/** Documents that a diff reads. */
export const DIFF_INPUTS = {
  head: {
    says: 'state after the change: plan, template, assembly, topology file, snapshot or saved estimate; several are several projects',
    required: true,
    flag: 'path',
    short: 'p',
    part: 'head',
    key: { name: 'head', schema: side },
    isPath: true,
    projects: true,
    fromPolicy: true,
    not: { settings: 'a project has a `path`' },
  },
  base: {
    says: 'state before the change: a file, a checkout of the base commit, or a Git revision such as main; a Terraform plan holds both states',
    flag: 'compare-to',
    value: 'path',
    part: 'base',
    key: { name: 'base', schema: side },
    isPath: true,
    not: { settings: 'a project has a `compareTo`' },
  },
  parameterFiles,
  terraformVarFiles,
  plan,
  traffic,
  usage,
  ...discountInputs,
  budgetFile: {
    says: 'budgets (tollgate/budget@1), as budget check takes them',
    flag: 'budgets',
    part: 'budgets',
    not: { settings: '`budgets` stand among the gates' },
  },
} as const satisfies Inputs;

/** Options of a diff. */
export const DIFF_OPTIONS = {
  region: readOptions.region,
  account: readOptions.account,
  parameters: readOptions.parameters,
  terraformVars: readOptions.terraformVars,
  ...pricingOptions,
  ...discountOptions,
  ...currencyOptions,
  maxIncrease: option({
    schema: numberTexts,
    says: 'most a change may add a month: an amount (100) or a share of base (10%)',
    value: 'limit',
    many: true,
    spaced: true,
    setting: AMONG_GATES,
  }),
  maxMonthly: option({
    schema: numberText,
    says: 'most the network may cost a month',
    value: 'amount',
    setting: AMONG_GATES,
  }),
  minAzs: option({
    schema: numberText,
    says: 'fewest zones of an endpoint',
    value: 'count',
    setting: AMONG_GATES,
  }),
  maxUtilisation: option({
    schema: numberText,
    says: 'highest use of a zone at the known peak, such as 0.6',
    value: 'share',
    setting: AMONG_GATES,
  }),
  requiredTags: option({
    schema: words,
    says: 'tag that every added endpoint must carry',
    value: 'tag',
    flag: 'required-tag',
    many: true,
    setting: { key: 'tags' },
  }),
  budgets: option({
    schema: writtenBudgetsSchema,
    says: 'budgets (tollgate/budget@1) that the state after the change must keep',
    value: 'budgets',
    bodyOnly: true,
    setting: AMONG_GATES,
    not: { cli: 'given as a file', action: 'given as a file' },
  }),
  failOnExisting: option({
    schema: flag,
    says: 'also fail on what the state before violates already',
    setting: AMONG_GATES,
  }),
  config: option({
    schema: z.union([word, z.literal(false)]),
    says: 'policy file',
    default: 'tollgate.yml here or in a folder above',
    value: 'file',
    negatable: 'read no policy file',
    not: { rest: ON_DISK, settings: 'it names the file of the settings' },
  }),
  project: option({
    schema: word,
    says: 'one project of the policy file',
    default: 'all of them',
    value: 'name',
    not: { rest: ON_DISK, settings: PER_RUN },
  }),
  title: option({
    schema: word,
    says: 'a word for the head of the report, such as the environment',
    value: 'text',
    writes: true,
    not: { settings: PER_RUN },
  }),
  ...projectNameOption,
  ...listOptions,
  failOnUnknown: { ...unknownOptions.failOnUnknown, says: 'fail (exit 3) when a cost line is newly unknown' },
} as const;
