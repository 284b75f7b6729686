import { expect, test } from 'vitest';
import { hcl } from '../../../src/recommend/explain/quote.ts';

test('template markers stay text in Terraform', () => {
  expect(hcl('a ${file("x")} %{ if true }')).toBe('"a $${file(\\"x\\")} %%{ if true }"');
});
