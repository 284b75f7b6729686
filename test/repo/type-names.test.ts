import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('no two files export a type of one name: a reader who meets it knows which it is', () => {
  const root = join(import.meta.dirname, '../../src');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  const homes = new Map<string, string[]>();
  for (const file of files) {
    const declared = readFileSync(join(root, file), 'utf8').matchAll(
      /^export (?:declare )?(?:abstract )?(?:interface|type|class|enum) (\w+)/gm,
    );
    for (const [, name = ''] of declared) homes.set(name, [...(homes.get(name) ?? []), file]);
  }
  expect(homes.size).toBeGreaterThan(500);
  expect([...homes].filter(([, where]) => where.length > 1)).toEqual([]);
});
