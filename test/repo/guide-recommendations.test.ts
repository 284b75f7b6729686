import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { guidePictures } from '../../scripts/guide-pictures.ts';

const read = (name: string): string => readFileSync(new URL(`../../docs/guides/${name}`, import.meta.url), 'utf8');

test('the pictures of the guide are those that the code draws today (npm run pictures)', async () => {
  const pictures = await guidePictures();
  const guide = read('recommendations.md');
  expect(Object.keys(pictures)).toHaveLength(2);
  for (const [name, text] of Object.entries(pictures)) {
    expect(read(name)).toBe(text);
    expect(guide).toContain(`](${name})`);
  }
});

test('the figures of the guide are those of the plan', async () => {
  const { planDocument } = await import('../../src/operations/recommend/plan-document.ts');
  const { servicesOfTest } = await import('../support/http-app.ts');
  const content = readFileSync(new URL('../../examples/twelve-vpcs.yaml', import.meta.url));
  const plan = await planDocument({ network: { name: 'twelve-vpcs.yaml', content } }, {}, servicesOfTest());
  const dollars = (text: string): string =>
    Number(text).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const sentence = `from ${dollars(plan.today)} to ${dollars(plan.after)} USD a month in ${plan.recommendations.length} steps`;
  expect(read('recommendations.md').replace(/\s+/g, ' ')).toContain(sentence);
});
