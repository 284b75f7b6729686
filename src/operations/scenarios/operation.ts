import { z } from 'zod';
import { discountInputs, networkInputs } from '../inputs/catalogue.ts';
import { atGivenDiscounts, givenNetwork } from '../inputs/given-network.ts';
import { readWithTraffic } from '../inputs/network-inputs.ts';
import { operation } from '../operation.ts';
import { discountOptions, listOptions, option, pricingOptions, readOptions } from '../options/common.ts';
import { count } from '../options/schemas.ts';
import { growth } from './growth.ts';
import { MOST_MONTHS, MOST_VARIANTS } from './limits.ts';

const MONTHS = 12;
const ONE_BODY = 'the body names its scenarios';

const { parameterFiles, terraformVarFiles } = networkInputs;

export const scenarios = operation({
  name: 'scenarios',
  command: ['scenarios'],
  summary: 'price scenarios of a network side by side over months of growth, and find when they break even',
  document: 'scenarios',
  noun: 'a scenarios document',
  inputs: {
    variants: {
      says: 'a scenario: topology file, plan, template or snapshot; give two or more',
      required: true,
      many: true,
      named: true,
      network: true,
      flag: 'variant',
      value: 'name=file',
      part: 'variant',
      key: {
        name: 'variants',
        schema: z
          .array(
            z.strictObject({
              name: z.string().min(1).max(100),
              kind: z.string().optional().describe('Kind of the document; absent = recognised.'),
              document: z.looseObject({}).describe('A topology file, a Terraform plan, a template or a snapshot.'),
            }),
          )
          .min(2)
          .max(MOST_VARIANTS),
      },
      hint: 'For example --variant own=per-vpc.yaml --variant hub=hub.yaml.',
    },
    parameterFiles: { ...parameterFiles, not: { rest: ONE_BODY } },
    terraformVarFiles,
    ...discountInputs,
  },
  options: {
    ...readOptions,
    months: option({ schema: count(MOST_MONTHS), says: 'how many months', default: String(MONTHS), value: 'number' }),
    growth: option({
      schema: growth,
      says: 'growth of the bytes a month, such as 2% or 0.02; above -1',
      default: '0',
      value: 'share',
    }),
    poolGb: pricingOptions.poolGb,
    hours: pricingOptions.hours,
    billingDate: pricingOptions.billingDate,
    ...discountOptions,
    ...listOptions,
  },
  rest: {
    path: '/v1/scenarios',
    tag: 'scenarios',
    operationId: 'createScenarios',
    summary: 'Compare scenarios over months of growing traffic',
    description:
      'Prices named scenarios of a network month by month with the same rates and growth, and finds from which month one ' +
      'costs less than another.',
    errors: ['TG1302', 'TG1401', 'TG6007'],
    examples: [
      {
        variants: [
          { name: 'own', document: { schema: 'tollgate/topology@1', region: 'us-east-1', endpoints: [] } },
          { name: 'hub', document: { schema: 'tollgate/topology@1', region: 'us-east-1', endpoints: [] } },
        ],
        months: 12,
        growth: '0.02',
      },
    ],
    flat: true,
  },
  run: async (inputs, options, ports) => {
    const [{ compareVariants }, { parseHours }] = await Promise.all([
      import('./compare-variants.ts'),
      import('../inputs/parse-hours.ts'),
    ]);
    const { months = MONTHS, hours, billingDate } = options;
    const paid = await atGivenDiscounts(ports, inputs, options);
    const variants = [];
    for (const given of inputs.variants ?? []) {
      const { reading } = await readWithTraffic(await givenNetwork({ ...inputs, network: [given] }, options));
      variants.push({ name: given.label ?? given.name, reading });
    }
    const over = {
      months,
      growth: options.growth,
      hours: hours === undefined ? undefined : parseHours(hours),
      billingDate,
    };
    return { document: await compareVariants(variants, over, paid) };
  },
  view: async (document) => (await import('../../report/views/comparison.ts')).viewComparison(document),
});
