import { execFile, spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

const PROVIDER = 'registry.terraform.io/hashicorp/aws';

/** A file-system mirror of providers: where TOLLGATE_TF_PLUGINS says, else a folder `tf-plugins` that a machine image brought along. */
function mirror(): string | undefined {
  const stated = process.env['TOLLGATE_TF_PLUGINS'];
  const places = [stated, ...['/opt', '/usr/share', '/usr/local/share'].map((folder) => join(folder, 'tf-plugins'))];
  return places.find((place) => place !== undefined && existsSync(join(place, PROVIDER)));
}

/** Whether a real Terraform and its AWS provider are on the machine; they come with it, never from a registry. */
export const terraformInstalled = (): boolean =>
  mirror() !== undefined && spawnSync('terraform', ['version'], { encoding: 'utf8' }).status === 0;

/** Terraform in a folder, with the providers of the machine and a moto server in AWS's place. */
export function realTerraform(folder: string, endpoint: string | undefined) {
  const config = join(folder, 'terraform.rc');
  writeFileSync(config, `provider_installation {\n  filesystem_mirror {\n    path = "${mirror()}"\n  }\n}\n`);
  const env = {
    ...process.env,
    TF_CLI_CONFIG_FILE: config,
    TF_IN_AUTOMATION: '1',
    ...(endpoint !== undefined && { AWS_ENDPOINT_URL: endpoint }),
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
  const run = async (...words: readonly string[]): Promise<string> =>
    (await execute('terraform', [...words], { cwd: folder, env, maxBuffer: 1 << 26 })).stdout;
  return {
    init: () => run('init', '-backend=false', '-input=false', '-no-color'),
    /** What `terraform fmt` would change. */
    formatted: () => run('fmt', '-diff', '-write=false', '-no-color'),
    validate: () => run('validate', '-no-color'),
    apply: (stage: number, ...more: readonly string[]) =>
      run('apply', '-auto-approve', '-input=false', '-no-color', '-var', `stage=${stage}`, ...more),
  };
}
