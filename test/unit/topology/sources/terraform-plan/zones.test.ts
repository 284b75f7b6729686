import { describe, expect, test } from 'vitest';
import {
  change,
  configModule,
  constant,
  creates,
  deletes,
  keeps,
  newEndpoint,
  newSubnets,
  type PlanParts,
  readPlan,
  references,
} from '../../../../support/terraform-plan.ts';

const ENDPOINT = 'aws_vpc_endpoint.a';
const subnets = newSubnets('aws_subnet.private', ['us-east-1a', 'us-east-1b']);
const others = newSubnets('aws_subnet.public', ['us-east-1c', 'us-east-1d', 'us-east-1e']);

const zonesOf = async (parts: PlanParts, address = ENDPOINT) => {
  const { endpoint, codes } = await readPlan(parts);
  const { azs, azsFrom, azsAtLeast } = endpoint(address);
  return { azs, from: azsFrom, ...(azsAtLeast !== undefined && { atLeast: azsAtLeast }), codes };
};

/** A root module whose endpoint takes its subnets from an expression. */
const withSubnets = (subnet_ids: object): PlanParts => ({
  changes: [newEndpoint(ENDPOINT), ...subnets, ...others],
  root: configModule({ 'aws_subnet.private': {}, 'aws_subnet.public': {}, [ENDPOINT]: { subnet_ids } }),
});

describe('subnets that are known', () => {
  const subnet = (id: string, name: string, zone?: string) =>
    keeps(`aws_subnet.${id}`, {
      id: `subnet-${id}`,
      availability_zone: name,
      ...(zone && { availability_zone_id: zone }),
    });
  const endpoint = (...ids: string[]) =>
    keeps(ENDPOINT, { vpc_endpoint_type: 'Interface', subnet_ids: ids.map((id) => `subnet-${id}`) });

  test('give zone ids', async () => {
    const changes = [endpoint('1', '2'), subnet('1', 'us-east-1a', 'use1-az4'), subnet('2', 'us-east-1b', 'use1-az1')];
    expect(await zonesOf({ changes })).toEqual({ azs: ['use1-az1', 'use1-az4'], from: 'stated', codes: [] });
  });

  test('give names where an id is not known, all of one kind', async () => {
    const changes = [endpoint('1', '2'), subnet('1', 'us-east-1a', 'use1-az4'), subnet('2', 'us-east-1b')];
    expect(await zonesOf({ changes })).toMatchObject({ azs: ['us-east-1a', 'us-east-1b'], codes: [] });
  });

  test('teach the id of a zone to the others in it', async () => {
    const changes = [
      endpoint('1', '2'),
      subnet('1', 'us-east-1a'),
      subnet('2', 'us-east-1b', 'use1-az1'),
      subnet('3', 'us-east-1a', 'use1-az4'),
    ];
    expect(await zonesOf({ changes })).toMatchObject({ azs: ['use1-az1', 'use1-az4'] });
  });

  test('but not where two accounts disagree about the name', async () => {
    const changes = [
      endpoint('1'),
      subnet('1', 'us-east-1a'),
      subnet('2', 'us-east-1a', 'use1-az1'),
      subnet('3', 'us-east-1a', 'use1-az4'),
    ];
    expect(await zonesOf({ changes })).toMatchObject({ azs: ['us-east-1a'] });
  });

  test('count one zone each where the plan does not have them, as AWS takes one subnet per zone', async () => {
    const { azs, from, codes } = await zonesOf({ changes: [endpoint('1', '2')] });
    expect(azs).toEqual(['zone:subnet-1', 'zone:subnet-2']);
    expect([from, codes]).toEqual(['derived', ['TG1151']]);
  });

  test('are found among the data sources of the prior state', async () => {
    const data = {
      address: 'data.aws_subnet.x',
      mode: 'data',
      type: 'aws_subnet',
      values: { id: 'subnet-1', availability_zone_id: 'use1-az6' },
    };
    expect(await zonesOf({ changes: [endpoint('1')], prior: [data] })).toMatchObject({
      azs: ['use1-az6'],
      from: 'stated',
    });
  });

  test('are those of subnet_ids where blocks of before are left beside them', async () => {
    const blocks = [{ subnet_id: 'subnet-1' }, { subnet_id: 'subnet-2' }];
    const values = { vpc_endpoint_type: 'Interface', subnet_ids: ['subnet-1'], subnet_configuration: blocks };
    const changes = [keeps(ENDPOINT, values), subnet('1', 'us-east-1a', 'use1-az4')];
    expect(await zonesOf({ changes })).toMatchObject({ azs: ['use1-az4'] });
  });

  test('may stand in subnet_configuration', async () => {
    const values = { vpc_endpoint_type: 'Interface', subnet_configuration: [{ subnet_id: 'subnet-1' }] };
    const changes = [keeps(ENDPOINT, values), subnet('1', 'us-east-1a', 'use1-az4')];
    expect(await zonesOf({ changes })).toMatchObject({ azs: ['use1-az4'] });
  });

  test('may be none: an interface endpoint without a subnet has no interface', async () => {
    const { azs, codes } = await zonesOf({ changes: [endpoint()] });
    expect([azs, codes]).toEqual([[], ['TG1156']]);
  });
});

describe('subnets that are known after apply', () => {
  test.each([
    ['a splat', references('aws_subnet.private')],
    ['single instances', references('aws_subnet.private[0].id', 'aws_subnet.private[1].id')],
    ['a single instance and a splat', references('aws_subnet.private[0].id', 'aws_subnet.private')],
  ])('are at most those of %s: slice and the whole list read the same', async (_, expression) => {
    expect(await zonesOf(withSubnets(expression))).toEqual({
      azs: ['us-east-1a', 'us-east-1b'],
      from: 'derived',
      atLeast: 1,
      codes: ['TG1159'],
    });
  });

  test.each([
    ['a condition', references('var.public', 'aws_subnet.private', 'aws_subnet.public'), 5, 0],
    ['a bound', references('aws_subnet.private', 'var.zones'), 2, 0],
    ['the zones of the Region', references('aws_subnet.private', 'data.aws_availability_zones.z.names'), 2, 0],
    ['the position of a count', references('aws_subnet.private', 'count.index'), 2, 1],
    ['the key of a for_each', references('aws_subnet.private', 'each.key'), 2, 1],
  ])('are some of those beside %s', async (_, expression, most, least) => {
    const read = await zonesOf({ ...withSubnets(expression), variables: { public: true, zones: 2 } });
    expect([read.azs?.length, read.atLeast, read.codes]).toEqual([most, least, ['TG1159']]);
  });

  const unknownIds = (marks: unknown, expression: object): PlanParts => {
    const parts = withSubnets(expression);
    const endpoint = change(ENDPOINT, ['create'], {
      after: { vpc_endpoint_type: 'Interface', subnet_ids: [null, null] },
      after_unknown: { subnet_ids: marks, subnet_configuration: true },
    });
    return { ...parts, changes: [endpoint, ...subnets, ...others] };
  };

  test('are as many as the plan counts', async () => {
    const both = await zonesOf(unknownIds([true, true], references('aws_subnet.private')));
    expect(both).toEqual({ azs: ['us-east-1a', 'us-east-1b'], from: 'derived', codes: ['TG1151'] });
    const two = await zonesOf(unknownIds([true, true], references('aws_subnet.public')));
    expect([two.azs?.length, two.atLeast, two.codes]).toEqual([2, undefined, ['TG1151']]);
    expect((await zonesOf(unknownIds([true, true], references('local.ids')))).azs).toHaveLength(2);
  });

  test('are one for a Gateway Load Balancer endpoint, whatever the expression', async () => {
    const gateway = newEndpoint(ENDPOINT, { vpc_endpoint_type: 'GatewayLoadBalancer' });
    for (const expression of [references('aws_subnet.private', 'count.index'), references('local.subnet')]) {
      const { azs, codes } = await zonesOf({ ...withSubnets(expression), changes: [gateway, ...subnets] });
      expect([azs, codes]).toEqual([[`zone:${ENDPOINT}`], ['TG1151']]);
    }
  });

  test('are those of dynamic blocks, which the configuration does not list', async () => {
    const endpoint = change(ENDPOINT, ['create'], {
      after: { vpc_endpoint_type: 'Interface', subnet_configuration: [{ ipv4: '10.0.0.4' }, { ipv4: '10.0.1.4' }] },
      after_unknown: { subnet_ids: true, subnet_configuration: [{ subnet_id: true }, { subnet_id: true }] },
    });
    const read = await zonesOf({ changes: [endpoint, ...subnets], root: configModule({ [ENDPOINT]: {} }) });
    expect([read.azs?.length, read.atLeast, read.codes]).toEqual([2, undefined, ['TG1151']]);
  });

  test('are those of one instance, where one is named', async () => {
    expect(await zonesOf(withSubnets(references('aws_subnet.private[1].id')))).toMatchObject({ azs: ['us-east-1b'] });
  });

  test('are those of both resources, where both are named', async () => {
    const { azs } = await zonesOf(withSubnets(references('aws_subnet.private', 'aws_subnet.public[2].id')));
    expect(azs).toEqual(['us-east-1a', 'us-east-1b', 'us-east-1e']);
  });

  test('count one zone each while their own zones are not known', async () => {
    const changes = [newEndpoint(ENDPOINT), creates('aws_subnet.x[0]', {}), creates('aws_subnet.x[1]', {})];
    const root = configModule({ 'aws_subnet.x': {}, [ENDPOINT]: { subnet_ids: references('aws_subnet.x') } });
    expect((await zonesOf({ changes, root })).azs).toEqual(['zone:aws_subnet.x[0]', 'zone:aws_subnet.x[1]']);
  });

  test('tell long addresses apart', async () => {
    const resource = 'aws_subnet.a_name_longer_than_any_placeholder_can_carry_in_full_x';
    const module = configModule({ [resource]: {} }, { outputs: { ids: references(resource) } });
    const root = configModule(
      { [ENDPOINT]: { subnet_ids: references('module.a.ids', 'module.b.ids') } },
      { calls: { a: { module }, b: { module } } },
    );
    const changes = [newEndpoint(ENDPOINT), ...['a', 'b'].map((call) => creates(`module.${call}.${resource}`, {}))];
    expect(new Set((await zonesOf({ changes, root })).azs).size).toBe(2);
  });

  test('are unknown where the configuration sets none: a dynamic block stands in no configuration', async () => {
    const { azs, codes } = await zonesOf({ changes: [newEndpoint(ENDPOINT)], root: configModule({ [ENDPOINT]: {} }) });
    expect([azs, codes]).toEqual([undefined, ['TG1150']]);
  });

  test('may be none of a resource with count 0', async () => {
    const parts = withSubnets(references('aws_subnet.none'));
    const root = configModule({ 'aws_subnet.none': {}, [ENDPOINT]: { subnet_ids: references('aws_subnet.none') } });
    expect((await zonesOf({ ...parts, root })).azs).toEqual([]);
  });

  test('may come from a data source that has been read', async () => {
    const prior = [
      { address: 'data.aws_subnets.d', mode: 'data', type: 'aws_subnets', values: { ids: ['subnet-1', 'subnet-2'] } },
    ];
    const parts = withSubnets(references('data.aws_subnets.d.ids'));
    expect((await zonesOf({ ...parts, prior })).azs).toEqual(['zone:subnet-1', 'zone:subnet-2']);
    const first = withSubnets(references('data.aws_subnets.d.ids[0]'));
    expect((await zonesOf({ ...first, prior })).azs).toEqual(['zone:subnet-1']);
  });
});

describe('subnets that nothing tells stay unknown (TG1150)', () => {
  const unread = change('data.aws_subnets.d', ['read'], { after: {}, after_unknown: { ids: true } });

  test.each([
    ['a local', references('local.subnet_ids')],
    ['another resource that may hold subnets', references('aws_subnet.private', 'aws_eks_cluster.c.vpc_config')],
    ['the value of a for_each in the root module', references('aws_subnet.private', 'each.value.subnets')],
    ['a module without its output', references('module.net')],
    ['a resource that is not there', references('aws_subnet.gone')],
    ['an instance that is not there', references('aws_subnet.private[7].id')],
    ['another attribute', references('aws_subnet.private[0].availability_zone')],
    ['a data source that is still to be read', references('data.aws_subnets.d.ids')],
  ])('%s', async (_, expression) => {
    const parts = withSubnets(expression);
    const changes = [...parts.changes, unread];
    const { azs, codes } = await zonesOf({ ...parts, changes, variables: { public: true, zones: 2 } });
    expect([azs, codes]).toEqual([undefined, ['TG1150']]);
  });

  test('a plan without configuration', async () => {
    expect((await zonesOf({ changes: [newEndpoint(ENDPOINT)] })).codes).toEqual(['TG1150']);
  });
});

describe('associations', () => {
  const ASSOCIATION = 'aws_vpc_endpoint_subnet_association.s';
  const existing = keeps(ENDPOINT, { id: 'vpce-1', vpc_endpoint_type: 'Interface', subnet_ids: ['subnet-1'] });
  const known = [
    keeps('aws_subnet.s1', { id: 'subnet-1', availability_zone_id: 'use1-az1' }),
    keeps('aws_subnet.s2', { id: 'subnet-2', availability_zone_id: 'use1-az2' }),
  ];
  const association = { vpc_endpoint_id: 'vpce-1', subnet_id: 'subnet-2' };

  test('add the zone of their subnet', async () => {
    expect((await zonesOf({ changes: [existing, ...known, creates(ASSOCIATION, association)] })).azs).toEqual([
      'use1-az1',
      'use1-az2',
    ]);
  });

  test('add nothing to a subnet the endpoint has already', async () => {
    const changes = [existing, ...known, keeps(ASSOCIATION, { ...association, subnet_id: 'subnet-1' })];
    expect((await zonesOf({ changes })).azs).toEqual(['use1-az1']);
  });

  test('take their zone away when they go', async () => {
    const both = keeps(ENDPOINT, {
      id: 'vpce-1',
      vpc_endpoint_type: 'Interface',
      subnet_ids: ['subnet-1', 'subnet-2'],
    });
    const parts = { changes: [both, ...known, deletes(ASSOCIATION, association)] };
    expect((await zonesOf(parts)).azs).toEqual(['use1-az1']);
    expect((await readPlan(parts, { side: 'before' })).endpoint(ENDPOINT).azs).toHaveLength(2);
  });

  test('are followed by reference, one subnet each by count.index or each.key', async () => {
    const unknown = ['id', 'vpc_endpoint_id', 'subnet_id'];
    const changes = [
      newEndpoint(ENDPOINT),
      ...subnets,
      creates(`${ASSOCIATION}[0]`, {}, unknown),
      creates(`${ASSOCIATION}[1]`, {}, unknown),
    ];
    const expressions = {
      vpc_endpoint_id: references('aws_vpc_endpoint.a.id'),
      subnet_id: references('aws_subnet.private', 'count.index'),
    };
    const root = configModule({ 'aws_subnet.private': {}, [ENDPOINT]: {}, [ASSOCIATION]: expressions });
    expect(await zonesOf({ changes, root })).toMatchObject({ azs: ['us-east-1a', 'us-east-1b'], from: 'derived' });
  });

  test('count their zone even where their subnet is not told', async () => {
    const changes = [existing, ...known, creates(ASSOCIATION, { vpc_endpoint_id: 'vpce-1' }, ['id', 'subnet_id'])];
    const root = configModule({ [ASSOCIATION]: { subnet_id: references('local.subnet') } });
    expect((await zonesOf({ changes, root })).azs).toEqual(['use1-az1', `zone:${ASSOCIATION}`]);
  });

  test('leave the zones of every endpoint unknown that they may belong to', async () => {
    const changes = ['x', 'y'].map((key) => newEndpoint(`aws_vpc_endpoint.many["${key}"]`));
    changes.push(creates(ASSOCIATION, { subnet_id: 'subnet-2' }, ['id', 'vpc_endpoint_id']));
    const expressions = { vpc_endpoint_id: references('aws_vpc_endpoint.many', 'var.which') };
    const root = configModule({ 'aws_vpc_endpoint.many': {}, [ASSOCIATION]: expressions });
    const { codes } = await readPlan({ changes, root, variables: { which: 'x' } });
    expect(codes).toEqual(['TG1150', 'TG1150']);
  });
});

describe('through modules', () => {
  const network = (outputs: Record<string, object>) =>
    configModule({ 'aws_subnet.private': {}, 'aws_subnet.public': {} }, { outputs: outputs as never });
  const inNetwork = [
    ...newSubnets('module.net.aws_subnet.private', ['us-east-1a', 'us-east-1b']),
    ...newSubnets('module.net.aws_subnet.public', ['us-east-1c']),
  ];
  const rootWith = (subnet_ids: object, outputs: Record<string, object>) =>
    configModule({ [ENDPOINT]: { subnet_ids } }, { calls: { net: { module: network(outputs) } } });
  const read = (subnet_ids: object, outputs: Record<string, object>) =>
    zonesOf({ changes: [newEndpoint(ENDPOINT), ...inNetwork], root: rootWith(subnet_ids, outputs) });

  test('an output that is a splat', async () => {
    const { azs } = await read(references('module.net.private'), { private: references('aws_subnet.private') });
    expect(azs).toEqual(['us-east-1a', 'us-east-1b']);
  });

  test('one element of an output', async () => {
    const { azs } = await read(references('module.net.private[1]'), { private: references('aws_subnet.private') });
    expect(azs).toEqual(['us-east-1b']);
  });

  test('a part of an object that holds one subnet resource only', async () => {
    const outputs = { all: references('aws_vpc.v.id', 'aws_subnet.private') };
    expect((await read(references('module.net.all.private_ids'), outputs)).azs).toEqual(['us-east-1a', 'us-east-1b']);
  });

  test('not a part of an object that holds two: nothing tells which', async () => {
    const outputs = { all: references('aws_subnet.public', 'aws_subnet.private') };
    expect((await read(references('module.net.all.private_ids'), outputs)).codes).toEqual(['TG1150']);
  });

  test('a variable of the endpoint module, passed down twice', async () => {
    const address = 'module.outer["a"].module.inner.aws_vpc_endpoint.e';
    const inner = configModule({ 'aws_vpc_endpoint.e': { subnet_ids: references('var.ids') } });
    const outer = configModule(
      {},
      { calls: { inner: { expressions: { ids: references('var.subnet_ids') }, module: inner } } },
    );
    const root = configModule(
      {},
      {
        calls: {
          net: { module: network({ private: references('aws_subnet.private') }) },
          outer: { expressions: { subnet_ids: references('module.net.private') }, module: outer },
        },
      },
    );
    const { azs } = await zonesOf({ changes: [newEndpoint(address), ...inNetwork], root }, address);
    expect(azs).toEqual(['us-east-1a', 'us-east-1b']);
  });

  test('ids in variables and defaults', async () => {
    const root = configModule(
      { [ENDPOINT]: { subnet_ids: references('var.given', 'var.fallback') } },
      { variables: { fallback: { default: ['subnet-2'] } } },
    );
    const { azs } = await zonesOf({ changes: [newEndpoint(ENDPOINT)], root, variables: { given: ['subnet-1'] } });
    expect(azs).toEqual(['zone:subnet-1', 'zone:subnet-2']);
  });

  test('a part of an object that is given to a variable', async () => {
    const network = { public: ['subnet-3'], private: { ids: ['subnet-1', 'subnet-2'] }, zones: 3 };
    const read = (reference: string) =>
      zonesOf({
        changes: [newEndpoint(ENDPOINT)],
        root: configModule({ [ENDPOINT]: { subnet_ids: references(reference) } }),
        variables: { network },
      });
    expect((await read('var.network.private.ids')).azs).toEqual(['zone:subnet-1', 'zone:subnet-2']);
    expect((await read('var.network["private"]["ids"][1]')).azs).toEqual(['zone:subnet-2']);
    expect(await read('var.network')).toMatchObject({ atLeast: 0, codes: ['TG1159'] });
    expect((await read('var.network.missing')).codes).toEqual(['TG1150']);
  });

  test('a for_each value may be any subnet that the module is given', async () => {
    const address = 'module.endpoints.aws_vpc_endpoint.this["ssm"]';
    const module = configModule({
      'aws_vpc_endpoint.this': { subnet_ids: references('each.value', 'var.subnet_ids') },
    });
    const call = (more: object) => ({ expressions: { subnet_ids: references('module.net.private'), ...more }, module });
    const read = (more: object) =>
      zonesOf(
        {
          changes: [newEndpoint(address), ...inNetwork],
          root: configModule(
            {},
            {
              calls: {
                net: {
                  module: network({
                    private: references('aws_subnet.private'),
                    public: references('aws_subnet.public'),
                  }),
                },
                endpoints: call(more),
              },
            },
          ),
        },
        address,
      );
    const same = await read({ endpoints: constant({ ssm: { service: 'ssm' } }) });
    expect(same).toMatchObject({ azs: ['us-east-1a', 'us-east-1b'], atLeast: 0, codes: ['TG1159'] });
    const more = await read({ endpoints: constant({ ssm: { subnet_ids: ['subnet-9'] } }) });
    expect([more.azs?.length, more.atLeast]).toEqual([3, 0]);
    expect((await read({ endpoints: references('module.net.public') })).azs).toHaveLength(3);
    expect((await read({ endpoints: references('local.endpoints') })).codes).toEqual(['TG1150']);
  });

  test('references in a circle tell nothing', async () => {
    const root = configModule(
      { [ENDPOINT]: { subnet_ids: references('module.m.a') } },
      {
        calls: {
          m: {
            expressions: { v: references('module.m.a') },
            module: configModule({}, { outputs: { a: references('var.v') } }),
          },
        },
      },
    );
    expect((await zonesOf({ changes: [newEndpoint(ENDPOINT)], root })).codes).toEqual(['TG1150']);
  });
});
