import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { startAwsLoopback } from '../support/aws-loopback/server.ts';
import { makeEndpoints } from '../support/aws-loopback/world.ts';
import { startTollgate, tollgate } from '../support/run-tollgate.ts';

const run = promisify(execFile);
const directory = mkdtempSync(join(tmpdir(), 'tollgate-packed-'));
const installed = join(directory, 'package');
const main = join(installed, 'dist', 'main.js');
let files: readonly string[] = [];

/** The package as it would be installed: packed (which builds it), unpacked elsewhere, beside its dependencies. */
beforeAll(async () => {
  const { stdout } = await run('npm', ['pack', '--json', '--loglevel', 'error', '--pack-destination', directory]);
  const [packed] = JSON.parse(stdout.slice(stdout.indexOf('[\n')));
  files = packed.files.map((file: { path: string }) => file.path);
  await run('tar', ['-xzf', join(directory, packed.filename), '-C', directory]);
  symlinkSync(resolve('node_modules'), join(installed, 'node_modules'));
}, 120_000);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test('the package holds the program, its prices, its schemas and the licences of what it bundles, and no source', () => {
  expect(files).toEqual(
    expect.arrayContaining([
      'dist/main.js',
      'dist/index.js',
      'dist/index.d.ts',
      'dist/worker.js',
      'dist/THIRD-PARTY-NOTICES.txt',
      'pricing-cache/manifest.json',
      'pricing-cache/aws/us-east-1.json',
      'schemas/topology.json',
      'LICENSE',
    ]),
  );
  expect(files.filter((file) => /^(src|test|bench|scripts|node_modules)\//.test(file))).toEqual([]);
  expect(statSync(main).mode & 0o111).not.toBe(0);
  expect(readFileSync(join(installed, 'dist', 'THIRD-PARTY-NOTICES.txt'), 'utf8')).toMatch(/^commander .* \(MIT\)$/m);
});

test('it says the same as the source, offline, from any directory', async () => {
  const example = resolve('examples/app.yaml');
  const built = await tollgate(['breakdown', '--path', example], { main, cwd: tmpdir() });
  expect(built).toEqual(await tollgate(['breakdown', '--path', example]));
  expect(built).toMatchObject({ code: 0, err: '' });
});

test('breakdown and diff need no package beside the program', async () => {
  const alone = join(directory, 'alone');
  cpSync(installed, alone, { recursive: true, filter: (path) => !path.endsWith('node_modules') });
  const [example, larger] = [resolve('examples/app.yaml'), resolve('examples/hub.yaml')];
  const program = { main: join(alone, 'dist', 'main.js'), cwd: directory };
  for (const args of [
    ['breakdown', '--path', example],
    ['diff', '--path', example, '--compare-to', larger],
  ])
    expect(await tollgate(args, program)).toMatchObject({ code: 0, err: '' });
});

test('an older Node is refused in words', async () => {
  const older = "Object.defineProperty(process.versions, 'node', { value: '20.19.0' })";
  const started = run(process.execPath, ['-e', `${older}; import(${JSON.stringify(main)})`]);
  await expect(started).rejects.toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^tollgate needs Node 24 or newer; this is v/),
  });
});

test.each([
  ['--version'],
  ['help'],
  ['rates', 'show', '--region', 'eu-west-1'],
  ['schema', 'topology'],
  ['breakdown', '--path', 'examples/app.yaml', '--format', 'html'],
  ['breakdown', '--path', 'examples/app.yaml', '--traffic', 'examples/throughput.csv', '--format', 'json'],
  ['breakdown', '--path', 'nowhere.json'],
])('%s %s is the same, built or not', async (...args) => {
  const words = args.filter((word) => word !== undefined);
  expect(await tollgate(words, { main })).toEqual(await tollgate(words));
});

/** Where a service that was started says that it listens. */
async function urlOf(child: ReturnType<typeof startTollgate>): Promise<string> {
  let log = '';
  child.stderr.setEncoding('utf8');
  for await (const text of child.stderr) {
    log += text;
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(log) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error(log);
}

test('it scans AWS, keeps what it measured, and plans from it in a worker', async () => {
  const world = {
    account: '111122223333',
    region: 'us-east-1',
    endpoints: makeEndpoints(1, '2026-01-01T00:00:00Z'),
    stepSeconds: 3600,
    bytes: (_endpoint: string, _subnet: string, start: number) => (start % 3600 === 0 ? 1e9 : undefined),
  };
  const aws = await startAwsLoopback({ world, now: Math.floor(Date.now() / 1000) });
  onTestFinished(() => aws.close());
  const env = {
    AWS_ENDPOINT_URL: aws.url,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    TOLLGATE_DATA_DIR: join(directory, 'data'),
  };
  const child = startTollgate(['serve', '--port', '0'], { main, env });
  onTestFinished(() => void child.kill('SIGKILL'));
  const url = await urlOf(child);
  const asked = await fetch(`${url}/v1/scans`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ region: 'us-east-1', days: 1 }),
  });
  expect(asked.status).toBe(202);
  const end = Date.now() + 60_000;
  let advice: readonly { readonly recommendation: { readonly move: string } }[] = [];
  while (advice.length === 0 && Date.now() < end) {
    await new Promise((done) => setTimeout(done, 500));
    const answer = await fetch(`${url}/v1/recommendations`);
    // A machine under load may be too busy to answer for a moment.
    if (answer.ok) advice = ((await answer.json()) as { data: typeof advice }).data;
  }
  expect(advice.map((each) => each.recommendation.move)).toEqual(['drop-az']);
}, 120_000);

test('it serves, prices in a request and in a worker, and ends in order', async () => {
  const child = startTollgate(['serve', '--port', '0'], { main });
  onTestFinished(() => void child.kill('SIGKILL'));
  const url = await urlOf(child);
  expect(await (await fetch(`${url}/healthz`)).json()).toMatchObject({ status: 'ok' });
  const endpoints = Array.from({ length: 3000 }, (_, index) => ({
    id: `e${index}`,
    type: 'Interface',
    azs: ['use1-az1'],
  }));
  for (const some of [endpoints.slice(0, 2), endpoints]) {
    const answer = await fetch(`${url}/v1/estimates`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ schema: 'tollgate/topology@1', region: 'us-east-1', endpoints: some }),
    });
    expect(answer.status).toBe(200);
    // 730 h x 0.01 each.
    const { totals } = (await answer.json()) as { totals: { baseline: string } };
    expect(totals.baseline).toBe(((some.length * 730) / 100).toFixed(2));
  }
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});
