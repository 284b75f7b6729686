import { z } from 'zod';
import { writtenBudgetsSchema } from '../../report/budget-document.ts';
import { counted } from '../../report/words.ts';
import { discountInputs, networkInputs } from '../inputs/catalogue.ts';
import { operation } from '../operation.ts';
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
import { DIFF_EXAMPLE } from './example.ts';

const ON_DISK = 'a request brings its documents along';
const PER_RUN = 'it says what one run compares';
const side = z.looseObject({});
const { parameterFiles, terraformVarFiles, traffic, usage } = networkInputs;

export const diff = operation({
  name: 'diff',
  command: ['diff'],
  summary: 'compare two states of a network: what the change costs, and whether it keeps the limits',
  document: 'diff',
  noun: 'a diff',
  inputs: {
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
    },
    base: {
      says: 'state before the change: a file, or a checkout of the base commit; a Terraform plan holds both states',
      flag: 'compare-to',
      value: 'path',
      part: 'base',
      key: { name: 'base', schema: side },
      isPath: true,
    },
    parameterFiles,
    terraformVarFiles,
    traffic,
    usage,
    ...discountInputs,
    budgetFile: {
      says: 'budgets (tollgate/budget@1), as budget check takes them',
      flag: 'budgets',
      part: 'budgets',
    },
  },
  options: {
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
    }),
    maxMonthly: option({ schema: numberText, says: 'most the network may cost a month', value: 'amount' }),
    minAzs: option({ schema: numberText, says: 'fewest zones of an endpoint', value: 'count' }),
    maxUtilisation: option({
      schema: numberText,
      says: 'highest use of a zone at the known peak, such as 0.6',
      value: 'share',
    }),
    requiredTags: option({
      schema: words,
      says: 'tag that every added endpoint must carry',
      value: 'tag',
      flag: 'required-tag',
      many: true,
    }),
    budgets: option({
      schema: writtenBudgetsSchema,
      says: 'budgets (tollgate/budget@1) that the state after the change must keep',
      value: 'budgets',
      bodyOnly: true,
      not: { cli: 'given as a file', action: 'given as a file' },
    }),
    failOnExisting: option({ schema: flag, says: 'also fail on what the state before violates already' }),
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
  },
  rest: {
    path: '/v1/diffs',
    tag: 'diffs',
    operationId: 'createDiff',
    summary: 'What a change of the network costs',
    description:
      'Takes both states (JSON or multipart), or a Terraform plan alone, and answers with the diff; as text/markdown it is the ' +
      'body of a comment. Limits are judged where the request sets them: the header tollgate-gate holds the verdict.',
    errors: [
      ...([
        'TG1120',
        'TG1121',
        'TG1302',
        'TG1401',
        'TG5001',
        'TG5002',
        'TG5003',
        'TG5004',
        'TG6007',
        'TG6010',
      ] as const),
    ],
    examples: [DIFF_EXAMPLE],
    light: true,
  },
  run: async (inputs, options, ports) => {
    const { diffed } = await import('./diffed.ts');
    return diffed(inputs, options, ports);
  },
  view: async (document, { title }) => (await import('../../report/views/diff.ts')).viewDiff(document, { title }),
  judge: ({ gates, newlyUnknown }) => ({
    exceeded: gates.filter(({ passed }) => !passed).map(({ name, reason }) => `Gate ${name} exceeded: ${reason}`),
    undecided: gates
      .filter(({ undetermined }) => undetermined)
      .map(({ name, reason }) => `Gate ${name} is not decided: ${reason}`),
    ...(newlyUnknown.length > 0 && {
      unknown: `${counted(newlyUnknown.length, 'cost line is', 'cost lines are')} newly unknown`,
    }),
    judged: gates.length > 0,
  }),
});
