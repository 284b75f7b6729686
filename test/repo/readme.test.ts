import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const readme = readFileSync('README.md', 'utf8');

describe('README', () => {
  test('shows what is really printed', () => {
    const shown = /```text\n([\s\S]*?)\n\.\.\.\n```/.exec(readme)?.[1] ?? '';
    const printed = execFileSync(process.execPath, ['src/main.ts', 'breakdown', '--path', 'examples/app.yaml'], {
      encoding: 'utf8',
      env: { ...process.env, TOLLGATE_PRICING_CACHE: '/nonexistent', COLUMNS: '120' },
    });
    expect(shown.length).toBeGreaterThan(500);
    expect(printed.startsWith(shown)).toBe(true);
  });

  test('names scripts, files and commands that exist', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    for (const [, name] of readme.matchAll(/npm (?:run (?:-s )?)(\w+)/g)) expect(Object.keys(scripts)).toContain(name);
    const links = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map((match) => match[1] ?? '');
    expect(links.filter((link) => !existsSync(link))).toEqual([]);
  });
});
