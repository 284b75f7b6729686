import { describe, expect, test } from 'vitest';
import { Amount } from '../../../../../src/core/amount.ts';
import { Decimal } from '../../../../../src/core/decimal.ts';
import { checkBudgets } from '../../../../../src/operations/shared/budgets/check-budgets.ts';
import { readBudgetDocuments } from '../../../../../src/operations/shared/budgets/read-budget-documents.ts';
import { type BudgetDocument, budgetEvaluationSchema } from '../../../../../src/report/budget-document.ts';
import { buildReport } from '../../../../../src/report/build-report.ts';
import { estimateOf } from '../../../../support/estimating.ts';

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

describe('a bill of a month in which an endpoint was deleted', () => {
  const lineOf = (endpoint: string, place: { account?: string; region?: string }) => ({
    endpoint,
    ...place,
    charge: 'endpoint-hours' as const,
    product: 'interface-endpoint-hours',
    status: 'matched' as const,
    unit: 'AZ-hours' as const,
    quantityBilled: '1000',
    modelled: '10.00',
    billed: '10.00',
    cause: null,
    causes: [],
    residual: '0.00',
  });
  const place = { account: '111122223333', region: 'us-east-1' };
  const bill = (gone: { account?: string; region?: string } = place) => ({
    currency: 'USD',
    period: { from: '2026-11-01', to: '2026-11-30' },
    bill: { formats: [], hasResourceIds: true, rejectedLines: 0 },
    lines: [lineOf('a', place), lineOf('b', place), lineOf('vpce-gone', gone)],
    unplaced: [],
  });
  const thresholds = [{ on: 'actual' as const, share: '1' }];
  const actual = (scope: BudgetDocument['scope'], gone?: { account?: string; region?: string }) =>
    stateOf({ amount: '25', scope, thresholds }, { bill: bill(gone) });

  test.each([
    // a, b and the one that is gone: 10 each.
    ['everything', {}, place, { state: 'crossed', thresholds: [{ spent: '30.00', unknownLines: 0 }] }],
    ['its Region', { region: 'us-east-1' }, place, { state: 'crossed', thresholds: [{ spent: '30.00' }] }],
    // Of those here the network knows no account; the bill names it on every line.
    [
      'its account',
      { account: '111122223333' },
      place,
      { state: 'crossed', thresholds: [{ spent: '30.00', unknownLines: 0 }] },
    ],
    ['another Region', { region: 'eu-west-1' }, place, { state: 'within', thresholds: [{ spent: '0.00' }] }],
    ['a team', { tags: { team: 'a' } }, place, { state: 'unknown', thresholds: [{ spent: '10.00', unknownLines: 1 }] }],
    [
      'a VPC elsewhere',
      { region: 'eu-west-1', vpc: 'v' },
      place,
      { state: 'within', thresholds: [{ unknownLines: 0 }] },
    ],
    ['no Region told', { region: 'us-east-1' }, {}, { state: 'unknown', thresholds: [{ spent: '20.00' }] }],
  ])('%s', (_name, scope, gone, expected) => {
    expect(actual(scope, gone)).toMatchObject(expected);
  });
});

test('a forecast speaks for the whole network and its month alone', () => {
  const thresholds = [{ on: 'forecast' as const, share: '1' }];
  const forecast = new Map([
    ['2026-12', Amount.of('40', 0)],
    ['2027-01', Amount.of('30', 0)],
    ['2027-02', Amount.of('30', 1)],
  ]);
  expect(stateOf({ thresholds, scope: {} }, { forecast })?.state).toBe('crossed');
  expect(stateOf({ thresholds, scope: {}, month: '2027-01' }, { forecast })?.state).toBe('within');
  expect(stateOf({ thresholds, scope: {}, month: '2027-09' }, { forecast })?.state).toBe('unknown');
  // A line is left out: what is known keeps the limit, the whole may not.
  expect(stateOf({ thresholds, scope: {}, month: '2027-02' }, { forecast })?.state).toBe('unknown');
  expect(stateOf({ thresholds }, { forecast })?.state).toBe('unknown');
});

test('another currency is refused, and the document fits its schema', () => {
  expect(() => stateOf({ currency: 'CNY' })).toThrowError(expect.objectContaining({ code: 'TG6010' }));
  const evaluation = checkBudgets([budget({})], { estimate });
  expect(budgetEvaluationSchema.parse(evaluation)).toEqual(evaluation);
});

test('a budget in another currency is judged at the rate that is given', () => {
  const rates = new Map([['EUR', new Decimal('0.5')]]);
  // 38.60 USD are 19.30 EUR.
  const figures = { rates, forecast: new Map([['2026-12', Amount.of('100', 0)]]) };
  expect(stateOf({ currency: 'EUR', amount: '19.30' }, figures)).toMatchObject({
    state: 'within',
    currency: 'EUR',
    thresholds: [{ spent: '19.30' }],
  });
  expect(stateOf({ currency: 'EUR', amount: '19.29' }, figures)?.state).toBe('crossed');
  const thresholds = [{ on: 'forecast' as const, share: '1' }];
  expect(stateOf({ currency: 'EUR', scope: {}, amount: '49', thresholds }, figures)).toMatchObject({
    thresholds: [{ spent: '50.00', state: 'crossed' }],
  });
});

const read = (text: string) => readBudgetDocuments('budget.yaml', Buffer.from(text));
const YAML = 'schema: tollgate/budget@1\nname: x\namount: "5"\ncurrency: USD\n';

test('a file holds one budget, or a list', async () => {
  expect(await read(YAML)).toHaveLength(1);
  expect(await read('name: x\namount: 5\ncurrency: USD\n')).toEqual(await read(YAML));
  const shares = 'thresholds: [{ on: forecast, share: SHARE }]\n';
  expect(await read(YAML + shares.replace('SHARE', '0.8'))).toEqual(
    await read(YAML + shares.replace('SHARE', '"0.8"')),
  );
  await expect(read(YAML + shares.replace('SHARE', '-1'))).rejects.toMatchObject({ code: 'TG6011' });
  expect(await read(`budgets:\n  - ${YAML.trim().replaceAll('\n', '\n    ')}\n`)).toHaveLength(1);
});

test.each([YAML.replace('USD', 'dollars'), YAML.replace('"5"', '"-5"'), `${YAML}more: 1\n`, 'budgets: []\n', '[]'])(
  'refuses %j and names the place',
  async (text) => {
    await expect(read(text)).rejects.toMatchObject({ code: 'TG6011' });
  },
);
