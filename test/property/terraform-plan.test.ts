import { describe, expect, test } from 'vitest';
import { TollgateError } from '../../src/core/errors.ts';
import { loadNetwork } from '../../src/operations/inputs/load-network.ts';
import { topologySchema } from '../../src/topology/topology-schema.ts';
import { mutations, pathsIn, put } from '../support/mutate.ts';
import { fc, runs } from '../support/property.ts';
import { sample } from '../support/samples.ts';
import { change, configModule, creates, newEndpoint, newSubnets, plan, references } from '../support/terraform-plan.ts';

const existing = JSON.parse(sample('plans/two-existing-endpoints.json').toString('utf8'));

/** A small plan that takes every way the reader knows: modules, variables, outputs, associations, load balancers, zones. */
const small = plan({
  changes: [
    newEndpoint('aws_vpc_endpoint.a'),
    newEndpoint('module.e["x"].aws_vpc_endpoint.b[0]'),
    ...newSubnets('module.net.aws_subnet.private', ['us-east-1a', 'us-east-1b']),
    creates('aws_vpc_endpoint_subnet_association.s[0]', {}, ['subnet_id', 'vpc_endpoint_id']),
    creates('aws_lb.n', { load_balancer_type: 'network', subnet_mapping: [{ subnet_id: 'subnet-1' }] }),
    creates('aws_vpc_endpoint_service.s', {}, ['network_load_balancer_arns']),
    creates('aws_nat_gateway.n', { subnet_id: 'subnet-1' }),
    creates('aws_route53_zone.z', { name: 'x.example', vpc: [{ vpc_id: 'vpc-1' }] }),
    creates('aws_ec2_transit_gateway_vpc_attachment.t', { transit_gateway_id: 'tgw-1', vpc_id: 'vpc-1' }),
    creates('aws_vpc_peering_connection.p', { vpc_id: 'vpc-1', peer_vpc_id: 'vpc-2' }),
    creates('aws_vpc.v', { cidr_block: '10.0.0.0/16', tags_all: { team: 'x' } }),
    change('data.aws_subnet.d', ['read'], { after: { id: 'subnet-1', availability_zone_id: 'use1-az1' } }),
  ],
  root: configModule(
    {
      'aws_vpc_endpoint.a': { subnet_ids: references('module.net.ids'), vpc_id: references('aws_vpc.v.id') },
      'aws_vpc_endpoint_subnet_association.s': {
        vpc_endpoint_id: references('aws_vpc_endpoint.a.id'),
        subnet_id: references('module.net.ids', 'count.index'),
      },
      'aws_vpc_endpoint_service.s': { network_load_balancer_arns: references('aws_lb.n.arn') },
    },
    {
      variables: { region: { default: 'us-east-1' } },
      calls: {
        net: {
          module: configModule({ 'aws_subnet.private': {} }, { outputs: { ids: references('aws_subnet.private') } }),
        },
        e: {
          expressions: { ids: references('module.net.ids[0]') },
          module: configModule({ 'aws_vpc_endpoint.b': { subnet_ids: references('var.ids', 'each.value') } }),
        },
      },
    },
  ),
  providers: { aws: { name: 'aws', expressions: { region: references('var.region') } } },
});

async function read(value: unknown, side: 'after' | 'before') {
  try {
    return await loadNetwork({ name: 'plan.json', value }, { side });
  } catch (error) {
    if (error instanceof TollgateError) return error;
    throw error;
  }
}

describe('any mutation of a plan', () => {
  test.each([
    ['one whose resources exist', existing, 150],
    ['one that takes every way', small, 1500],
  ])('of %s is read or refused, and what is read fits the topology schema', async (_, value, numRuns) => {
    await fc.assert(
      fc.asyncProperty(
        mutations(value),
        fc.constantFrom('after' as const, 'before' as const),
        async (mutated, side) => {
          const reading = await read(mutated, side);
          if (!(reading instanceof TollgateError))
            expect(topologySchema.safeParse(reading.topology).error).toBeUndefined();
        },
      ),
      { numRuns: runs(numRuns) },
    );
  });
});

describe('text of a plan', () => {
  const CANARY = 'canary-7f3a';
  /** Addresses and keys are how people name things; every other text may be a secret. */
  const names = new Set(['address', 'previous_address', 'module_address', 'type', 'mode']);
  const textPaths = (value: unknown) =>
    pathsIn(value).filter((path) => {
      const at = path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown>)[key], value);
      return typeof at === 'string' && !names.has(String(path.at(-1)));
    });
  const said = async (value: unknown) =>
    JSON.stringify(
      await Promise.all(
        (['after', 'before'] as const).map(async (side) => {
          const reading = await read(value, side);
          return reading instanceof TollgateError
            ? [reading.message, reading.hint, reading.location]
            : reading.findings;
        }),
      ),
    );

  test.each([
    ['one whose resources exist', existing],
    ['one that takes every way', small],
  ])('is never in an error or a finding: %s', async (_, value) => {
    const byKey = Map.groupBy(textPaths(value), (path) => String(path.findLast((key) => typeof key === 'string')));
    expect(byKey.size).toBeGreaterThan(15);
    for (const [key, paths] of byKey) {
      const copy = structuredClone(value);
      for (const path of paths) put(copy, path, CANARY);
      expect(await said(copy), key).not.toContain(CANARY);
    }
    const all = structuredClone(value);
    for (const path of textPaths(value)) put(all, path, CANARY);
    expect(await said(all)).not.toContain(CANARY);
  });
});
