import { expect, test } from 'vitest';
import { covers } from '../../../../src/recommend/policy/wildcard.ts';
import { fc } from '../../../support/property.ts';

/** Every text over two letters that is not longer than five: enough to tell short patterns apart. */
const TEXTS = Array.from({ length: 6 }, (_, size) =>
  Array.from({ length: 2 ** size }, (_, bits) =>
    bits.toString(2).padStart(size, '0').slice(0, size).replaceAll('0', 'a').replaceAll('1', 'b'),
  ),
).flat();

const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 4 });

test('a pattern that covers another matches every text that the other matches', () => {
  fc.assert(
    fc.property(pattern, pattern, (outer, inner) => {
      if (!covers(outer, inner)) return;
      // A text is a pattern without wildcards.
      for (const text of TEXTS)
        if (covers(inner, text)) expect(covers(outer, text), `${outer} ${inner} ${text}`).toBe(true);
    }),
    { seed: 11 },
  );
});

test.each([
  ['s3:*', 's3:Get*', true],
  ['s3:Get*', 's3:*', false],
  ['?', '*', false],
  ['', '*', false],
  ['*', '', true],
])('%s over %s: %s', (outer, inner, expected) => expect(covers(outer, inner)).toBe(expected));

test('length and number of wildcards end no process: the work is the product of both lengths', () => {
  expect(covers(`${'*a'.repeat(60)}*`, 'a'.repeat(20_000))).toBe(true);
  expect(covers(`${'*a'.repeat(60)}b`, 'a'.repeat(20_000))).toBe(false);
});
