import { describe, expect, test } from 'vitest';
import { textWidth, wrapText } from '../../../../src/report/formats/text-width.ts';
import { fc } from '../../../support/property.ts';

test.each([
  ['', 0],
  ['app-ssm', 7],
  ['├─ Endpoint hours', 17],
  ['日本', 4],
  ['🚀', 2],
  ['é', 1],
])('%j takes %i cells', (text, cells) => {
  expect(textWidth(text)).toBe(cells);
});

describe('wrapping', () => {
  test.each([
    ['short', 10, ['short']],
    ['one two three', 8, ['one two', 'three']],
    ['exactly ten', 7, ['exactly', 'ten']],
    ['aws_vpc_endpoint.this', 10, ['aws_vpc_en', 'dpoint.thi', 's']],
    ['a verylongword b', 6, ['a', 'verylo', 'ngword', 'b']],
    ['日本語', 4, ['日本', '語']],
    ['', 5, ['']],
  ])('%j in %i', (text, width, lines) => {
    expect(wrapText(text, width)).toEqual(lines);
  });

  test('no line is too wide and only spaces are lost', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', ' ', '日', '🚀', '-'), maxLength: 60 });
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 20 }), (whole, width) => {
        const lines = wrapText(whole, width);
        expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(width);
        expect(lines.join('').replaceAll(' ', '')).toBe(whole.replaceAll(' ', ''));
      }),
    );
  });
});
