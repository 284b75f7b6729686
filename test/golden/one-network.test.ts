import { expect, test } from 'vitest';
import { oneNetworkFile, oneNetworkGolden, priceOneNetwork, whatItCosts } from '../support/one-network.ts';

test('a plan with a usage file costs what the topology file of the same network costs', async () => {
  const plan = { name: 'plan.json', content: oneNetworkFile('plan.json') };
  const document = await priceOneNetwork(plan, oneNetworkFile('usage.yml'));
  expect(whatItCosts(document)).toEqual(oneNetworkGolden());
});
