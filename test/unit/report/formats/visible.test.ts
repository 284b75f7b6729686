import { expect, test } from 'vitest';
import { visible } from '../../../../src/report/formats/visible.ts';

test('line breaks and tabs are spelled as their escapes', () => {
  expect(visible('a\nb\rc\td')).toBe('a\\nb\\rc\\td');
});

test('terminal escapes, both 7-bit and 8-bit, are spelled out', () => {
  expect(visible('\u001b[31mred \u009b2J')).toBe('\\u001b[31mred \\u009b2J');
});

test('bidirectional overrides and zero-width characters cannot hide', () => {
  expect(visible('\u202egnp.exe a\u200bb')).toBe('\\u202egnp.exe a\\u200bb');
});

test('letters of any script stay as they are', () => {
  expect(visible('aws_vpc_endpoint.this["ü"] 日本語 🚀')).toBe('aws_vpc_endpoint.this["ü"] 日本語 🚀');
});
