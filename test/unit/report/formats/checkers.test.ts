import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { withGates } from '../../../../src/operations/diff/with-gates.ts';
import { type FormatName, write } from '../../../../src/report/formats/index.ts';
import { viewDiff } from '../../../../src/report/views/diff.ts';
import { diffOf, interfaceEndpoint as endpoint } from '../../../support/diffing.ts';
import { HOSTILE_NAMES } from '../../../support/hostile-names.ts';

async function written(format: FormatName, name = 'ssm') {
  const result = await diffOf(
    { endpoints: [endpoint('x', 3, 100, { id: name }), endpoint('kms', 2)] },
    { endpoints: [endpoint('x', 1, 100, { id: name }), endpoint('kms', 2), endpoint('sqs', 2)] },
  );
  const diff = withGates(result, { minAzs: 2, maxMonthly: '500', maxIncrease: ['10'] });
  const view = async () => viewDiff(diff);
  const run = { kind: 'diff', document: diff, view, now: new Date(0), paths: ['./plans/head.json'] } as const;
  return String(
    await write(format, { ...run, origin: async () => ({ runUrl: 'https://ci.example/run/7' }) }, { title: 'prod' }),
  );
}

describe('SARIF', () => {
  test('holds limits that are not kept and findings, each with its rule and its place', async () => {
    const { version, runs } = JSON.parse(await written('sarif'));
    expect(version).toBe('2.1.0');
    const [{ tool, results }] = runs;
    const levels = results.map(({ ruleId, level }: { ruleId: string; level: string }) => [ruleId, level]);
    expect(levels).toContainEqual(['min-azs', 'error']);
    expect(levels).toContainEqual(['max-monthly', 'warning']);
    expect(levels).toContainEqual(['TG5051', 'warning']);
    for (const { ruleId, ruleIndex, locations } of results) {
      expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
      expect(locations[0].physicalLocation).toEqual({
        artifactLocation: { uri: 'plans/head.json' },
        region: { startLine: 1 },
      });
    }
  });
});

/** The test cases of a report, read by an XML parser of another language: attributes, and the name of the first child. */
function casesOf(text: string): readonly (Record<string, string> & { readonly result: string })[] {
  const read =
    'import json,sys,xml.etree.ElementTree as e\nr=e.fromstring(sys.stdin.buffer.read())\n' +
    'print(json.dumps([dict(c.attrib,result=c[0].tag) for c in r.iter("testcase")]))';
  return JSON.parse(execFileSync('python3', ['-c', read], { input: text, encoding: 'utf8' }));
}

describe('JUnit', () => {
  test('a limit is a test: exceeded fails, undecided is skipped', async () => {
    const text = await written('junit');
    const cases = casesOf(text);
    const of = (name: string) => cases.find((each) => each.name?.startsWith(name))?.result;
    expect([of('min-azs'), of('max-monthly'), of('TG5051')]).toEqual(['failure', 'skipped', 'system-out']);
    const failed = cases.filter(({ result }) => result === 'failure').length;
    expect(text).toContain(`tests="${cases.length}" failures="${failed}"`);
  });

  test('no name makes it malformed', async () => {
    for (const name of HOSTILE_NAMES) expect(casesOf(await written('junit', name)).length).toBeGreaterThan(3);
  });
});

describe('code quality', () => {
  test('is a list of issues with their own fingerprints', async () => {
    const issues = JSON.parse(await written('code-quality'));
    expect(issues).toContainEqual(
      expect.objectContaining({
        check_name: 'min-azs',
        severity: 'critical',
        location: { path: 'plans/head.json', lines: { begin: 1 } },
      }),
    );
    const prints = issues.map((each: { fingerprint: string }) => each.fingerprint);
    expect(new Set(prints).size).toBe(prints.length);
    expect(JSON.parse(await written('code-quality'))).toEqual(issues);
  });
});

describe('text and messages', () => {
  test('diff: a sign, the address, the amount, and each component', async () => {
    const text = await written('diff');
    expect(text).toContain('~ ssm\n  -$14.60\n\n    ~ Endpoint (Interface)\n      -$14.60');
    expect(text).toContain('+ sqs\n  ≥ +$14.60');
    expect(text).toContain('    + Data processed (first 1PB)\n      cost depends on usage');
    expect(text).toContain('Limit min-azs 2 exceeded');
  });

  test('slack: the verdict, changes and limits as blocks', async () => {
    const message = JSON.parse(await written('slack-message', 'a <!channel> & b'));
    expect(message.text).toMatch(/^❌ prod: /);
    expect(JSON.stringify(message.blocks)).toContain('a &lt;!channel&gt; &amp; b');
    expect(JSON.stringify(message.blocks)).not.toContain('<!channel>');
    expect(message.blocks.at(-1).elements[0].text).toBe('<https://ci.example/run/7|This run>');
  });

  test.each(['github-comment', 'gitlab-comment', 'azure-repos-comment', 'bitbucket-comment'] as const)(
    '%s is the comment of that host',
    async (format) => {
      const text = await written(format);
      expect(text).toMatch(/^### ❌ prod: 1 of 3 limits exceeded/);
      expect(text.includes('<details>')).toBe(format !== 'bitbucket-comment');
      if (format === 'bitbucket-comment') expect(text).not.toMatch(/<(sub|br|details)/);
    },
  );
});
