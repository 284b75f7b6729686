import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryDirectory, tollgate } from '../support/run-tollgate.ts';

const MAIN = join(import.meta.dirname, '../../src/main.ts');

const NET = `
variable "zones" { type = number }
resource "aws_subnet" "s" {
  count             = var.zones
  availability_zone = ["us-east-1a", "us-east-1b", "us-east-1c"][count.index]
}
output "ids" { value = aws_subnet.s[*].id }
`;
const app = (zones: number): string => `
provider "aws" {
  region = "us-east-1"
}
module "net" {
  source = "../../modules/net"
  zones  = ${zones}
}
resource "aws_vpc_endpoint" "e" {
  vpc_endpoint_type = "Interface"
  service_name      = "com.amazonaws.us-east-1.ssm"
  subnet_ids        = module.net.ids
}
`;

/** A repository whose commit has two zones, and whose work tree has three. */
function repository() {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'tollgate-repository-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  };
  const git = (...words: string[]): string =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...words], {
      cwd: root,
      encoding: 'utf8',
    });
  git('init', '-q', '-b', 'main');
  write('modules/net/main.tf', NET);
  write('infra/app/main.tf', app(2));
  git('add', '.');
  git('commit', '-qm', 'two zones');
  write('infra/app/main.tf', app(3));
  return { root, write, git };
}

async function diffIn(cwd: string, ...words: string[]) {
  const TMPDIR = temporaryDirectory();
  const args = ['diff', '--offline', '--format', 'json', ...words];
  const { code, out, err } = await tollgate(args, { cwd, main: MAIN, env: { TMPDIR } });
  expect(readdirSync(TMPDIR)).toEqual([]);
  return { code, err, diff: code === 0 ? JSON.parse(out) : undefined };
}

describe('--compare-to a revision', () => {
  test.each([
    ['from the top', '.', 'infra/app', 'main'],
    ['from the folder itself', 'infra/app', '.', 'HEAD'],
    ['from a folder above', 'infra', 'app', 'main'],
  ])('%s: two states of a folder with a module beside it', async (_, cwd, path, revision) => {
    const { root, git } = repository();
    const before = [git('status', '--porcelain'), git('worktree', 'list')];
    const { diff } = await diffIn(join(root, cwd), '--path', path, '--compare-to', revision);
    expect([diff.base.source, diff.base.monthly, diff.head.monthly]).toEqual([
      `${revision}:infra/app`,
      '14.60',
      '21.90',
    ]);
    expect([git('status', '--porcelain'), git('worktree', 'list')]).toEqual(before);
  });

  test('a branch that only the remote has is found, and a new folder has no state before', async () => {
    const { root, git, write } = repository();
    git('update-ref', 'refs/remotes/origin/release', 'HEAD');
    write('infra/new/main.tf', app(1));
    const { diff } = await diffIn(root, '--path', 'infra/new', '--compare-to', 'release');
    expect([diff.base.monthly, diff.head.monthly]).toEqual(['0.00', '7.30']);
  });

  test('projects of the policy file are each compared with their place in it', async () => {
    const { root, write } = repository();
    write('infra/new/main.tf', app(1));
    write('tollgate.yml', 'projects:\n  - { name: app, path: infra/app }\n  - { name: new, path: infra/new }\n');
    const { diff } = await diffIn(join(root, 'infra'), '--compare-to', 'main');
    expect([diff.base.monthly, diff.head.monthly]).toEqual(['14.60', '29.20']);
  });

  test('what is neither a path nor a revision is an error with the command that fetches it', async () => {
    const { root } = repository();
    const { code, err } = await diffIn(root, '--path', 'infra/app', '--compare-to', 'elsewhere');
    expect([code, err]).toEqual([1, expect.stringMatching(/TG1208[\s\S]*git fetch/)]);
    expect((await diffIn(root, '--path', 'infra/app', '--compare-to=--help')).code).toBe(1);
  });
});
