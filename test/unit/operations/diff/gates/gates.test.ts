import { describe, expect, test } from 'vitest';
import type { GatePolicy } from '../../../../../src/operations/diff/gates/gate.ts';
import { parseGates } from '../../../../../src/operations/diff/gates/parse-gates.ts';
import { withGates } from '../../../../../src/operations/diff/with-gates.ts';
import type { BudgetDocument } from '../../../../../src/report/budget-document.ts';
import { diffOf, interfaceEndpoint as endpoint } from '../../../../support/diffing.ts';

type Part = Parameters<typeof diffOf>[0];
const judge = async (base: Part, head: Part, policy: GatePolicy) => withGates(await diffOf(base, head), policy).gates;
const verdicts = async (base: Part, head: Part, policy: GatePolicy) =>
  (await judge(base, head, policy)).map((gate) => gate.passed);

const budget = (name: string, amount: string, scope: BudgetDocument['scope']): BudgetDocument => ({
  schema: 'tollgate/budget@1',
  name,
  amount,
  currency: 'USD',
  scope,
});
const small = { endpoints: [endpoint('a', 2, 0)] };
const large = { endpoints: [endpoint('a', 2, 0), endpoint('b', 3, 0)] };

describe('max-increase', () => {
  test.each([
    ['21.90', true],
    ['21.89', false],
    ['150%', true],
    ['149.9%', false],
  ])('%s for +21.90 on 14.60 passes: %s', async (limit, passed) => {
    expect(await verdicts(small, large, { maxIncrease: [limit] })).toEqual([passed]);
  });

  test('a share of nothing is exceeded by any increase, and by nothing else', async () => {
    expect(await verdicts({ endpoints: [] }, small, { maxIncrease: ['1000%'] })).toEqual([false]);
    expect(await verdicts({ endpoints: [] }, { endpoints: [] }, { maxIncrease: ['0%'] })).toEqual([true]);
  });

  test('a decrease passes, and unknown lines are said', async () => {
    expect(await verdicts(large, small, { maxIncrease: ['0'] })).toEqual([true]);
    const [gate] = await judge(small, { endpoints: [endpoint('a', 2, 0), endpoint('b', 1)] }, { maxIncrease: ['0'] });
    expect(gate).toEqual({
      name: 'max-increase 0',
      passed: false,
      reason:
        'The change is at least +7.30 USD a month (50.0 %); the limit is 0 USD; 1 newly unknown line is not counted.',
    });
  });
});

describe('limits that base may break already', () => {
  const cases: [string, Part, Part, GatePolicy][] = [
    ['max-monthly', small, large, { maxMonthly: '20' }],
    ['min-azs', { endpoints: [endpoint('a', 2, 0)] }, { endpoints: [endpoint('a', 1, 0)] }, { minAzs: 2 }],
    [
      'max-utilisation',
      { endpoints: [endpoint('a', 3, 0, { traffic: { peakGbps: '150', monthlyGb: '0' } })] },
      { endpoints: [endpoint('a', 2, 0, { traffic: { peakGbps: '150', monthlyGb: '0' } })] },
      { maxUtilisation: 0.6 },
    ],
    ['required-tags', small, large, { requiredTags: ['team'] }],
    ['budget', small, large, { budgets: [budget('vpc', '20', { vpc: 'app' })] }],
  ];
  test.each(cases)('%s fails when head breaks it newly', async (_name, base, head, policy) => {
    expect(await verdicts(base, head, policy)).toEqual([false]);
  });
  test.each(cases)('%s is kept when nothing is broken', async (_name, base, _head, policy) => {
    if ('requiredTags' in policy)
      return expect(
        await verdicts({ endpoints: [] }, { endpoints: [endpoint('a', 1, 0, { tags: { team: 'x' } })] }, policy),
      ).toEqual([true]);
    return expect(await verdicts(base, base, policy)).toEqual([true]);
  });
  test.each(cases)(
    '%s passes when base breaks it already, unless that counts too',
    async (_name, _base, head, policy) => {
      expect(await verdicts(head, head, policy)).toEqual([true]);
      expect(await verdicts(head, head, { ...policy, failOnExisting: true })).toEqual([false]);
    },
  );
});

test('a violation that gets worse is a new one', async () => {
  expect(
    await verdicts({ endpoints: [endpoint('a', 2, 0)] }, { endpoints: [endpoint('a', 1, 0)] }, { minAzs: 3 }),
  ).toEqual([false]);
  const at = (zones: number) => ({
    endpoints: [endpoint('a', zones, 0, { traffic: { peakGbps: '150', monthlyGb: '0' } })],
  });
  expect(await verdicts(at(2), at(1), { maxUtilisation: 0.6 })).toEqual([false]);
  const money = { maxMonthly: '10', budgets: [budget('x', '10', {})] };
  expect(await verdicts(small, large, money)).toEqual([false, false]);
  expect(await verdicts(large, small, money)).toEqual([true, true]);
});

test('against a saved estimate, which tells no traffic, only a zone that goes is a new use', async () => {
  const at = (zones: number) => ({
    endpoints: [
      endpoint('a', zones, 0, { traffic: { peakGbps: '150', monthlyGb: '0' } }),
      endpoint('s3', 0, undefined, { type: 'Gateway' }),
    ],
  });
  const saved = async (part: Part) => {
    const estimate = (await diffOf(part, part)).parts[0]?.head.document;
    return { name: 'saved.json', estimate } as Part;
  };
  // 150 of 2 x 100 Gbps is 75 %.
  expect(await judge(await saved(at(2)), at(2), { maxUtilisation: 0.6 })).toMatchObject([
    { passed: true, reason: expect.stringContaining('the peak of 1 of 1 endpoint is known') },
  ]);
  expect(await verdicts(await saved(at(3)), at(2), { maxUtilisation: 0.6 })).toEqual([false]);
});

test('budgets look at their part only', async () => {
  const head = { endpoints: [endpoint('a', 2, 0, { tags: { env: 'prod' } }), endpoint('b', 3, 0)] };
  const budgets = [
    budget('prod', '14.60', { tags: { env: 'prod' } }),
    budget('service b', '21.89', { service: 'b' }),
    budget('elsewhere', '0', { region: 'eu-west-1' }),
  ];
  expect(await verdicts({ endpoints: [] }, head, { budgets })).toEqual([true, false, true]);
});

test('a threshold of the run-rate is a limit; a bill and a forecast are not known of a change', async () => {
  const at = (on: 'run-rate' | 'actual', share: string) => ({ ...budget('x', '40', {}), thresholds: [{ on, share }] });
  // large costs 36.50 a month.
  expect(
    await judge(small, large, { budgets: [at('run-rate', '0.9'), at('run-rate', '1'), at('actual', '0.1')] }),
  ).toEqual([
    { name: 'budget x', passed: false, reason: '36.50 USD a month of 36.00 USD, which is 90 % of 40 USD.' },
    { name: 'budget x', passed: true, reason: '36.50 USD a month of 40.00 USD.' },
    { name: 'budget x', passed: true, reason: 'It looks at a bill or a forecast, which no change tells.' },
  ]);
});

test('a budget in another currency is refused', async () => {
  const budgets = [{ ...budget('x', '40', {}), currency: 'CNY' }];
  await expect(judge(small, large, { budgets })).rejects.toMatchObject({ code: 'TG6010' });
});

test('zones and peaks that are not known are said, not judged', async () => {
  const { azs: _, ...unknown } = endpoint('a', 1, 0);
  const gates = await judge({ endpoints: [] }, { endpoints: [unknown] }, { minAzs: 2, maxUtilisation: 0.5 });
  expect(gates.map((gate) => gate.passed)).toEqual([true, true]);
  expect(gates[0]?.reason).toContain('zones of 1 endpoint are not known');
  expect(gates[1]?.reason).toContain('the peak of 0 of 1 endpoint is known');
});

test.each([
  [{ maxIncrease: ['-5'] }],
  [{ maxIncrease: ['10 %%'] }],
  [{ maxIncrease: ['1e3'] }],
  [{ maxMonthly: 'a lot' }],
  [{ minAzs: '0' }],
  [{ minAzs: '2.5' }],
  [{ maxUtilisation: '0' }],
  [{ maxUtilisation: '60%' }],
])('%j is refused before anything is read', (words) => {
  expect(() => parseGates(words)).toThrow(expect.objectContaining({ code: 'TG5004' }));
});
