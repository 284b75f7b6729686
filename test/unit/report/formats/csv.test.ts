import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { csv } from '../../../../src/report/formats/csv.ts';
import { visible } from '../../../../src/report/formats/visible.ts';
import type { View } from '../../../../src/report/view.ts';
import { HOSTILE_NAMES } from '../../../support/hostile-names.ts';

const viewOf = (rows: readonly (readonly string[])[]): View => ({
  title: 't',
  headline: 'h',
  footnote: 'f',
  findings: [],
  sections: [
    {
      title: 's',
      table: {
        columns: [
          { title: 'name', align: 'left' },
          { title: 'amount', align: 'right' },
        ],
        rows,
      },
    },
  ],
});

test('lines end with CRLF and only cells that need it are quoted', () => {
  expect(
    csv(
      viewOf([
        ['plain', '1.50'],
        ['a "b", c', '2'],
      ]),
    ),
  ).toBe('name,amount\r\nplain,1.50\r\n"a ""b"", c",2\r\n');
});

test('records win over the first table', () => {
  const records = () => ({ columns: [{ title: 'id', align: 'left' as const }], rows: [['x']] });
  expect(csv({ ...viewOf([['y', '1']]), records })).toBe('id\r\nx\r\n');
});

test('numbers stay numbers, below zero too', () => {
  expect(csv(viewOf([['a', '-12.30']]))).toContain('a,-12.30\r\n');
});

test.each(['=1+1', '+1', '-1+1', '@SUM(A1)', ' =1', '＝1'])('%j cannot run as a formula', (name) => {
  const [, row = ''] = csv(viewOf([[name, '1']])).split('\r\n');
  expect(row.replace(/^"/, '')).toMatch(/^'/);
});

test('another reader of RFC 4180 gets every hostile name back as one cell', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'tollgate-csv-'));
  try {
    const path = join(directory, 'hostile.csv');
    await writeFile(path, csv(viewOf(HOSTILE_NAMES.map((name) => [name, '1.00']))));
    const connection = await (await DuckDBInstance.create()).connect();
    const reader = await connection.runAndReadAll(
      `select name, amount from read_csv('${path}', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
        columns = {'name': 'VARCHAR', 'amount': 'VARCHAR'})`,
    );
    const names = reader.getRows().map(([name]) => String(name).replace(/^'(?=\s*[=+\-@＝])/, ''));
    expect(names).toEqual(HOSTILE_NAMES.map(visible));
    connection.closeSync();
  } finally {
    await rm(directory, { recursive: true });
  }
});
