import { expect, test } from 'vitest';
import { loadSides } from '../../../../src/operations/inputs/load-sides.ts';
import type { DiffDocument } from '../../../../src/report/diff-document.ts';
import { diffOf, interfaceEndpoint } from '../../../support/diffing.ts';
import { endpointOn, network } from '../../../support/read-template.ts';
import { change, creates, deletes, plan } from '../../../support/terraform-plan.ts';

/** ssm loses a zone, sqs goes, kms comes, logs stays. */
const BASE = { ssm: 3, sqs: 2, logs: 2 };
const HEAD = { ssm: 2, logs: 2, kms: 1 };
const ZONES = ['us-east-1a', 'us-east-1b', 'us-east-1c'];
const NAMES: Readonly<Record<string, string>> = { ssm: 'Ssm', sqs: 'Sqs', logs: 'Logs', kms: 'Kms' };

const service = (name: string): string => `com.amazonaws.us-east-1.${name}`;

async function fromPlan(): Promise<DiffDocument> {
  const endpoint = (name: string, zones: number) => ({
    id: `vpce-${name}`,
    vpc_id: 'vpc-1',
    vpc_endpoint_type: 'Interface',
    service_name: service(name),
    subnet_ids: ['subnet-0', 'subnet-1', 'subnet-2'].slice(0, zones),
  });
  const subnets = ZONES.map((zone, index) => {
    const values = { id: `subnet-${index}`, vpc_id: 'vpc-1', availability_zone: zone };
    return change(`aws_subnet.s[${index}]`, ['no-op'], { before: values, after: values });
  });
  const { id: _, ...kms } = endpoint('kms', 1);
  const value = plan({
    changes: [
      ...subnets,
      change('aws_vpc_endpoint.Ssm', ['update'], { before: endpoint('ssm', 3), after: endpoint('ssm', 2) }),
      deletes('aws_vpc_endpoint.Sqs', endpoint('sqs', 2)),
      change('aws_vpc_endpoint.Logs', ['no-op'], { before: endpoint('logs', 2), after: endpoint('logs', 2) }),
      creates('aws_vpc_endpoint.Kms', kms),
    ],
  });
  const sides = await loadSides({ head: { name: 'plan.json', value }, headOptions: {} });
  return (await diffOf(sides.base, sides.head)).diff;
}

async function fromTemplates(): Promise<DiffDocument> {
  const template = (zones: Readonly<Record<string, number>>): string =>
    network(
      Object.entries(zones)
        .map(([name, count]) =>
          endpointOn(
            `[${['!Ref SubnetA', '!Ref SubnetB', '!Ref SubnetC'].slice(0, count).join(', ')}]`,
            NAMES[name],
            service(name),
          ),
        )
        .join(''),
    );
  const sides = await loadSides({
    base: { name: 'base.yaml', content: template(BASE) },
    head: { name: 'head.yaml', content: template(HEAD) },
    headOptions: { region: 'us-east-1' },
  });
  return (await diffOf(sides.base, sides.head)).diff;
}

async function fromTopologies(): Promise<DiffDocument> {
  const topology = (zones: Readonly<Record<string, number>>) => ({
    endpoints: Object.entries(zones).map(([name, count]) => ({
      ...interfaceEndpoint(NAMES[name] ?? name, count),
      service: service(name),
    })),
  });
  return (await diffOf(topology(BASE), topology(HEAD))).diff;
}

/** Everything but the names each format gives to endpoints, VPCs and files. */
function comparable(diff: DiffDocument) {
  const nameOf = (id: string): string => id.replace('aws_vpc_endpoint.', '');
  const side = ({ source: _, ...rest }: DiffDocument['base']) => rest;
  return {
    ...diff,
    base: side(diff.base),
    head: side(diff.head),
    changes: diff.changes
      .map(({ id, address: _, vpc: __, ...rest }) => ({ id: nameOf(id), ...rest }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    newlyUnknown: diff.newlyUnknown.map((each) => ({ ...each, id: nameOf(each.id) })),
    findings: diff.findings.map(({ code, subject }) => `${code} ${nameOf(subject)}`).sort(),
  };
}

test('the same change as plan, template pair and topology pair is one diff', async () => {
  const [one, two, three] = await Promise.all([fromPlan(), fromTemplates(), fromTopologies()]);
  // ssm -7.30, sqs -14.60, kms +7.30
  expect(one.delta.monthly).toBe('-14.60');
  expect(comparable(two)).toEqual(comparable(one));
  expect(comparable(three)).toEqual(comparable(one));
});
