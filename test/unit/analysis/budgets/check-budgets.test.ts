import { describe, expect, test } from 'vitest';
import { checkBudgets } from '../../../../src/analysis/budgets/check-budgets.ts';
import { readBudgetDocuments } from '../../../../src/analysis/budgets/read-budget-documents.ts';
import { type BudgetDocument, budgetEvaluationSchema } from '../../../../src/report/budget-document.ts';
import { buildReport } from '../../../../src/report/build-report.ts';
import { estimateOf } from '../../../support/estimating.ts';

const zones = ['use1-az1', 'use1-az2'];
/** 14.60 + 24.00 for team a, 14.60 and unknown bytes for team b. */
const estimate = buildReport(
  estimateOf({
    endpoints: [
      { id: 'a', type: 'Interface', azs: zones, tags: { team: 'a' }, traffic: { monthlyGb: '2400' } },
      { id: 'b', type: 'Interface', azs: zones, tags: { team: 'b' } },
    ],
  }),
  'pricing-cache',
);
const budget = (more: Partial<BudgetDocument>): BudgetDocument => ({
  schema: 'tollgate/budget@1',
  name: 'x',
  amount: '38.60',
  currency: 'USD',
  scope: { tags: { team: 'a' } },
  ...more,
});
const stateOf = (more: Partial<BudgetDocument>, basis = {}) =>
  checkBudgets([budget(more)], { estimate, ...basis }).budgets[0];

describe('run-rate', () => {
  test('a limit that is met exactly is kept', () => {
    expect(stateOf({})).toMatchObject({
      state: 'within',
      thresholds: [{ on: 'run-rate', limit: '38.60', spent: '38.60' }],
    });
  });
  test('a cent more crosses it', () => {
    expect(stateOf({ amount: '38.59' })?.state).toBe('crossed');
  });
  test('a share of the amount may be crossed while the amount is not', () => {
    const thresholds = [
      { on: 'run-rate' as const, share: '0.5' },
      { on: 'run-rate' as const, share: '1' },
    ];
    expect(stateOf({ thresholds })?.thresholds.map(({ state }) => state)).toEqual(['crossed', 'within']);
  });
  test('what is left out makes a kept limit unknown, and a crossed one no less crossed', () => {
    const scope = { tags: { team: 'b' } };
    expect(stateOf({ scope })).toMatchObject({ state: 'unknown', thresholds: [{ spent: '14.60', unknownLines: 1 }] });
    expect(stateOf({ scope, amount: '14' })?.state).toBe('crossed');
  });
});

test('a figure nobody gives is unknown, not zero', () => {
  expect(stateOf({ thresholds: [{ on: 'actual', share: '1' }] })).toMatchObject({
    state: 'unknown',
    thresholds: [{ spent: null }],
  });
});

test('a forecast speaks for the whole network and its month alone', () => {
  const thresholds = [{ on: 'forecast' as const, share: '1' }];
  const forecast = new Map([
    ['2026-12', '40'],
    ['2027-01', '30'],
  ]);
  expect(stateOf({ thresholds, scope: {} }, { forecast })?.state).toBe('crossed');
  expect(stateOf({ thresholds, scope: {}, month: '2027-01' }, { forecast })?.state).toBe('within');
  expect(stateOf({ thresholds, scope: {}, month: '2027-09' }, { forecast })?.state).toBe('unknown');
  expect(stateOf({ thresholds }, { forecast })?.state).toBe('unknown');
});

test('another currency is refused, and the document fits its schema', () => {
  expect(() => stateOf({ currency: 'CNY' })).toThrowError(expect.objectContaining({ code: 'TG6010' }));
  const evaluation = checkBudgets([budget({})], { estimate });
  expect(budgetEvaluationSchema.parse(evaluation)).toEqual(evaluation);
});

const read = (text: string) => readBudgetDocuments('budget.yaml', Buffer.from(text));
const YAML = 'schema: tollgate/budget@1\nname: x\namount: "5"\ncurrency: USD\n';

test('a file holds one budget, or a list', async () => {
  expect(await read(YAML)).toHaveLength(1);
  expect(await read('name: x\namount: 5\ncurrency: USD\n')).toEqual(await read(YAML));
  expect(await read(`budgets:\n  - ${YAML.trim().replaceAll('\n', '\n    ')}\n`)).toHaveLength(1);
});

test.each([YAML.replace('USD', 'dollars'), YAML.replace('"5"', '"-5"'), `${YAML}more: 1\n`, 'budgets: []\n', '[]'])(
  'refuses %j and names the place',
  async (text) => {
    await expect(read(text)).rejects.toMatchObject({ code: 'TG6011' });
  },
);
