import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readInputFile } from '../../../../../src/compose.ts';
import { loadNetwork } from '../../../../../src/operations/inputs/load-network.ts';
import { foldersOf } from '../../../../../src/operations/inputs/siblings.ts';
import { filesIn } from '../../../../support/change-files.ts';
import { tollgateInProcess } from '../../../../support/run-in-process.ts';
import { terraformCases, truthKey } from '../../../../support/terraform-fixtures.ts';
import { change, configModule, creates, newSubnets, plan, references } from '../../../../support/terraform-plan.ts';

const sourceOf = (path: string) => ({
  name: path,
  folder: foldersOf(path, readInputFile).folder ?? (async () => undefined),
});

function folderWith(text: string): string {
  const root = mkdtempSync(join(tmpdir(), 'terraform-beside-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  writeFileSync(join(root, 'main.tf'), text);
  return root;
}

test.each(terraformCases())('$name: the plan with its folder has the zones that applying it makes', async (each) => {
  const options = { source: sourceOf(each.folder) };
  const { topology } = await loadNetwork({ name: 'plan.json', value: each.plan }, options);
  const zones = topology.endpoints.map(({ id, type, azs, azsAtLeast }) => {
    const most = type === 'Gateway' ? 0 : azs && new Set(azs).size;
    return [truthKey(id), azsAtLeast === undefined ? most : `${azsAtLeast} to ${most}`];
  });
  expect(Object.fromEntries(zones)).toEqual(each.truth);
});

const MAIN = `
variable "zones" { type = number }
data "aws_subnets" "there" {}
resource "aws_subnet" "s" {
  count             = 3
  availability_zone = ["us-east-1a", "us-east-1b", "us-east-1c"][count.index]
}
resource "aws_vpc_endpoint" "new" {
  vpc_endpoint_type = "Interface"
  service_name      = "com.amazonaws.us-east-1.ssm"
  subnet_ids        = slice(aws_subnet.s[*].id, 0, var.zones)
}
resource "aws_vpc_endpoint" "old" {
  vpc_endpoint_type = "Interface"
  service_name      = "com.amazonaws.us-east-1.kms"
  subnet_ids        = concat(slice(data.aws_subnets.there.ids, 0, 1), [aws_subnet.s[0].id])
}
`;
const endpoint = (name: string, service: string) =>
  creates(
    `aws_vpc_endpoint.${name}`,
    { vpc_endpoint_type: 'Interface', service_name: `com.amazonaws.us-east-1.${service}` },
    ['id', 'subnet_ids', 'subnet_configuration'],
  );
const made = plan({
  variables: { zones: 2 },
  changes: [
    ...newSubnets('aws_subnet.s', ['us-east-1a', 'us-east-1b', 'us-east-1c']),
    endpoint('new', 'ssm'),
    endpoint('old', 'kms'),
    change('data.aws_subnets.there', ['read'], { after: { ids: ['subnet-7', 'subnet-8'] } }),
  ],
  root: configModule({
    'aws_subnet.s': {},
    'aws_vpc_endpoint.new': { subnet_ids: references('aws_subnet.s', 'var.zones') },
    'aws_vpc_endpoint.old': { subnet_ids: references('data.aws_subnets.there.ids', 'aws_subnet.s[0].id') },
  }),
});

describe('a folder beside its plan', () => {
  test('takes variables and data sources from the plan, and the plan takes the expressions', async () => {
    const { topology } = await loadNetwork({ name: 'p', value: made }, { source: sourceOf(folderWith(MAIN)) });
    expect(
      topology.endpoints.map(({ id, azs, subnets, azsAtLeast }) => [id, azs?.length, subnets, azsAtLeast]),
    ).toEqual([
      ['aws_vpc_endpoint.new', 2, ['aws_subnet.s[0]', 'aws_subnet.s[1]'], undefined],
      ['aws_vpc_endpoint.old', 2, expect.arrayContaining(['subnet-7', 'aws_subnet.s[0]']), undefined],
    ]);
  });

  test('that has changed since settles nothing of what differs, in words', async () => {
    const source = sourceOf(folderWith(MAIN.replace('east-1.ssm', 'east-1.sqs')));
    const { topology, findings } = await loadNetwork({ name: 'p', value: made }, { source });
    expect(topology.endpoints[0]).toMatchObject({ azs: { length: 3 }, azsAtLeast: 0 });
    expect(topology.endpoints[1]?.azsAtLeast).toBeUndefined();
    expect(findings.filter(({ code }) => code === 'TG1185').map(({ subject }) => subject)).toEqual([
      'aws_vpc_endpoint.new',
    ]);
  });

  const files = () => {
    const plans = filesIn({
      'plan.json': JSON.stringify(made),
      'network.yaml': 'schema: tollgate/topology@1\nendpoints: []\n',
    });
    return { folder: folderWith(MAIN), plan: join(plans, 'plan.json'), other: join(plans, 'network.yaml') };
  };

  test('is given as --path, and the plan as --plan: breakdown and diff', async () => {
    const { folder, plan: file } = files();
    const words = ['--path', folder, '--plan', file, '--format', 'json', '--offline'];
    const estimate = JSON.parse((await tollgateInProcess(['breakdown', ...words])).out);
    expect([estimate.totals.monthly, estimate.totals.low]).toEqual(['29.20', undefined]);
    const diff = JSON.parse((await tollgateInProcess(['diff', ...words])).out);
    expect([diff.base.monthly, diff.head.monthly]).toEqual(['0.00', '29.20']);
  });

  test('is refused in the place of a plan, and a plan in the place of the folder', async () => {
    const { folder, plan: file, other } = files();
    for (const command of ['breakdown', 'diff']) {
      const swapped = await tollgateInProcess([command, '--path', file, '--plan', file]);
      expect([swapped.code, swapped.err]).toEqual([1, expect.stringContaining('is no folder of Terraform source')]);
      const network = await tollgateInProcess([command, '--path', folder, '--plan', other]);
      expect([network.code, network.err]).toEqual([
        1,
        expect.stringMatching(/is no Terraform plan|does not tell what was before/),
      ]);
    }
  });
});
