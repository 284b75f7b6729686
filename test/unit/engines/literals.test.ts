import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { duckdbEngine } from '../../../src/engines/duckdb/duckdb-engine.ts';
import { bound, literal } from '../../../src/engines/literals.ts';
import { parseTableUrl } from '../../../src/engines/table-url.ts';
import { fc } from '../../support/property.ts';

test('a value that is written as a literal comes back as it was', async () => {
  const instance = await DuckDBInstance.create(':memory:');
  const engine = duckdbEngine(await instance.connect());
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom("'", "';--", '$a', '\\'),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.maxSafeInteger(),
  );
  await fc.assert(
    fc.asyncProperty(value, async (given) => {
      fc.pre(typeof given !== 'string' || !given.includes('\0'));
      const [[read] = []] = await engine.rows('SELECT $given', { given });
      expect(typeof given === 'number' ? Number(read) : read).toBe(Object.is(given, -0) ? 0 : given);
    }),
    { numRuns: 100 },
  );
});

test('parameters are looked for outside of text only; times are UTC', () => {
  expect(bound(`SELECT '$a', "$a", $a`, { a: 1 })).toBe(`SELECT '$a', "$a", 1`);
  expect(() => bound('SELECT $b', { a: 1 })).toThrow('$b');
  expect(literal(new Date(Date.UTC(2026, 10, 30, 17)))).toBe(`TIMESTAMP '2026-11-30 17:00:00'`);
});

test('the address of a table says catalog, database, table and days; all else is refused', () => {
  expect(parseTableUrl('athena://AwsDataCatalog.billing.cur2?month=2026-12&workgroup=finops')).toMatchObject({
    engine: 'athena',
    table: { catalog: 'awsdatacatalog', schema: 'billing', table: 'cur2' },
    from: '2026-12-01',
    to: '2027-01-01',
    workgroup: 'finops',
    maxQueryCost: 1,
  });
  expect(
    parseTableUrl('trino://me@trino.example.com:8443/hive.billing.cur2?from=2026-10-01&to=2026-10-08&ssl=true'),
  ).toMatchObject({
    engine: 'trino',
    coordinator: 'https://trino.example.com:8443',
    user: 'me',
    from: '2026-10-01',
    to: '2026-10-08',
  });
  for (const url of [
    'athena://billing.cur2?month=2026-10',
    'athena://a.b.c',
    'athena://a.b.c?month=2026-13',
    'athena://a.b.c?from=2026-10-08&to=2026-10-08',
    'athena://a.b.c?month=2026-10&where=1',
    'athena://a.b.c%22;--?month=2026-10',
    'trino://me:secret@host/a.b.c?month=2026-10',
  ]) {
    expect(() => parseTableUrl(url)).toThrow(expect.objectContaining({ code: 'TG1040' }));
  }
});
