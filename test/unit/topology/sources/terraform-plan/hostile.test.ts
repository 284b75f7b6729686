import { expect, test } from 'vitest';
import { loadNetwork } from '../../../../../src/operations/inputs/load-network.ts';
import { largePlan } from '../../../../support/large-plan.ts';
import { configModule, creates, newEndpoint, plan, readPlan, references } from '../../../../support/terraform-plan.ts';

test('a plan of many modules is read to the last endpoint', async () => {
  const { topology, findings } = await loadNetwork({ name: 'plan.json', content: largePlan(200, 10) });
  expect(topology.endpoints).toHaveLength(1000);
  expect(new Set(topology.endpoints.map((each) => each.azs?.join()))).toEqual(
    new Set(['us-east-1a,us-east-1b,us-east-1c']),
  );
  expect(findings).toHaveLength(1000);
});

test('bottomless attributes, modules and outputs are unknown, not a crash', async () => {
  const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
  let module: Record<string, unknown> = { resources: [] };
  for (let index = 0; index < 5000; index++) module = { child_modules: [module] };
  const outputs = Object.fromEntries(
    Array.from({ length: 20_000 }, (_, index) => [`o${index}`, references(`var.v${index + 1}`)]),
  );
  const expressions = Object.fromEntries(
    Array.from({ length: 20_000 }, (_, index) => [`v${index}`, references(`module.m.o${index}`)]),
  );
  const value = plan({
    changes: [newEndpoint('aws_vpc_endpoint.a', { tags: deep, dns_options: deep })].map((each) => ({
      ...each,
      change: { ...(each.change as object), after_unknown: { subnet_ids: deep, vpc_id: true } },
    })),
    root: configModule(
      { 'aws_vpc_endpoint.a': { subnet_ids: references('module.m.o0') } },
      { calls: { m: { expressions, module: configModule({}, { outputs }) } } },
    ),
    more: { planned_values: { root_module: module } },
  });
  const { topology, findings } = await loadNetwork({ name: 'plan.json', value });
  expect(topology.endpoints.map((each) => each.azs)).toEqual([undefined]);
  expect(findings.map((each) => each.code)).toEqual(['TG1150']);
});

test('many endpoints in many subnets are told apart in time that grows with the plan', async () => {
  const count = 5000;
  const changes = Array.from({ length: count }, (_, index) => [
    newEndpoint(`aws_vpc_endpoint.a[${index}]`),
    creates(`aws_subnet.s[${index}]`, {}),
    creates(`aws_vpc_endpoint_subnet_association.x[${index}]`, {}, ['vpc_endpoint_id', 'subnet_id']),
  ]).flat();
  const root = configModule({
    'aws_subnet.s': {},
    'aws_vpc_endpoint.a': { subnet_ids: references('aws_subnet.s') },
    'aws_vpc_endpoint_subnet_association.x': {
      vpc_endpoint_id: references('aws_vpc_endpoint.a', 'local.which'),
      subnet_id: references('aws_subnet.s', 'count.index'),
    },
  });
  const { codes } = await readPlan({ changes, root });
  expect(codes).toHaveLength(count);
});
