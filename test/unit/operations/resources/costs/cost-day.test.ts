import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { Decimal, sum } from '../../../../../src/core/decimal.ts';
import type { Estimate } from '../../../../../src/model/estimate.ts';
import { allocationDocument } from '../../../../../src/operations/allocate/allocation-document.ts';
import { loadNetwork, type NetworkReading } from '../../../../../src/operations/inputs/load-network.ts';
import {
  type AccountCosts,
  COST_KEYS,
  costsByAccount,
} from '../../../../../src/operations/resources/costs/cost-day.ts';
import { costValues } from '../../../../../src/operations/resources/costs/cost-series.ts';
import { estimateNetwork } from '../../../../../src/operations/shared/estimate-network.ts';
import { servicesOfTest } from '../../../../support/http-app.ts';

const services = servicesOfTest();
let reading: NetworkReading;
let estimate: Estimate;
let costs: readonly AccountCosts[];

beforeAll(async () => {
  const content = readFileSync('examples/twelve-vpcs.yaml');
  reading = await loadNetwork({ name: 'twelve-vpcs.yaml', content });
  estimate = await estimateNetwork({ reading }, services.rates);
  costs = await costsByAccount(estimate);
});

const of = (key: string) => costValues(costs.filter((each) => each.key === key).flatMap(({ parts }) => parts));

describe('what is kept of a network', () => {
  test.each(COST_KEYS)('adds up to its estimate by %s, to the last digit', (key) => {
    expect(new Decimal(of(key).total.monthly).toFixed()).toBe(estimate.totals.monthly.knownPart.toFixed());
    expect(of(key).total).toMatchObject({ unknownLines: estimate.totals.monthly.leftOut, bound: 'at-least' });
  });

  test.each(['team', 'account', 'vpc', 'service', 'region'])('by %s is what allocate says', async (by) => {
    const document = await allocationDocument({ by, reading }, { rates: services.rates });
    // Sharing by more keys at once may move the tenth decimal of a shared cost.
    const shown = (amount: string): string => new Decimal(amount).toFixed(8);
    expect(of(by).parts.map(({ value, monthly, unknownLines }) => [value, shown(monthly), unknownLines])).toEqual(
      document.parts.map(({ value, amount, unknownLines }) => [value, shown(amount), unknownLines]),
    );
  });

  test('by zone holds the hours of each zone; bytes that no zone measured belong to none', () => {
    const zones = of('az').parts;
    const hours = estimate.endpoints
      .flatMap(({ lines }) => lines)
      .filter(({ charge }) => charge === 'endpoint-hours')
      .map(({ monthly = new Decimal(0) }) => monthly);
    const named = zones.filter(({ value }) => value !== null).map(({ monthly }) => new Decimal(monthly));
    expect(named.length).toBeGreaterThan(1);
    expect(sum(named).greaterThanOrEqualTo(sum(hours))).toBe(true);
    expect(zones.at(-1)?.value).toBeNull();
  });
});
