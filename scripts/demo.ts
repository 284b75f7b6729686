import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What `npm run demo` shows, one command after the other; each is printed before it runs, so that it can be tried again. */
const STEPS: readonly (readonly string[])[] = [
  ['breakdown', '--path', 'examples/app.yaml'],
  ['breakdown', '--path', 'examples/twelve-vpcs.yaml', '--group-by', 'client-vpc', '--top', '5'],
  ['recommend', '--path', 'examples/twelve-vpcs.yaml', '--format', 'html', '--out-file', 'demo-plan.html'],
  ['recommend', '--path', 'examples/twelve-vpcs.yaml', '--explain', '1'],
];

const root = fileURLToPath(new URL('..', import.meta.url));

for (const step of STEPS) {
  console.log(`$ tollgate ${step.join(' ')}\n`);
  const { status } = spawnSync(process.execPath, ['src/main.ts', ...step], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  console.log('');
}
console.log('demo-plan.html draws the twelve VPCs before and after the plan.');
console.log('Next: write a network of your own like examples/app.yaml, or save a plan with');
console.log('  terraform show -json plan.out > plan.json');
console.log('and run: npm run -s tollgate -- breakdown --path FILE');
