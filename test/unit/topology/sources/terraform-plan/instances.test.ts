import { describe, expect, test } from 'vitest';
import {
  change,
  configModule,
  creates,
  deletes,
  keeps,
  newEndpoint,
  type PlanParts,
  readPlan,
  references,
} from '../../../../support/terraform-plan.ts';

const gateway = { vpc_endpoint_type: 'Gateway' };
const existing = { vpc_endpoint_type: 'Interface', subnet_ids: ['subnet-1', 'subnet-2'], id: 'vpce-1' };
const ids = async (parts: PlanParts, side?: 'before') =>
  (await readPlan(parts, { side })).topology.endpoints.map((each) => each.id);

describe('what counts as an instance', () => {
  test('count, for_each and modules, by their changes', async () => {
    const addresses = [
      'aws_vpc_endpoint.a[0]',
      'aws_vpc_endpoint.a[1]',
      'aws_vpc_endpoint.b["x.y[0]"]',
      'module.net["eu"].module.inner[2].aws_vpc_endpoint.c',
    ];
    expect(await ids({ changes: addresses.map((address) => creates(address, gateway)) })).toEqual(addresses);
  });

  test('never the configuration', async () => {
    const root = configModule({ 'aws_vpc_endpoint.none': { subnet_ids: references('aws_subnet.a.id') } });
    expect(await ids({ changes: [], root })).toEqual([]);
  });

  test('planned values, where there are no changes to read', async () => {
    const endpoint = (address: string) => ({ address, mode: 'managed', type: 'aws_vpc_endpoint', values: gateway });
    const planned_values = {
      root_module: {
        resources: [endpoint('aws_vpc_endpoint.a')],
        child_modules: [{ address: 'module.m', resources: [endpoint('module.m.aws_vpc_endpoint.b')] }],
      },
    };
    const more = { planned_values, resource_changes: undefined };
    expect(await ids({ changes: [], more })).toEqual(['aws_vpc_endpoint.a', 'module.m.aws_vpc_endpoint.b']);
  });

  test('neither data sources, deposed objects, drift nor other types', async () => {
    const changes = [
      change('data.aws_vpc_endpoint.d', ['read'], { after: existing }),
      { ...deletes('aws_vpc_endpoint.a', existing), deposed: 'abcd1234' },
      creates('aws_instance.i', {}),
    ];
    const more = { resource_drift: [deletes('aws_vpc_endpoint.a', existing)] };
    expect(await ids({ changes: [...changes, keeps('aws_vpc_endpoint.a', existing)], more })).toEqual([
      'aws_vpc_endpoint.a',
    ]);
  });

  test('an entry that cannot be read is counted and said', async () => {
    const { topology, findings } = await readPlan({
      changes: [{ type: 'aws_vpc_endpoint' }, 7 as never, keeps('aws_vpc_endpoint.a', gateway)],
    });
    expect(topology.endpoints).toHaveLength(1);
    expect(findings.find((each) => each.code === 'TG1154')?.message).toContain('2 entries');
  });
});

describe('the two sides of a change', () => {
  const before = { ...existing, subnet_ids: ['subnet-1'] };
  const changes = [
    keeps('aws_vpc_endpoint.same', existing),
    creates('aws_vpc_endpoint.new', existing),
    deletes('aws_vpc_endpoint.old', existing),
    change('aws_vpc_endpoint.edited', ['update'], { before, after: existing }),
    change('aws_vpc_endpoint.replaced', ['delete', 'create'], { before, after: { ...existing, id: undefined } }),
    {
      ...change('aws_vpc_endpoint.moved', ['no-op'], { before, after: before }),
      previous_address: 'aws_vpc_endpoint.was',
    },
    change('aws_vpc_endpoint.forgotten', ['forget'], { before }),
  ];
  const read = async (side?: 'before') =>
    Object.fromEntries(
      (await readPlan({ changes }, { side })).topology.endpoints.map(({ id, azs }) => [
        id.slice('aws_vpc_endpoint.'.length),
        azs?.length,
      ]),
    );

  test('after: what the plan leaves', async () => {
    expect(await read()).toEqual({ same: 2, new: 2, edited: 2, replaced: 2, moved: 1, forgotten: 1 });
  });

  test('before: what it found', async () => {
    expect(await read('before')).toEqual({ same: 2, old: 2, edited: 1, replaced: 1, was: 1, forgotten: 1 });
  });
});

describe('attributes', () => {
  test('tags with the provider defaults, account, DNS and groups', async () => {
    const values = {
      ...existing,
      arn: 'arn:aws:ec2:us-east-1:111122223333:vpc-endpoint/vpce-1',
      tags: { Name: 'n' },
      tags_all: { Name: 'n', team: 'platform' },
      private_dns_enabled: true,
      dns_options: [{ private_dns_only_for_inbound_resolver_endpoint: false }],
      security_group_ids: ['sg-1'],
      network_interface_ids: ['eni-1'],
      policy: '{"Statement":[]}',
    };
    const { endpoint } = await readPlan({ changes: [keeps('aws_vpc_endpoint.a', values)] });
    expect(endpoint('aws_vpc_endpoint.a')).toMatchObject({
      name: 'n',
      account: '111122223333',
      tags: { Name: 'n', team: 'platform' },
      privateDns: true,
      privateDnsInboundResolverOnly: false,
      securityGroups: ['sg-1'],
      networkInterfaces: ['eni-1'],
      policy: '{"Statement":[]}',
    });
  });

  test('what the plan marks as sensitive stays in it', async () => {
    const values = { ...existing, policy: 'p', tags_all: { open: 'o', secret: 's' } };
    const sides = { after: values, after_sensitive: { tags_all: { secret: true }, policy: true } };
    const { endpoint } = await readPlan({ changes: [change('aws_vpc_endpoint.a', ['update'], sides)] });
    expect(endpoint('aws_vpc_endpoint.a')).toMatchObject({ tags: { open: 'o' } });
    expect(endpoint('aws_vpc_endpoint.a').policy).toBeUndefined();
  });

  test('a type that is known after apply leaves the endpoint unpriced (TG1175)', async () => {
    const parts = { changes: [creates('aws_vpc_endpoint.a', {}, ['vpc_endpoint_type', 'subnet_ids'])] };
    const { endpoint, codes } = await readPlan(parts);
    expect(codes).toContain('TG1175');
    expect(endpoint('aws_vpc_endpoint.a').azs).toBeUndefined();
  });

  test('a type that nobody knows is said to be left out (TG5061)', async () => {
    const { topology, findings } = await readPlan({
      changes: [creates('aws_vpc_endpoint.a', { vpc_endpoint_type: 'Tunnel' })],
    });
    expect(topology.endpoints).toEqual([]);
    expect(findings.map((each) => [each.code, each.subject])).toEqual([['TG5061', 'aws_vpc_endpoint.a']]);
  });

  test('the VPC by reference: its address until it has an id', async () => {
    const changes = [newEndpoint('aws_vpc_endpoint.a'), creates('aws_vpc.main', { cidr_block: '10.0.0.0/16' })];
    const root = configModule({
      'aws_vpc.main': {},
      'aws_vpc_endpoint.a': { vpc_id: references('aws_vpc.main.id') },
    });
    const { topology, endpoint } = await readPlan({ changes, root });
    expect(endpoint('aws_vpc_endpoint.a').vpc).toBe('aws_vpc.main');
    expect(topology.vpcs).toEqual([{ id: 'aws_vpc.main', region: 'us-east-1', cidrs: ['10.0.0.0/16'] }]);
  });
});
