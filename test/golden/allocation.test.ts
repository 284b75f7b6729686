import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allocationDocument } from '../../src/operations/allocate/allocation-document.ts';
import { loadNetwork } from '../../src/operations/inputs/load-network.ts';
import { allocationDocumentSchema } from '../../src/report/allocation-document.ts';
import { frozenRates } from '../support/frozen-rates.ts';
import { servicesOfTest } from '../support/http-app.ts';

const HERE = join(import.meta.dirname, 'allocation-hub');

const reading = await loadNetwork({ name: 'network.yaml', content: readFileSync(join(HERE, 'network.yaml')) });
const document = await allocationDocument({ by: 'team', reading }, { ...servicesOfTest(), rates: frozenRates() });

test('a hub by team', () => {
  expect(allocationDocumentSchema.parse(document)).toEqual(document);
  const file = join(HERE, 'allocation.golden.json');
  const text = `${JSON.stringify(document, null, 2)}\n`;
  if (process.env.UPDATE_GOLDENS === '1') writeFileSync(file, text);
  expect(text).toBe(readFileSync(file, 'utf8'));
});

test('the arithmetic beside it reaches every amount', () => {
  const worked = new Set(readFileSync(join(HERE, 'arithmetic.md'), 'utf8').match(/\d+\.\d+/g));
  const amounts = [document.total, ...document.rules.map(({ amount }) => amount)].concat(
    document.parts.flatMap(({ amount, items }) => [amount, ...items.map((item) => item.amount ?? 'unknown')]),
  );
  expect(amounts.filter((amount) => !worked.has(amount))).toEqual([]);
  expect(amounts.length).toBeGreaterThan(20);
});
