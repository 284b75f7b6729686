import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { describe, expect, test } from 'vitest';
import * as library from '../../src/index.ts';

/** The first example in the documentation of each exported function, by the name of the function. */
const EXAMPLES = globSync('src/library/*.ts').flatMap((file) =>
  [
    ...readFileSync(file, 'utf8').matchAll(
      /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport (?:async function|function|const) (\w+)/g,
    ),
  ].map(([, comment = '', name = '']) => {
    const [, code] = /```ts\n([\s\S]*?)```/.exec(comment) ?? [];
    return { name, code: code?.replaceAll(/^ \* ?/gm, '') };
  }),
);
const OPERATIONS = ['estimate', 'diff', 'headroom', 'forecast', 'recommend', 'reconcile', 'readInput', 'openRates'];

describe('the library', () => {
  test('gives the operations, the documents by name and their schemas', async () => {
    expect(Object.keys(library).sort()).toEqual(
      [...OPERATIONS, 'TollgateError', 'DOCUMENT_NAMES', 'documentSchema'].sort(),
    );
    for (const name of library.DOCUMENT_NAMES)
      expect(await library.documentSchema(name)).toMatchObject({ $id: `tollgate/${name}@1` });
  });

  test('every operation has an example', () => {
    expect(EXAMPLES.flatMap(({ name, code }) => (code === undefined ? [] : [name])).sort()).toEqual(
      [...OPERATIONS].sort(),
    );
  });

  test.each(EXAMPLES.filter(({ code }) => code !== undefined))('the example of $name runs', async ({ code = '' }) => {
    const names = Object.keys(library).join(', ');
    const body = stripTypeScriptTypes(`async () => {${code}}`);
    const run: () => Promise<void> = new Function('assert', 'library', `const { ${names} } = library; return ${body}`)(
      assert,
      library,
    );
    await run();
  });
});
