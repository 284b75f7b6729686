import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ERRORS, FINDINGS } from '../../src/core/errors.ts';

const sourceFiles = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && file !== join('core', 'errors.ts'))
  .map((file) => readFileSync(join('src', file), 'utf8'));

describe('error and finding codes', () => {
  const listed = { ...ERRORS, ...FINDINGS };
  const headings = [...readFileSync('docs/errors.md', 'utf8').matchAll(/^#{2,3} (TG\d{4}): (.+)$/gm)];
  const documented = new Map(headings.map((match) => [match[1], match[2]]));

  test('no code is both an error and a finding', () => {
    expect(Object.keys(ERRORS).filter((code) => code in FINDINGS)).toEqual([]);
  });

  test('every listed code is documented once, under its title', () => {
    expect(headings.length).toBe(documented.size);
    expect(Object.fromEntries(documented)).toEqual(
      Object.fromEntries(Object.entries(listed).map(([code, { title }]) => [code, title])),
    );
  });

  test('every code the sources use is listed, and every listed code is used', () => {
    const used = new Set(sourceFiles.flatMap((text) => [...text.matchAll(/'(TG\d{4})'/g)].map((match) => match[1])));
    expect([...used].sort()).toEqual(Object.keys(listed).sort());
  });
});
