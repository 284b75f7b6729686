import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PROVIDER_FILE, type TerraformCase } from './terraform-fixtures.ts';

const run = promisify(execFile);
const MIRROR = '/opt/tf-plugins';

/** Whether the real Terraform and a mirror of the AWS provider are on this machine. */
export const terraformInstalled = (): boolean =>
  existsSync(MIRROR) && (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(join(folder, 'terraform')));

/** The real Terraform in a folder, with the AWS provider of the machine and an account at `endpoint`. */
export type Terraform = (...words: readonly string[]) => Promise<string>;

/** A root module that calls every case, so that one provider plans and applies them all. */
export function rootOf(folder: string, cases: readonly TerraformCase[], endpoint: string): Promise<Terraform> {
  mkdirSync(folder, { recursive: true });
  for (const { name, folder: source } of cases) cpSync(source, join(folder, name), { recursive: true });
  writeCalls(
    folder,
    cases.map(({ name }) => name),
  );
  return terraformIn(folder, endpoint);
}

/** The file of a root module that calls the modules of the folders beside it. */
export function writeCalls(folder: string, names: readonly string[], more = ''): void {
  const calls = names.map((name) => `module "${name}" {\n  source = "./${name}"\n}\n`);
  writeFileSync(join(folder, 'main.tf'), [readFileSync(PROVIDER_FILE, 'utf8'), ...calls, more].join('\n'));
}

/** The real Terraform in a folder of source, initialised. */
export async function terraformIn(folder: string, endpoint: string): Promise<Terraform> {
  const settings = join(folder, 'terraform.rc');
  writeFileSync(settings, `provider_installation {\n  filesystem_mirror {\n    path = "${MIRROR}"\n  }\n}\n`);
  const env = {
    ...process.env,
    TF_CLI_CONFIG_FILE: settings,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
  const terraform: Terraform = async (...words) =>
    (await run('terraform', words, { cwd: folder, env, maxBuffer: 1 << 28 })).stdout;
  await terraform('init', '-no-color', '-input=false');
  return terraform;
}

/** The plan of a root as JSON. */
export async function planOf(terraform: Terraform, ...options: readonly string[]): Promise<Record<string, unknown>> {
  await terraform('plan', '-no-color', '-input=false', '-out=plan.bin', ...options);
  return JSON.parse(await terraform('show', '-json', 'plan.bin'));
}
