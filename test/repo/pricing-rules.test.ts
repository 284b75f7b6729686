import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CHARGE_KINDS } from '../../src/model/charge-kind.ts';

const sources = readdirSync(join('src', 'model'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(join('src', 'model', file), 'utf8'));
const text = readFileSync(join('docs', 'pricing-rules.md'), 'utf8');
const sections = text.split(/^## /m).slice(1);

describe('docs/pricing-rules.md', () => {
  test('has one section for each rule that a line can name, and each charge has one', () => {
    const named = sources.flatMap((source) => [...source.matchAll(/rule: '([a-z0-9-]+)'/g)].map((match) => match[1]));
    const headings = sections.map((section) => section.split('\n')[0]);
    expect(headings.toSorted()).toEqual([...new Set([...named, ...CHARGE_KINDS])].toSorted());
  });

  test.each(sections.map((section) => [section.split('\n')[0], section]))(
    '%s names its sources, days and confidence',
    (name, section) => {
      if (name === 'unknown') return;
      expect(section).toMatch(/Sources?: /);
      expect(section).toMatch(/20\d\d/);
      expect(section).toMatch(/Confidence: /);
    },
  );
});
