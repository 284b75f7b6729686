import { expect, test } from 'vitest';
import { lineInJson } from '../../../src/core/json-line.ts';
import { fc } from '../../support/property.ts';

const text = `{
  "a": [1, "x]}\\"",
    { "b\\u0022": {
      "c": null
    } }
  ],
  "d": {}
}`;

test.each([
  [[], 1],
  [['a'], 2],
  [['a', 0], 2],
  [['a', 2], 3],
  [['a', 2, 'b"'], 3],
  [['a', 2, 'b"', 'c'], 4],
  [['d'], 7],
  [['d', 'missing', 3], 7],
  [['missing'], 1],
])('%j is on line %i', (path, line) => {
  expect(lineInJson(text, path)).toBe(line);
});

test('finds every entry of a list written one to a line', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { minLength: 1 }), (values) => {
      const written = `[\n${values.map((value) => JSON.stringify(value)).join(',\n')}\n]`;
      values.forEach((_, index) => {
        expect(lineInJson(written, [index])).toBe(index + 2);
      });
    }),
  );
});
