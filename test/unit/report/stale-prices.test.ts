import { expect, test } from 'vitest';
import { withAgeOfPrices } from '../../../src/report/stale-prices.ts';

const VIEW = { title: 't', headline: 'h', sections: [], findings: [], footnote: 'Month of 730 hours.' };
const footOf = (document: unknown, day: string): string =>
  withAgeOfPrices(VIEW, document, new Date(`${day}T12:00:00Z`)).footnote;

test('prices older than 90 days are named in the foot, with the command that reads new ones', () => {
  const document = { rates: { publishedAt: '2026-09-01' } };
  // 1 September and 90 days is 30 November.
  expect(footOf(document, '2026-11-30')).toBe('Month of 730 hours.');
  expect(footOf(document, '2026-12-01')).toBe(
    'Month of 730 hours. The list prices are 91 days old: `tollgate rates refresh` reads today’s.',
  );
});

test.each([{}, { rates: {} }, { rates: { publishedAt: '' } }, null])(
  'a document without a day has the foot it had',
  (document) => {
    expect(footOf(document, '2030-01-01')).toBe('Month of 730 hours.');
  },
);
