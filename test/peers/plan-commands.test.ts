import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { recommended } from '../../src/operations/recommend/plan-document.ts';
import { simulate } from '../support/aws-simulator/simulate.ts';
import { servicesOfTest } from '../support/http-app.ts';
import { realTerraform, terraformInstalled } from '../support/real-terraform.ts';

const GOLDENS = new URL('../golden/steps/', import.meta.url);
const NAMES = readdirSync(GOLDENS).filter((name) => name.endsWith('.yaml'));

const planOf = (name: string) =>
  recommended({ network: { name, content: readFileSync(new URL(name, GOLDENS)) } }, {}, servicesOfTest());

const cliInstalled = (): boolean => spawnSync('aws', ['--version'], { encoding: 'utf8' }).status === 0;

if (!terraformInstalled())
  process.stderr.write('Terraform or its AWS provider is not on this machine: its suite is skipped.\n');
if (!cliInstalled()) process.stderr.write('The AWS CLI is not on this machine: its suite is skipped.\n');

describe.runIf(terraformInstalled())('the Terraform folder of a plan, by the real Terraform', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tollgate-tf-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test.each(NAMES)('%s is valid', async (name) => {
    const { folder: files } = await planOf(name);
    for (const [file, text] of files()) writeFileSync(join(folder, file), text);
    const terraform = realTerraform(folder, undefined);
    await terraform.init();
    expect(await terraform.validate()).toContain('The configuration is valid');
  });

  test.each(NAMES)('the steps of %s, put together, are valid', async (name) => {
    const { document } = await planOf(name);
    const accounts = [
      ...new Set([...JSON.stringify(document).matchAll(/aws\.account_(\d+)/g)].map((match) => match[1])),
    ];
    const providers = accounts.map(
      (account) => `provider "aws" {\n  alias  = "account_${account}"\n  region = "us-east-1"\n}`,
    );
    const [first] = document.recommendations;
    const text = first?.steps.map((step) => step.terraform ?? '').join('\n') ?? '';
    writeFileSync(
      join(folder, 'main.tf'),
      `provider "aws" {\n  region = "us-east-1"\n}\n${providers.join('\n')}\n${text}\n`,
    );
    const terraform = realTerraform(folder, undefined);
    await terraform.init();
    expect(await terraform.validate()).toContain('The configuration is valid');
  });
});

describe.runIf(cliInstalled())('the commands of a plan, by the real AWS CLI', () => {
  /** Checks operation, parameters and required ones by the service models, without a call; a driver is good for one command. */
  const CHECK = `
import io, json, sys, contextlib
from awscli.clidriver import create_clidriver
for words in json.load(sys.stdin):
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = create_clidriver().main(words + ['--generate-cli-skeleton', 'output'])
    if code != 0:
        print(code, words, out.getvalue()[-400:])
`;

  test.each(NAMES)('%s: each command is one that AWS knows, with what it needs', async (name) => {
    const { document } = await planOf(name);
    const { commands } = await simulate(
      document.topologyToday,
      document.topologyToday.region ?? '',
      document.recommendations.flatMap((each) => each.steps),
    );
    expect(commands.length).toBeGreaterThan(5);
    // Profiles are placeholders, files were in the simulated folder, and queries belong to real answers.
    const plain = commands.flatMap((words) =>
      words.some((word) => word.startsWith('file://'))
        ? []
        : [without(without(without(words, '--profile'), '--query'), '--output')],
    );
    // Commands that differ in values alone are of one shape.
    const shape = (words: readonly string[]): string =>
      words.filter((word, index) => index < 2 || word.startsWith('--')).join(' ');
    const shapes = [...new Map(plain.map((words) => [shape(words), words])).values()];
    const { stdout, stderr } = spawnSync(interpreterOfCli(), ['-c', CHECK], {
      input: JSON.stringify(shapes),
      encoding: 'utf8',
    });
    expect([stdout, stderr]).toEqual(['', '']);
  });
});

function without(words: readonly string[], option: string): readonly string[] {
  const at = words.indexOf(option);
  return at === -1 ? words : [...words.slice(0, at), ...words.slice(at + 2)];
}

/** The Python that runs the AWS CLI of the machine. */
function interpreterOfCli(): string {
  const { stdout } = spawnSync('bash', ['-c', 'pyenv which aws 2>/dev/null || command -v aws'], { encoding: 'utf8' });
  const first = readFileSync(stdout.trim(), 'utf8').split('\n')[0] ?? '';
  return first.replace(/^#!/, '').trim();
}
