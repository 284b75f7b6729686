import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { userStrings } from '../support/user-strings.ts';

/** Words that a technical writer does not use of a product, and "whose", which hides who owns what. */
const AVOIDED = /\b(foret[eo]l\w*|mend(?:s|ed|ing)?|whose|gone|told|says so|of no kind)\b/i;

/** Counts and their nouns: "1 subnets", "for 0 endpoints". */
const WRONG_PLURAL = /\b1 (?:endpoints|subnets|zones|lines|days|months|VPCs|accounts|files|steps)\b(?! and)/;

const found = (file: string, line: number, text: string): string => `${file}:${line}: ${text.trim().slice(0, 160)}`;

const isWrong = (text: string): boolean => AVOIDED.test(text) || WRONG_PLURAL.test(text);

test('every text of the code that reaches a person uses the words of a technical writer', async () => {
  const files = globSync(['src/**/*.ts', 'scripts/**/*.ts', 'web/src/**/*.{ts,tsx}']).sort();
  expect(files.length).toBeGreaterThan(500);
  const strings = (await Promise.all(files.map(userStrings))).flat();
  expect(strings.length).toBeGreaterThan(5000);
  expect(strings.filter(({ text }) => isWrong(text)).map(({ file, line, text }) => found(file, line, text))).toEqual(
    [],
  );
});

test('so do the README, the guides, the errors and what is generated from the code', async () => {
  const guides = globSync(['docs/guides/*.{md,svg}', 'deploy/**/*.{md,yaml,json}', 'examples/**/*.{md,yaml}']);
  const documents = ['README.md', 'CHANGELOG.md', 'docs/errors.md', 'docs/pricing-rules.md', 'action.yml'];
  const generated = ['openapi/openapi.json', ...globSync('schemas/*.json')];
  const wrong: string[] = [];
  for (const file of [...documents, ...guides, ...generated]) {
    const lines = (await readFile(file, 'utf8')).split('\n');
    lines.forEach((text, index) => {
      if (isWrong(text)) wrong.push(found(file, index + 1, text));
    });
  }
  expect(wrong).toEqual([]);
});

test('text is found where it is: literals, templates and tags, by line, and not in comments', async () => {
  const found = await userStrings('test/repo/words.test.ts');
  const title = found.find(({ text }) => text.startsWith('text is found where it is'));
  const source = (await readFile('test/repo/words.test.ts', 'utf8')).split('\n');
  expect(source[(title?.line ?? 0) - 1]).toContain("test('text is found where it is");
  expect(found.some(({ text }) => text.includes(['Counts', 'and their nouns'].join(' ')))).toBe(false);
});
