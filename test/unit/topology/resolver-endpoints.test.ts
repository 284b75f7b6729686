import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesIn } from '../../support/change-files.ts';
import { tollgateInProcess } from '../../support/run-in-process.ts';
import { creates, plan } from '../../support/terraform-plan.ts';

const template = `Resources:
  Inbound:
    Type: AWS::Route53Resolver::ResolverEndpoint
    Properties: { Direction: INBOUND, IpAddresses: [{ SubnetId: subnet-1 }, { SubnetId: subnet-2 }] }
`;
const made = plan({
  changes: [
    creates('aws_route53_resolver_endpoint.in', {
      direction: 'INBOUND',
      ip_address: [{ subnet_id: 'subnet-1' }, { subnet_id: 'subnet-2' }],
    }),
  ],
});

test.each([
  ['a template', 'template.yaml', template],
  ['a plan', 'plan.json', JSON.stringify(made)],
])('resolver endpoints of %s leave money out by name, and are never zero', async (_name, file, text) => {
  const path = join(filesIn({ [file]: text }), file);
  const args = ['breakdown', '--path', path, '--region', 'us-east-1', '--format', 'json', '--fail-on-unknown'];
  const { code, out } = await tollgateInProcess(args);
  expect(code).toBe(3);
  const { totals, findings } = JSON.parse(out);
  expect(totals.unknownLines).toBeGreaterThan(0);
  expect(findings.map(({ code: each }: { code: string }) => each)).toContain('TG1181');
});
