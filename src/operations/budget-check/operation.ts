import { counted } from '../../report/words.ts';
import { bills, discountInputs, networkInputs } from '../inputs/catalogue.ts';
import { operation } from '../operation.ts';
import {
  billCurrencyOptions,
  discountOptions,
  pricingOptions,
  readOptions,
  unknownOptions,
} from '../options/common.ts';

export const budgetCheck = operation({
  name: 'budget-check',
  command: ['budget', 'check'],
  summary: 'check budgets against what a network costs; exit with 2 when one is crossed',
  document: 'budget-evaluation',
  noun: 'a budget evaluation',
  inputs: {
    ...networkInputs,
    budgets: {
      says: 'budget file (tollgate/budget@1), YAML or JSON',
      required: true,
      many: true,
      flag: 'budget',
      part: 'budgets',
      hint: 'Give a file, for example --budget budget.yaml.',
    },
    bills: { ...bills, says: 'billing export of the month: what was spent (see reconcile)' },
    ...discountInputs,
  },
  options: {
    ...readOptions,
    ...pricingOptions,
    ...discountOptions,
    ...billCurrencyOptions,
    failOnUnknown: {
      ...unknownOptions.failOnUnknown,
      says: 'exit with 3 when no budget is crossed and one is not fully known',
    },
  },
  rest: { not: 'budgets are kept under /v1/budgets, with where they stand' },
  run: async (inputs, options, ports) => {
    const { checkedBudgets } = await import('./checked-budgets.ts');
    return { document: await checkedBudgets(inputs, options, ports) };
  },
  view: async (document) => (await import('../../report/views/budget-evaluation.ts')).viewBudgetEvaluation(document),
  judge: ({ budgets }) => {
    const of = (state: string) => budgets.filter((each) => each.state === state);
    const unknown = of('unknown').length;
    return {
      exceeded: of('crossed').map(({ name }) => `Budget ${name} is crossed.`),
      ...(unknown > 0 && { unknown: `${counted(unknown, 'budget is', 'budgets are')} not fully known` }),
      judged: true,
    };
  },
});
