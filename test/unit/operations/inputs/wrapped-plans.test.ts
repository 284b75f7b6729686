import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { loadNetwork } from '../../../../src/operations/inputs/load-network.ts';
import { errorFrom } from '../../../support/expect-error.ts';
import { keeps, plan } from '../../../support/terraform-plan.ts';

const values = {
  vpc_endpoint_type: 'Interface',
  service_name: 'com.amazonaws.us-east-1.ssm',
  subnet_ids: ['subnet-1'],
};
const value = plan({ changes: [keeps('aws_vpc_endpoint.a', values)] });
const text = JSON.stringify(value);
const template = {
  Resources: {
    E: {
      Type: 'AWS::EC2::VPCEndpoint',
      Properties: { VpcEndpointType: 'Interface', ServiceName: 's', SubnetIds: ['subnet-1'] },
    },
  },
};

const countOf = async (content: string | Uint8Array) =>
  (await loadNetwork({ name: 'plan.json', content })).topology.endpoints.length;

describe('a plan is read inside', () => {
  test.each<[string, string | Uint8Array]>([
    [
      'the lines of the setup-terraform wrapper',
      `[command]/opt/tf show -json p\n${text}\n::debug::Terraform exited with code 0.\n`,
    ],
    ["a CI log's lines before and after", `2026-11-30T10:00:00Z Running step 3\n${text}\nDone in 4s`],
    ["Terragrunt's prefix", `10:12:13.123 STDOUT [vpc] terraform: ${text}`],
    ['colours of a terminal', `\u001b[0m\u001b[1mok\u001b[0m\n${text}`],
    ['gzip', gzipSync(text)],
    ['a JSON string', JSON.stringify(text)],
    ['base64', Buffer.from(text).toString('base64')],
    ["a policy input's envelope", JSON.stringify({ spacelift: { run: {} }, terraform: value })],
    ['a key "plan"', JSON.stringify({ plan: value })],
    ['get-template', JSON.stringify({ TemplateBody: template, StagesAvailable: ['Original'] })],
    ['gzip of gzip', gzipSync(gzipSync(text))],
    ['base64 of gzip', gzipSync(text).toString('base64')],
    ['a JSON string of a JSON string', JSON.stringify(JSON.stringify(text))],
    ['a list of one', JSON.stringify([value])],
    ['an envelope nobody has named', JSON.stringify({ run: { id: 7, artifact: { document: value } } })],
    ['text inside an envelope', JSON.stringify({ outputs: { plan: text } })],
    ['the same plan twice in one envelope', JSON.stringify({ a: { plan: value }, b: { plan: value } })],
    ['get-template with text', JSON.stringify({ TemplateBody: JSON.stringify(template) })],
  ])('%s', async (_, content) => {
    expect(await countOf(content)).toBe(1);
  });
});

describe('what is no plan is named with the command that makes one', () => {
  const zip = (name: string) =>
    Uint8Array.from([0x50, 0x4b, 3, 4, ...Buffer.from(`\u0000\u0000${name}\u00ff`, 'latin1')]);
  test.each<[string, string | Uint8Array, string, RegExp]>([
    ['a saved plan', zip('tfplan'), 'TG1020', /terraform show -json/],
    ['a packed saved plan', gzipSync(zip('tfplan')), 'TG1020', /terraform show -json/],
    ['another zip', zip('readme.txt'), 'TG1020', /Unpack/],
    [
      'text for people',
      'Terraform will perform the following actions:\n\n  # aws_vpc_endpoint.a will be created\n  + resource "aws_vpc_endpoint" "a" {\n',
      'TG1021',
      /terraform show -json/,
    ],
    ['bzip2', Uint8Array.from(Buffer.from('BZh91AY&SY')), 'TG1020', /bunzip2/],
    ['a tar archive', Uint8Array.from(Buffer.from(`${'\0'.repeat(257)}ustar`)), 'TG1020', /tar -xf/],
    ['a list of several plans', JSON.stringify([value, { ...value, planned_values: {} }]), 'TG1022', /tollgate\.yml/],
    ['several plans', `${text}\n${text}\n`, 'TG1022', /tollgate\.yml/],
    ['a change set', JSON.stringify({ ChangeSetId: 'x', Changes: [] }), 'TG1023', /get-template/],
    ['an Infracost usage file', 'version: 0.1\nresource_usage: {}\n', 'TG1024', /--usage-file/],
    ['an Infracost config file', 'version: 0.1\nprojects:\n  - path: infra\n', 'TG1024', /tollgate\.yml/],
  ])('%s', async (_, content, code, hint) => {
    const error = await errorFrom(() => loadNetwork({ name: 'given', content }));
    expect([error.code, error.hint]).toEqual([code, expect.stringMatching(hint)]);
  });

  test('a damaged gzip is a clear error', async () => {
    const error = await errorFrom(() => loadNetwork({ name: 'given', content: gzipSync(text).subarray(0, 60) }));
    expect(error.code).toBe('TG1007');
  });
});
