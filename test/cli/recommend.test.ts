import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type PlanDocument, planDocumentSchema } from '../../src/report/plan-document.ts';
import { tollgateInProcess } from '../support/run-in-process.ts';

const scratch = mkdtempSync(join(tmpdir(), 'tollgate-recommend-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const TWELVE = ['recommend', '--path', 'examples/twelve-vpcs.yaml'];
const HUB = ['recommend', '--path', 'examples/hub.yaml', '--traffic', 'examples/hub-throughput.csv'];
const tollgate = (...args: readonly string[]) => tollgateInProcess(args);

async function planOf(...args: readonly string[]): Promise<PlanDocument> {
  const { code, out, err } = await tollgate(...args, '--format', 'json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return planDocumentSchema.parse(JSON.parse(out));
}

async function monthlyOf(name: string, network: PlanDocument['topologyAfter']): Promise<string> {
  const file = join(scratch, `${name}.json`);
  writeFileSync(file, JSON.stringify(network));
  const { out } = await tollgate('breakdown', '--path', file, '--format', 'json');
  return JSON.parse(out).totals.monthly;
}

test('the plan of the twelve VPCs, and anybody can price both networks again', async () => {
  const plan = await planOf(...TWELVE);
  expect(plan).toMatchObject({
    today: '2058.92',
    after: '1376.26',
    saving: '682.66',
    solver: { status: 'partly-decided', gap: 0 },
  });
  expect(await monthlyOf('today', plan.topologyToday)).toBe(plan.today);
  expect(await monthlyOf('after', plan.topologyAfter)).toBe(plan.after);
});

test('a plan carried out leaves nothing to gain', async () => {
  const file = join(scratch, 'carried-out.json');
  writeFileSync(file, JSON.stringify((await planOf(...TWELVE)).topologyAfter));
  const again = await planOf('recommend', '--path', file);
  expect([again.recommendations, again.saving]).toEqual([[], '0.00']);
});

test('as a table for people: steps, and as many explained as asked for', async () => {
  const { code, out, err } = await tollgate(...TWELVE, '--explain', '1');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('Saves $682.66 (33.2 %) of at least $2,058.92 a month in 11 steps');
  expect(out.match(/To undo:/g)).toHaveLength(1);
  expect((await tollgate(...TWELVE)).out.match(/To undo:/g)).toHaveLength(5);
  expect((await tollgate(...TWELVE, '--all')).out.match(/To undo:/g)).toHaveLength(11);
  expect((await tollgate(...TWELVE, '--explain', '0')).out).not.toContain('To undo:');
});

test('a page draws the network before and after', async () => {
  const file = join(scratch, 'plan.html');
  expect(await tollgate(...TWELVE, '--out-file', file)).toMatchObject({ code: 0, out: '' });
  const page = readFileSync(file, 'utf8');
  expect(page.match(/<svg /g)).toHaveLength(3);
  expect(page).toContain('checkout to endpoints of hub');
});

test('rules given as flags bind the plan', async () => {
  const rules = ['--min-azs', '3', '--hub', 'hub', '--pin', 'ci-ssm', '--forbid', 'localise'];
  const plan = await planOf(...TWELVE, ...rules);
  expect(plan.rules).toMatchObject({ minAzs: 3, pins: ['ci-ssm'], forbid: ['localise'] });
  expect(plan.recommendations.map((each) => each.move)).not.toContain('localise');
  expect(plan.recommendations.flatMap((each) => each.subjects)).not.toContain('ci-ssm');
});

test('a month ahead decides for the traffic of that month', async () => {
  const now = await planOf(...HUB);
  const later = await planOf(...HUB, '--horizon', '6');
  expect(later.rules.horizonMonths).toBe(6);
  expect(later.today).not.toBe(now.today);
  expect(await monthlyOf('horizon', later.topologyAfter)).toBe(later.after);
});

test.each([
  [[...TWELVE, '--min-azs', '0'], 'TG4001'],
  [[...TWELVE, '--max-utilisation', '2'], 'TG4001'],
  [[...TWELVE, '--forbid', 'teleport'], 'TG4001'],
  [[...TWELVE, '--pin', 'ci-smm'], 'Did you mean "ci-ssm"?'],
  [[...TWELVE, '--hub', 'hubb'], 'Did you mean "hub"?'],
  [[...TWELVE, '--allow', 'route'], 'Did you mean "routes"?'],
  [[...TWELVE, '--allow', 'everything'], 'TG4001'],
  [[...TWELVE, '--horizon', '6'], 'TG3005'],
  [[...TWELVE, '--min-azs', 'two'], 'Give a number'],
  [['recommend'], 'TG1012'],
])('refuses %j', async (args, text) => {
  const { code, out, err } = await tollgate(...args);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain(text);
});
