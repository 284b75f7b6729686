import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

const PAGE = 'web/src';
/** Layers without I/O, which run in a browser; of everything else the page takes types alone. */
const PURE = /^src\/(?:core|model|capacity|report|rates|topology|traffic)\//;
/** Files that may talk to the service, or know its errors. */
const ASKING = /^web\/src\/(?:main\.tsx|api\/|frame\/|parts\/states|what-if\/replan)/;

const files = readdirSync(PAGE, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => join(PAGE, name));

const imports = files.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/^(?:import|export)\s+(type\s)?([^;]*?)from '(\.[^']+)';/gms)].map(
    ([, type, names = '', path = '']) => ({
      file,
      // `import { type A, type B }` holds no value either.
      isType: type !== undefined || /^\{(?:\s*type\s+\w+\s*,?)+\s*\}\s*$/.test(names),
      to: relative('.', join(dirname(file), path)),
    }),
  ),
);

test('the page takes values of the pure layers alone, and types of documents', () => {
  expect(imports.length).toBeGreaterThan(100);
  const values = imports.filter(({ isType, to }) => !isType && to.startsWith('src/') && !PURE.test(to));
  expect(values).toEqual([]);
});

test('one place of the page talks to the service', () => {
  const asking = imports.filter(({ file, to }) => to === 'web/src/api/client.ts' && !ASKING.test(file));
  expect(asking).toEqual([]);
  const fetching = files.filter((file) => /\bfetch\(/.test(readFileSync(file, 'utf8')));
  // The issuer of tokens is the one other party, where the operator names it.
  expect(fetching).toEqual(['web/src/api/client.ts', 'web/src/api/sign-in.ts']);
});
