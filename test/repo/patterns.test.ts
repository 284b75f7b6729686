import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Files that build a pattern at run time, each with the reason that no input can reach it. */
const BUILT: Readonly<Record<string, string>> = {
  'report/formats/markdown-text.ts': 'joins constants of its own',
};

test('no pattern is built from input: one of a pull request could take hours to match', () => {
  const root = join(import.meta.dirname, '../../src');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  expect(files.length).toBeGreaterThan(500);
  const found = files.filter((path) => /\bnew RegExp\(|\bRegExp\((?!\))/.test(readFileSync(join(root, path), 'utf8')));
  expect(found.sort()).toEqual(Object.keys(BUILT).sort());
});
