import { readFileSync, writeFileSync } from 'node:fs';
import { scanTable, storageTable } from './scale/tables.ts';

/** Writes the tables of docs/scale.md anew; a test holds them equal. */
const DOCUMENT = 'docs/scale.md';

/** The document with each table between its marks. */
export const withTables = (text: string): string =>
  Object.entries({ scans: scanTable(), storage: storageTable() }).reduce(
    (all, [name, table]) =>
      all.replace(new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`), `$1\n${table}\n\n$2`),
    text,
  );

if (import.meta.main) writeFileSync(DOCUMENT, withTables(readFileSync(DOCUMENT, 'utf8')));
