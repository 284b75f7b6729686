import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesIn, topologyText } from '../../../../support/change-files.ts';
import { tollgateInProcess } from '../../../../support/run-in-process.ts';
import { plan } from '../../../../support/terraform-plan.ts';

/** One endpoint in the zones that variables give: 7.30 a month each, 0.01 an hour. */
const source = (variables: string, zones: string): string => `
${variables}
provider "aws" {
  region = "us-east-1"
}
resource "aws_vpc" "v" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "s" {
  count             = ${zones}
  vpc_id            = aws_vpc.v.id
  availability_zone = "us-east-1\${["a", "b", "c", "d", "e", "f"][count.index]}"
}
resource "aws_vpc_endpoint" "e" {
  vpc_id            = aws_vpc.v.id
  vpc_endpoint_type = "Interface"
  service_name      = "com.amazonaws.us-east-1.ssm"
  subnet_ids        = aws_subnet.s[*].id
}
`;

const NUMBER = source('variable "n" {\n  type    = number\n  default = 1\n}', 'var.n');

interface Asked {
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly flags?: readonly string[];
}

async function breakdown(main: string, { files = {}, env = {}, flags = [] }: Asked) {
  const root = filesIn({ 'net/main.tf': main, ...files });
  const words = flags.map((flag) => flag.replace('$ROOT', root));
  const { code, out, err } = await tollgateInProcess(
    ['breakdown', '--path', join(root, 'net'), '--format', 'json', ...words],
    { env },
  );
  const document = code === 0 ? JSON.parse(out) : undefined;
  const zones = document && Number(document.totals.monthly) / 7.3;
  const codes = (document?.findings ?? [])
    .map(({ code: each }: { code: string }) => each)
    .filter((each: string) => each.startsWith('TG1') && each !== 'TG1203');
  return { code, err, zones, codes };
}

const tfvars = (n: number): string => `n = ${n}\n`;
const env = { TF_VAR_n: '2' };
const filed = { 'net/terraform.tfvars': tfvars(3) };
const json = { 'net/terraform.tfvars.json': '{"n": 4}' };
const auto = { 'net/a.auto.tfvars': tfvars(6), 'net/b.auto.tfvars.json': '{"n": 5}' };
const given = { 'more/prod.tfvars': tfvars(2), 'more/last.tfvars.json': '{"n": 3}' };
const files = ['--terraform-var-file', '$ROOT/more/prod.tfvars', '--terraform-var-file', '$ROOT/more/last.tfvars.json'];

// The order of HashiCorp's "Input variables", each row adding the next one.
describe('the value that wins', () => {
  test.each<[string, Asked, number]>([
    ['the default', {}, 1],
    ['the environment', { env }, 2],
    ['terraform.tfvars', { env, files: filed }, 3],
    ['terraform.tfvars.json', { env, files: { ...filed, ...json } }, 4],
    ['the last *.auto.tfvars by name', { env, files: { ...filed, ...json, ...auto } }, 5],
    ['the first file given', { env, files: { ...filed, ...auto, ...given }, flags: files.slice(0, 2) }, 2],
    ['the last file given', { env, files: { ...filed, ...auto, ...given }, flags: files }, 3],
    ['a word', { env, files: { ...auto, ...given }, flags: [...files, '--terraform-var', 'n=6'] }, 6],
    ['a word, before files too', { files: given, flags: ['--terraform-var=n=6', ...files] }, 6],
    ['an undeclared variable of the environment is nobody', { env: { TF_VAR_other: '2' } }, 1],
  ])('%s', async (_name, asked, zones) => {
    expect(await breakdown(NUMBER, asked)).toMatchObject({ code: 0, zones, codes: [] });
  });
});

describe('types', () => {
  test.each<[string, string, string, string, number]>([
    ['a list is an expression', 'type = list(string)', 'length(var.v)', 'v=["a", "b", "c"]', 3],
    ['any is one too', 'type = any', 'var.v.zones', 'v={ zones = 2 }', 2],
    ['a text stays a text', 'type = string', 'var.v == "[1]" ? 2 : 1', 'v=[1]', 2],
    ['an absent type is a text', '', 'length(split(",", var.v))', 'v=[1,2]', 2],
    ['a text is no template', 'type = string', 'length(var.v) == 4 ? 2 : 1', `v=\${a}`, 2],
    ['a number equals a number', 'type = number', 'var.v == 2 ? 3 : 1', 'v=2', 3],
    ['a truth value', 'type = bool', 'var.v ? 3 : 1', 'v=true', 3],
    ['the value may hold equals signs', 'type = string', 'var.v == "a=b" ? 3 : 1', 'v=a=b', 3],
  ])('%s', async (_name, type, zones, word, expected) => {
    const main = source(`variable "v" {\n  ${type}\n}`, zones);
    expect(await breakdown(main, { flags: ['--terraform-var', word] })).toMatchObject({ code: 0, zones: expected });
    const [name, ...text] = word.split('=');
    expect(await breakdown(main, { env: { [`TF_VAR_${name}`]: text.join('=') } })).toMatchObject({ zones: expected });
  });
});

describe('what has no effect is refused or named', () => {
  const list = source('variable "v" {\n  type = list(string)\n}', 'length(var.v)');
  test.each<[string, string, Asked, string]>([
    ['an undeclared word', NUMBER, { flags: ['--terraform-var', 'm=2'] }, 'TG1046'],
    ['a word without a value', NUMBER, { flags: ['--terraform-var', 'n'] }, 'TG1012'],
    ['a value that is no HCL, unquoted', list, { flags: ['--terraform-var', 'v=[secret'] }, 'TG1048'],
    [
      'a file that is no HCL',
      NUMBER,
      { files: { 'more/x.tfvars': 'n = \n' }, flags: ['--terraform-var-file', '$ROOT/more/x.tfvars'] },
      'TG1030',
    ],
    ['a file that is not there', NUMBER, { flags: ['--terraform-var-file', '$ROOT/none.tfvars'] }, 'TG1007'],
  ])('%s', async (_name, main, asked, error) => {
    const { code, err } = await breakdown(main, asked);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining(error) });
    expect(err).not.toContain('secret');
  });

  test('a file that gives more than is declared is named', async () => {
    const asked = { files: { 'net/terraform.tfvars': 'n = 2\nm = 3\n' } };
    expect(await breakdown(NUMBER, asked)).toMatchObject({ zones: 2, codes: ['TG1047'] });
  });

  test.each([
    ['breakdown', ['--terraform-var', 'n=1']],
    ['breakdown', ['--terraform-var-file', '$ROOT/x.tfvars']],
    ['diff', ['--terraform-var', 'n=1', '--compare-to', '$ROOT/net.json']],
  ])('%s of what is no folder: %s', async (command, flags) => {
    const root = filesIn({ 'net.json': topologyText({ ssm: 1 }), 'x.tfvars': 'n = 1\n' });
    const words = flags.map((flag) => flag.replace('$ROOT', root));
    const { code, err } = await tollgateInProcess([command, '--path', join(root, 'net.json'), ...words]);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('TG1045') });
  });
});

test.each(['breakdown', 'diff'])('%s of a plan names the variables given beside it, and goes on', async (command) => {
  const root = filesIn({ 'plan.json': JSON.stringify(plan({ changes: [] })), 'x.tfvars': 'n = 1\n' });
  const given = ['--terraform-var', 'n=1', '--terraform-var-file', join(root, 'x.tfvars')];
  const { code, err } = await tollgateInProcess([command, '--path', join(root, 'plan.json'), ...given]);
  expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('those given beside it change nothing') });
});

test('a diff gives both sides what each declares', async () => {
  const root = filesIn({
    'head/main.tf': NUMBER,
    'base/main.tf': source('', '1'),
  });
  const words = ['--path', join(root, 'head'), '--compare-to', join(root, 'base'), '--terraform-var', 'n=3'];
  const { code, out } = await tollgateInProcess(['diff', ...words, '--no-config', '--format', 'json']);
  expect({ code, delta: code === 0 && JSON.parse(out).delta }).toMatchObject({
    code: 0,
    delta: { monthly: '14.60' },
  });
});
