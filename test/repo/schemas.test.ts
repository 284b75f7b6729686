import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parseYaml } from '../../src/core/yaml-document.ts';
import { DOCUMENT_NAMES, documentSchema } from '../../src/operations/document-schemas.ts';
import { tollgateInProcess } from '../support/run-in-process.ts';

const published = (name: string): unknown => JSON.parse(readFileSync(join('schemas', `${name}.json`), 'utf8'));
const validator = (name: string) =>
  new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, validateFormats: false }).compile(
    published(name) as object,
  );

test('schemas/ holds the documents that are published and nothing else', () => {
  expect(readdirSync('schemas').sort()).toEqual(DOCUMENT_NAMES.map((name) => `${name}.json`).sort());
});

describe.each(DOCUMENT_NAMES)('schemas/%s.json', (name) => {
  test('is what the code validates with: run "npm run schemas" after a change', async () => {
    expect(published(name)).toEqual(await documentSchema(name));
  });

  test('is a JSON Schema that others can compile', () => {
    expect(validator(name)).toBeTypeOf('function');
  });
});

test('tollgate schema lists the names and prints each', async () => {
  expect((await tollgateInProcess(['schema'])).out).toBe(`${DOCUMENT_NAMES.join('\n')}\n`);
  const { out } = await tollgateInProcess(['schema', 'topology']);
  expect(JSON.parse(out)).toEqual(published('topology'));
});

test('the bundled networks fit the schema that editors check them with', () => {
  const valid = validator('topology');
  const networks = readdirSync('examples').filter((file) => file.endsWith('.yaml'));
  expect(networks).toContain('app.yaml');
  for (const file of networks) {
    expect(
      valid(parseYaml(readFileSync(join('examples', file), 'utf8'), file).value),
      `${file}: ${JSON.stringify(valid.errors)}`,
    ).toBe(true);
  }
});

test('an estimate fits its schema', async () => {
  const { out } = await tollgateInProcess(['breakdown', '--path', 'examples/twelve-vpcs.yaml', '--format', 'json']);
  const valid = validator('estimate');
  expect(valid(JSON.parse(out)), JSON.stringify(valid.errors)).toBe(true);
});
