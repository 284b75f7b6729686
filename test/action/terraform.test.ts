import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesIn } from '../support/change-files.ts';
import { runAction } from '../support/run-action.ts';
import { terraformCases } from '../support/terraform-fixtures.ts';

const source = (zones: number): string => `
variable "service" {}
provider "aws" {
  region = "us-east-1"
}
resource "aws_subnet" "p" {
  count             = 3
  availability_zone = "us-east-1\${["a", "b", "c"][count.index]}"
}
resource "aws_vpc_endpoint" "e" {
  vpc_endpoint_type = "Interface"
  service_name      = "com.amazonaws.us-east-1.\${var.service}"
  subnet_ids        = slice(aws_subnet.p[*].id, 0, ${zones})
}
`;

/** A checkout whose commit has the endpoint in two zones, and whose files have it in three. */
function checkout() {
  const folder = filesIn({ 'infra/main.tf': source(2) });
  const git = (...words: readonly string[]) => execFileSync('git', words, { cwd: folder, encoding: 'utf8' }).trim();
  git('init', '-q');
  git('add', '.');
  git('-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '-qm', 'base');
  const sha = git('rev-parse', 'HEAD');
  writeFileSync(join(folder, 'infra', 'main.tf'), source(3));
  return { folder, sha };
}

test('a folder of Terraform source is compared with the commit it is to be merged into', async () => {
  const { folder, sha } = checkout();
  const inputs = { path: 'infra', 'compare-to': 'base', 'terraform-vars': 'service=ssm', comment: 'false' };
  const event = { pull_request: { number: 1, base: { sha } } };
  const { code, log, outputs } = await runAction({ inputs, workspace: folder, event });
  expect(code, log).toBe(0);
  expect(outputs).toMatchObject({ monthly: '21.90', delta: '7.30' });
});

test('a folder settles what its plan leaves unknown', async () => {
  const slice = terraformCases().find(({ name }) => name === 'slice');
  const { code, log, outputs } = await runAction({
    inputs: { path: '.', plan: 'plan.json', comment: 'false' },
    workspace: slice?.folder ?? '',
  });
  expect(code, log).toBe(0);
  expect(outputs).toMatchObject({ monthly: '14.60' });
});

test('source that is broken is one error that names the file and the line', async () => {
  const workspace = filesIn({ 'infra/main.tf': 'resource "aws_vpc_endpoint" {{\n' });
  const inputs = { path: 'infra', 'compare-to': 'infra' };
  const { code, log } = await runAction({ inputs, workspace });
  expect(code).toBe(1);
  expect(log.match(/^::error::.*$/gm)).toEqual([expect.stringMatching(/^::error::TG1030: main\.tf/)]);
});
