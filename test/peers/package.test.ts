import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { freePort } from '../support/free-port.ts';

const run = promisify(execFile);
const scratch = mkdtempSync(join(tmpdir(), 'tollgate-package-'));
const user = join(scratch, 'user');
const env = { ...process.env, HOME: scratch, TOLLGATE_OFFLINE: 'true', NODE_OPTIONS: '' };
/** The package `node` fetches its program in a script, which npm runs only for packages that are named. */
const MANIFEST = { name: 'user', private: true, allowScripts: { node: true } };
const NETWORK = `schema: tollgate/topology@1
region: us-east-1
endpoints:
  - { id: mine, type: Interface, service: com.amazonaws.us-east-1.ssm, azs: [use1-az1, use1-az2] }
`;

/** What a user does: an empty folder, the package and Node 24 in it. */
beforeAll(async () => {
  const cache = (await run('npm', ['config', 'get', 'cache'])).stdout.trim();
  await run('npm', ['pack', '--loglevel', 'error', '--pack-destination', scratch]);
  const tarball = readdirSync(scratch).find((name) => name.endsWith('.tgz')) ?? '';
  mkdirSync(user);
  writeFileSync(join(user, 'package.json'), JSON.stringify({ type: 'module', ...MANIFEST }));
  writeFileSync(join(user, 'network.yaml'), NETWORK);
  const install = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--cache', cache];
  await run('npm', [...install, join(scratch, tarball), 'node@24'], { cwd: user, env });
}, 600_000);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test('npx tollgate breakdown prices a network of the user', async () => {
  const { stdout } = await run('npx', ['tollgate', 'breakdown', '--path', 'network.yaml', '--format', 'json'], {
    cwd: user,
    env,
  });
  // 2 zones x 730 h x 0.01.
  expect(JSON.parse(stdout).totals.baseline).toBe('14.60');
});

test('npx tollgate serve answers', async () => {
  const port = await freePort();
  const child = spawn('npx', ['tollgate', 'serve', '--port', String(port)], { cwd: user, env, detached: true });
  onTestFinished(
    () => void (child.pid !== undefined && child.exitCode === null && process.kill(-child.pid, 'SIGKILL')),
  );
  let health: Response | undefined;
  for (let attempt = 0; attempt < 300 && !health?.ok; attempt++) {
    health = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined);
    if (!health?.ok) await new Promise((done) => setTimeout(done, 100));
  }
  expect(health?.status).toBe(200);
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
  await once(child, 'exit');
});

test('the library is imported, and its types are complete for a strict compiler', async () => {
  const program = `import { estimate, readInput, type EstimateDocument } from 'tollgate';
const document: EstimateDocument = await estimate(await readInput('network.yaml'));
const baseline: string = document.totals.baseline;
process.stdout.write(baseline);
`;
  writeFileSync(join(user, 'program.ts'), program);
  const node = join(user, 'node_modules', '.bin', 'node');
  expect((await run(node, ['program.ts'], { cwd: user, env })).stdout).toBe('14.60');
  const types = resolve('node_modules', '@types');
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024', '--types', 'node'];
  await run(resolve('node_modules', '.bin', 'tsc'), [...options, '--typeRoots', types, 'program.ts'], {
    cwd: user,
    env,
  });
});

test('Node 20 is refused in one line', async () => {
  const older = join(scratch, 'older');
  mkdirSync(older);
  writeFileSync(join(older, 'package.json'), JSON.stringify(MANIFEST));
  await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', 'node@20'], {
    cwd: older,
  });
  const main = join(user, 'node_modules', 'tollgate', 'dist', 'main.js');
  await expect(run(join(older, 'node_modules', '.bin', 'node'), [main, '--version'], { env })).rejects.toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^tollgate needs Node 24 or newer; this is v20\.[\d.]+\.\n$/),
  });
}, 300_000);
