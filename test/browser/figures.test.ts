import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlanDocument } from '../../src/report/plan-document.ts';
import type { EstimateDocument } from '../../src/report/report.ts';
import { applyEdits, type Edit, writeEdits } from '../../web/src/what-if/edits.ts';
import { fc } from '../support/property.ts';
import { type Opened, openDemo, openView, settled } from './support/browser.ts';

let demo: Opened;
let snapshot: string;
let plan: PlanDocument;

const post = async <Answer>(path: string, body: string): Promise<Answer> => {
  const headers = { 'content-type': 'application/json' };
  return (await fetch(demo.url + path, { method: 'POST', headers, body })).json() as Promise<Answer>;
};

beforeAll(async () => {
  demo = await openDemo();
  const { network } = (await (await fetch(`${demo.url}/v1/topology`)).json()) as { network: unknown };
  snapshot = JSON.stringify(network);
  plan = await post('/v1/recommendations', snapshot);
});
afterAll(() => demo?.close());

/** The result of the command line over the very snapshot that the service keeps. */
function tollgate(...args: string[]): string {
  const file = join(mkdtempSync(join(tmpdir(), 'tollgate-cli-')), 'snapshot.json');
  writeFileSync(file, snapshot);
  const run = spawnSync(process.execPath, ['src/main.ts', ...args, '--path', file, '--offline'], { encoding: 'utf8' });
  expect(run.stderr).toBe('');
  return run.stdout;
}

test('the total of the page is the total of the command line, to the cent', async () => {
  const table = tollgate('breakdown');
  const { page } = await openView(demo, '');
  const shown = (await page.textContent('[data-figure="monthly"]')) ?? '';
  const amount = shown.replace(/[^\d.,]/g, '');
  expect(amount).toMatch(/^\d[\d,]*\.\d\d$/);
  expect(shown).toContain('≥');
  expect(table).toContain(amount);
  await page.close();
});

test('what each endpoint costs is what the command line prints', async () => {
  const csv = tollgate('breakdown', '--format', 'json');
  const document = JSON.parse(csv) as EstimateDocument;
  const { page } = await openView(demo, 'network?focus=service%3Akinesis-streams');
  const shown = await page.textContent('[data-endpoint="data-lake-kinesis-streams"]');
  const endpoint = document.endpoints.find(({ id }) => id === 'data-lake-kinesis-streams');
  const amount = Number(shown?.replace(/[^\d.]/g, ''));
  expect(Math.abs(amount - Number(endpoint?.monthly))).toBeLessThanOrEqual(0.01);
  await page.close();
});

test('the saving is that of the plan', async () => {
  const { page } = await openView(demo, 'recommendations');
  const shown = (await page.textContent('[data-figure="saving"]'))?.replace(/[^\d.]/g, '');
  expect(Math.abs(Number(shown) - Number(plan.saving))).toBeLessThan(0.0051);
  await page.close();
});

const endpoint = fc.nat().map((index) => {
  const priced = plan.topologyToday.endpoints.filter(({ type }) => type === 'Interface');
  return priced[index % priced.length]?.id ?? '';
});
const azs = fc.subarray(['use1-az1', 'use1-az2', 'use1-az4'], { minLength: 1 });
const gb = fc.integer({ min: 0, max: 3_000_000 }).map((value) => String(value / 4));
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant('zones' as const), endpoint, azs }),
  fc.record({ kind: fc.constant('gb' as const), endpoint, gb }),
  fc.record({ kind: fc.constant('drop' as const), endpoint }),
  fc.record({
    kind: fc.constant('add' as const),
    service: fc.constantFrom('kms', 'sqs', 'ecr.api'),
    vpc: fc.constantFrom('checkout', 'ci', 'hub'),
    azs,
    gb,
  }),
  fc.record({
    kind: fc.constant('scale' as const),
    factor: fc.integer({ min: 10, max: 400 }).map((p) => (p / 100).toFixed(2)),
  }),
  fc.record({
    kind: fc.constant('vpc' as const),
    name: fc.constantFrom('new-one', 'new-two'),
    like: fc.constantFrom('checkout', 'ci', 'hub', 'data-lake'),
  }),
  fc.record({
    kind: fc.constant('region' as const),
    to: fc.constantFrom('eu-central-1', 'ap-southeast-2', 'us-east-1'),
  }),
);

const RUNS = process.env['FULL'] === '1' ? 200 : 25;

test('what-if is POST /v1/estimates of the same network, to the last digit, on random edits', async () => {
  const { page } = await openView(demo, 'what-if');
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
      const expected = await post<EstimateDocument>(
        '/v1/estimates',
        JSON.stringify(applyEdits(plan.topologyToday, edits)),
      );
      const address = encodeURIComponent(JSON.stringify(writeEdits(edits)));
      await page.evaluate((next) => (location.hash = `#/what-if?edits=${next}`), address);
      await page.waitForFunction(
        (monthly) => document.querySelector('[data-figure="variant"]')?.getAttribute('title') === monthly,
        expected.totals.monthly,
        { timeout: 20_000 },
      );
    }),
    { numRuns: RUNS },
  );
  await settled(page);
  await page.close();
});
