import { expect, test } from 'vitest';
import { daysText, rateText, shareText } from '../../../src/report/measures.ts';

test.each([
  [0, '0 bps'],
  [999, '999 bps'],
  [1500, '1.50 kbps'],
  [5_250_000_000, '5.25 Gbps'],
  [55e9, '55.0 Gbps'],
  [200e9, '200 Gbps'],
  [null, 'unknown'],
  [undefined, 'unknown'],
])('%s bits per second read %s', (bps, text) => {
  expect(rateText(bps)).toBe(text);
});

test.each([
  [0.55, '55.0 %'],
  [1.1, '110 %'],
  [0.000012, '<0.01 %'],
  [0, '0 %'],
  [null, 'unknown'],
])('a share of %s reads %s', (share, text) => {
  expect(shareText(share)).toBe(text);
});

test.each([
  [0, 'now'],
  [0.2, '1 day'],
  [12.4, '12 days'],
  [89, '89 days'],
  [182.6, '6.00 months'],
])('%d days read %s', (days, text) => {
  expect(daysText(days)).toBe(text);
});
