import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { realTerraform, terraformInstalled } from '../support/real-terraform.ts';

const VALIDATE = '.cache/peers/bin/kubernetes-validate';
const RENDERED = ['deploy/helm/rendered/one.yaml', 'deploy/helm/rendered/several.yaml'];

describe.runIf(existsSync(VALIDATE) || process.env['REQUIRE_PEERS'] === '1')('the rendered chart', () => {
  test.each(['1.28', '1.37'])('fits the schemas of Kubernetes %s, and has no property that they lack', (version) => {
    const said = execFileSync(VALIDATE, ['--strict', '-k', version, ...RENDERED], { encoding: 'utf8', stdio: 'pipe' });
    expect(said).not.toContain('ERROR');
  });
});

describe.runIf(terraformInstalled())('Terraform', () => {
  test.each(['ecs', 'terraform'])('takes deploy/%s as valid and formatted', async (folder) => {
    const work = mkdtempSync(join(tmpdir(), 'tollgate-deploy-'));
    onTestFinished(() => rmSync(work, { recursive: true, force: true }));
    cpSync(`deploy/${folder}`, work, { recursive: true });
    const terraform = realTerraform(work, undefined);
    await terraform.init();
    await terraform.validate();
    expect(await terraform.formatted()).toBe('');
  });
});

const systemd = spawnSync('systemd-analyze', ['--version'], { encoding: 'utf8' }).status === 0;

test.runIf(systemd)('systemd takes the unit without a warning', () => {
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', 'deploy/tollgate.service'], { encoding: 'utf8' });
  // Where the service is to run there is a node at that path.
  const said = stderr.split('\n').filter((line) => line !== '' && !line.includes('/usr/bin/node is not executable'));
  expect([said, status === 0 || stderr.includes('/usr/bin/node')]).toEqual([[], true]);
});
