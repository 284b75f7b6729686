import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What `npm run demo` shows first, one command after the other; each is printed before it runs, so that it can be tried again. */
const STEPS: readonly (readonly string[])[] = [
  ['breakdown', '--path', 'examples/app.yaml'],
  ['breakdown', '--path', 'examples/twelve-vpcs.yaml', '--group-by', 'client-vpc', '--top', '5'],
  ['recommend', '--path', 'examples/twelve-vpcs.yaml', '--format', 'html', '--out-file', 'demo-plan.html'],
  ['recommend', '--path', 'examples/twelve-vpcs.yaml', '--explain', '1'],
];

const root = new URL('..', import.meta.url);
const built = new URL('dist/web/', root);
const isStatic = process.argv.includes('--static');

function run(args: readonly string[]): void {
  const { status } = spawnSync(process.execPath, args, { cwd: fileURLToPath(root), stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

if (!isStatic) {
  for (const step of STEPS) {
    console.log(`$ tollgate ${step.join(' ')}\n`);
    run(['src/main.ts', ...step]);
    console.log('');
  }
  console.log('demo-plan.html draws the twelve VPCs before and after the plan.');
  console.log('Next: write a network of your own like examples/app.yaml, or save a plan with');
  console.log('  terraform show -json plan.out > plan.json');
  console.log('and run: npm run -s tollgate -- breakdown --path FILE');
}
if (!existsSync(new URL('index.html', built))) run(['scripts/build-web.ts']);
const { startDemo } = await import('./demo/seed.ts');
const port = process.env['TOLLGATE_PORT'] ?? (isStatic ? '0' : '8080');
const server = await startDemo(fileURLToPath(new URL('.cache/demo', root)), new Date(), port);
if (isStatic) {
  const { writeStatic } = await import('./demo/write-static.ts');
  const target = new URL('demo-page/', root);
  await writeStatic(server.url, built, target);
  await server.close();
  console.log(`The page with its figures is in ${fileURLToPath(target)}`);
} else {
  console.log(
    `\nThe page over the same network, with 90 days of history, a bill, budgets and pull requests: ${server.url}/`,
  );
  if (process.stdout.isTTY) {
    console.log('Ctrl+C ends it.');
    process.once('SIGINT', () => void server.close());
    process.once('SIGTERM', () => void server.close());
  } else {
    // A pipeline waits for the end of its step; it has seen that the page answers.
    const { status } = await fetch(server.url);
    await server.close();
    if (status !== 200) process.exit(1);
  }
}
