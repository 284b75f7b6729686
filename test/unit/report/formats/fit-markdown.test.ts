import { expect, test } from 'vitest';
import { fitMarkdown } from '../../../../src/report/formats/fit-markdown.ts';
import type { View } from '../../../../src/report/view.ts';
import { viewDiff } from '../../../../src/report/views/diff.ts';
import { diffOf, interfaceEndpoint as endpoint } from '../../../support/diffing.ts';

const COLUMNS = [{ title: 'a', align: 'left' as const }];
const rows = (count: number, text: string) => Array.from({ length: count }, (_, index) => [`${text} ${index}`]);
const view = (changes: number, details: number, findings = 0): View => ({
  title: 'Title',
  headline: 'Headline',
  sections: [
    { title: 'Changes', table: { columns: COLUMNS, rows: rows(changes, 'change'), footer: ['TOTAL'] } },
    { title: 'Details', folded: true, table: { columns: COLUMNS, rows: rows(details, 'detail') } },
  ],
  findings: Array.from({ length: findings }, (_, index) => ({
    code: `TG1${100 + index}` as 'TG1150',
    severity: 'warning',
    subject: 's',
    message: `finding ${index}`,
  })),
  footnote: 'Footnote',
});

test('what fits is left whole', () => {
  expect(fitMarkdown(view(3, 3), 5000)).toContain('detail 2');
});

test('details go first, as few as needed, and are counted', () => {
  const text = fitMarkdown(view(10, 1000), 2000);
  expect(text.length).toBeLessThanOrEqual(2000);
  expect(text).toContain('change 9');
  const kept = [...text.matchAll(/^\| detail \d+ \|$/gm)].length;
  expect(kept).toBeGreaterThan(10);
  expect(text).toContain(`${1000 - kept} rows left out for length`);
});

test('then rows of the tables; total, headline and footnote stay', () => {
  const text = fitMarkdown(view(1000, 1000), 1500);
  expect(text.length).toBeLessThanOrEqual(1500);
  expect(text).not.toMatch(/detail \d/);
  expect(text).toContain('1,000 rows left out for length');
  for (const word of ['Headline', 'Footnote', 'TOTAL', 'change 0']) expect(text).toContain(word);
});

test('then findings, which are counted too', () => {
  const text = fitMarkdown(view(1, 1, 200), 900);
  expect(text.length).toBeLessThanOrEqual(900);
  expect(text).toMatch(/\d+ further findings were counted but not kept/);
});

test('a diff of 5,000 endpoints fits a comment, with its total', async () => {
  const many = Array.from({ length: 5000 }, (_, index) => endpoint(`endpoint-with-a-long-name-${index}`, 3, index));
  const { diff } = await diffOf({ endpoints: [] }, { endpoints: many });
  const text = fitMarkdown(viewDiff(diff));
  expect(text.length).toBeLessThan(65_536);
  expect(text).toContain('rows left out for length');
  // 5,000 x 21.90 hours; 12,497,500 GB: 10,485.76 + 25,165.824 + 7,254,620 x 0.004
  expect(text).toContain('**+$174,170.06**');
});
