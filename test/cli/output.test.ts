import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesIn, topologyText } from '../support/change-files.ts';
import { tollgateInProcess } from '../support/run-in-process.ts';

/** A folder with what `diff` and `breakdown` wrote, ours and in Infracost's form. */
async function saved(): Promise<string> {
  const root = filesIn({ 'base.json': topologyText({ ssm: 3 }), 'head.json': topologyText({ ssm: 2, sqs: 1 }) });
  const step = ['--path', join(root, 'head.json'), '--compare-to', join(root, 'base.json'), '--no-config'];
  const run = async (...args: readonly string[]) => (await tollgateInProcess(args)).out;
  return filesIn({
    'base.json': topologyText({ ssm: 3 }),
    'head.json': topologyText({ ssm: 2, sqs: 1 }),
    'ours/one.json': await run('diff', ...step, '--format', 'json'),
    'ours/two.json': await run('diff', ...step, '--format', 'json'),
    'theirs/diff.json': await run('diff', ...step, '--format', 'infracost'),
    'theirs/base.json': await run('breakdown', '--path', join(root, 'base.json'), '--format', 'infracost'),
    'estimate.json': await run('breakdown', '--path', join(root, 'head.json'), '--format', 'json'),
  });
}

describe('tollgate output', () => {
  test('merges what a quoted glob names, ours and those of Infracost', async () => {
    const root = await saved();
    const args = ['output', '--path', join(root, 'ours/*.json'), '--path', join(root, 'theirs/diff.json')];
    const { code, out } = await tollgateInProcess([...args, '--format', 'json']);
    expect(code).toBe(0);
    const merged = JSON.parse(out);
    const [one] = merged.projects;
    expect(merged.projects.map(({ name }: { name: string }) => name)).toEqual(['one', 'two', 'diff']);
    expect(Number(merged.diffTotalMonthlyCost)).toBeCloseTo(3 * Number(one.delta.monthly), 6);
  });

  test.each([
    ['table', /^Monthly cost/],
    ['html', /^<!doctype html>/],
    ['diff', /^\+ sqs\n/],
    ['github-comment', /^### /],
    ['gitlab-comment', /^### /],
    ['azure-repos-comment', /^### /],
    ['bitbucket-comment', /^### /],
    ['slack-message', /^\{/],
    ['junit', /^<\?xml/],
    ['sarif', /"2\.1\.0"/],
  ])('%s', async (format, start) => {
    const { code, out } = await tollgateInProcess([
      'output',
      '--path',
      join(await saved(), 'theirs/diff.json'),
      '--format',
      format,
    ]);
    expect(code).toBe(0);
    expect(out).toMatch(start);
  });

  test('an estimate is shown as one, and refused where a format shows a change', async () => {
    const path = join(await saved(), 'estimate.json');
    expect((await tollgateInProcess(['output', '--path', path])).out).toContain('Costs');
    const refused = await tollgateInProcess(['output', '--path', path, '--format', 'github-comment']);
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('TG1012') });
  });

  test.each([
    ['a glob that names nothing', 'none*.json', 'TG1007'],
    ['a network', 'head.json', 'TG1005'],
  ])('%s is an error', async (_name, path, code) => {
    const result = await tollgateInProcess(['output', '--path', join(await saved(), path)]);
    expect(result).toMatchObject({ code: 1, err: expect.stringContaining(code) });
  });
});

describe("Infracost's JSON elsewhere", () => {
  test('diff compares with what it says of the state before', async () => {
    const root = await saved();
    const args = ['diff', '--path', join(root, 'head.json'), '--no-config', '--format', 'json', '--compare-to'];
    const ours = JSON.parse((await tollgateInProcess([...args, join(root, 'base.json')])).out);
    const theirs = JSON.parse((await tollgateInProcess([...args, join(root, 'theirs/base.json')])).out);
    expect(theirs.delta.monthly).toBe(ours.delta.monthly);
    const short = ({ changes }: typeof ours) =>
      changes.map(({ id, change, delta }: (typeof ours)['changes'][number]) => [id, change, delta.monthly]);
    expect(short(theirs)).toEqual(short(ours));
  });

  test('comment posts it', async () => {
    const path = join(await saved(), 'theirs/diff.json');
    const { code, out } = await tollgateInProcess(['comment', 'bitbucket', '--path', path, '--dry-run']);
    expect(code).toBe(0);
    expect(out).toMatch(/^### .* a month/);
    expect(out).toMatch(/\n`tollgate-comment, tag=default, valid-at=\S+`\n?$/);
  });
});
