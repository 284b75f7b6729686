import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readInputFile } from '../../../../../src/compose.ts';
import { loadNetwork } from '../../../../../src/operations/inputs/load-network.ts';
import { openInput } from '../../../../../src/operations/inputs/open-input.ts';

/** Reads a folder made of these files. */
async function readFolder(files: Readonly<Record<string, string>>, parameters: Readonly<Record<string, string>> = {}) {
  const root = mkdtempSync(join(tmpdir(), 'terraform-source-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  const { input, sibling } = await openInput(root, readInputFile, readInputFile);
  const { topology, findings } = await loadNetwork(input, { sibling, parameters });
  return { topology, codes: findings.map(({ code, subject }) => `${code} ${subject}`) };
}

const PROVIDER = 'provider "aws" {\n  region = "eu-west-1"\n}\n';
const endpoint = (subnets: string, more = ''): string => `
resource "aws_vpc" "v" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "s" {
  count             = 3
  vpc_id            = aws_vpc.v.id
  availability_zone = "eu-west-1\${["a", "b", "c"][count.index]}"
}
resource "aws_vpc_endpoint" "e" {
  vpc_id            = aws_vpc.v.id
  vpc_endpoint_type = "Interface"
  service_name      = "com.amazonaws.eu-west-1.ssm"
  subnet_ids        = ${subnets}
  ${more}
}
`;

describe('what the folder does not hold', () => {
  test('an unset variable makes unknown what depends on it, and is named; a given one settles it', async () => {
    const files = { 'main.tf': `${PROVIDER}variable "n" {}\n${endpoint('slice(aws_subnet.s[*].id, 0, var.n)')}` };
    const unset = await readFolder(files);
    expect(unset.topology.endpoints[0]?.azs).toBeUndefined();
    expect(unset.codes).toContain('TG1195 var.n');
    const given = await readFolder(files, { n: '2' });
    expect(given.topology.endpoints[0]?.azs).toHaveLength(2);
    const filed = await readFolder({ ...files, 'terraform.tfvars': 'n = 1\n', 'z.auto.tfvars': 'n = 3\n' });
    expect(filed.topology.endpoints[0]?.azs).toHaveLength(3);
    expect(filed.codes).not.toContain('TG1195 var.n');
  });

  test('a data source is never mocked', async () => {
    const { topology, codes } = await readFolder({
      'main.tf': `${PROVIDER}data "aws_subnets" "q" {}\n${endpoint('data.aws_subnets.q.ids')}`,
    });
    expect(topology.endpoints[0]?.azs).toBeUndefined();
    expect(codes).toContain('TG1196 data.aws_subnets.q');
  });

  test('a module that is not installed, and a block of unknown number, leave money out by name', async () => {
    const { codes } = await readFolder({
      'main.tf': `${PROVIDER}variable "n" {}
module "m" {
  source = "example/endpoints/aws"
}
resource "aws_nat_gateway" "n" {
  count     = var.n
  subnet_id = "subnet-1"
}
`,
    });
    expect(codes).toEqual(expect.arrayContaining(['TG1197 module.m', 'TG1198 aws_nat_gateway.n']));
  });

  test('a circle of values ends, and is unknown', async () => {
    const { topology } = await readFolder({
      'main.tf': `${PROVIDER}locals {\n  a = local.b\n  b = local.a\n}\n${endpoint('local.a')}`,
    });
    expect(topology.endpoints[0]?.azs).toBeUndefined();
  });
});

describe('what it holds', () => {
  test('an installed module is read where init put it, with the Region of the provider that is passed', async () => {
    const { topology, codes } = await readFolder({
      'main.tf': `${PROVIDER}provider "aws" {
  alias  = "eu"
  region = "eu-central-1"
  default_tags {
    tags = { team = "net" }
  }
}
module "m" {
  source = "example/endpoints/aws"
  zones  = null
  providers = {
    aws = aws.eu
  }
}
`,
      '.terraform/modules/modules.json': JSON.stringify({
        Modules: [
          { Key: '', Dir: '.' },
          { Key: 'm', Dir: '.terraform/modules/m' },
        ],
      }),
      '.terraform/modules/m/main.tf': `data "aws_region" "here" {}
data "aws_vpc_endpoint_service" "s" {
  service = "kms"
}
variable "zones" {
  default  = ["a", "b"]
  nullable = false
}
resource "aws_subnet" "s" {
  for_each          = toset(var.zones)
  availability_zone = "\${data.aws_region.here.name}\${each.key}"
  vpc_id            = "vpc-0123"
}
resource "aws_vpc_endpoint" "e" {
  vpc_id            = "vpc-0123"
  vpc_endpoint_type = "Interface"
  service_name      = data.aws_vpc_endpoint_service.s.service_name
  subnet_ids        = values(aws_subnet.s)[*].id
}
`,
    });
    expect(codes.filter((code) => /TG119/.test(code))).toEqual([]);
    expect(topology.endpoints[0]).toMatchObject({
      id: 'module.m.aws_vpc_endpoint.e',
      region: 'eu-central-1',
      service: 'com.amazonaws.eu-central-1.kms',
      tags: { team: 'net' },
    });
    expect(topology.endpoints[0]?.azs).toHaveLength(2);
  });

  test('broken source names its file and line', async () => {
    await expect(readFolder({ 'main.tf': 'resource "a" {\n  x = \n}\n' })).rejects.toMatchObject({
      code: 'TG1030',
      location: { line: expect.any(Number) },
    });
  });
});
