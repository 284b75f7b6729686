import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FINDINGS, TollgateError } from '../../src/core/errors.ts';
import { documentOf, type NetworkInput } from '../../src/operations/inputs/load-network.ts';
import { readNetwork } from '../../src/topology/read-document.ts';
import { TOPOLOGY_SOURCES } from '../../src/topology/registry.ts';
import { topologySchema } from '../../src/topology/topology-schema.ts';
import { sample } from '../support/samples.ts';

const topology = {
  schema: 'tollgate/topology@1',
  region: 'us-east-1',
  endpoints: [
    { id: 'a', type: 'Interface', azs: ['use1-az1'], tags: { team: 'x' } },
    { id: 'b', type: 'Gateway' },
  ],
};

/** A readable input of each kind; a kind without one fails below. */
const INPUTS: Readonly<Record<string, NetworkInput>> = {
  'topology-file': { name: 'network.json', value: topology },
  snapshot: {
    name: 'snapshot.json',
    value: { schema: 'tollgate/snapshot@1', capturedAt: '2026-01-01T00:00:00Z', topology, traffic: {}, provenance: {} },
  },
  'ec2-inventory': { name: 'inventory.json', content: sample('inventory/recorded-two-zones.json') },
  'terraform-plan': { name: 'plan.json', content: sample('plans/two-existing-endpoints.json') },
  'landing-zone': {
    name: 'network-config.yaml',
    content: readFileSync('test/fixtures/landing-zone/network-config.yaml'),
  },
  cloudformation: { name: 'template.yml', content: sample('cfn/logs-in-two-subnets.yml') },
  'terraform-source': { name: 'network', value: { terraform_source: '.' } },
};

/** The folder that an input of Terraform source stands for. */
const sibling = Object.assign(async () => undefined, {
  folder: async (path: string) => (path === '.' ? new Map([['main.tf', SOURCE]]) : undefined),
});
const SOURCE = `provider "aws" {
  region = "us-east-1"
}
resource "aws_vpc_endpoint" "s3" {
  vpc_id       = "vpc-1"
  service_name = "com.amazonaws.us-east-1.s3"
}
`;

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) frozen(inner);
  }
  return value;
}

describe.each(Object.entries(TOPOLOGY_SOURCES))('topology source %s', (kind, source) => {
  const input = INPUTS[kind];
  if (!input) throw new Error(`give an input of kind ${kind} above`);
  const document = async () => {
    const { name, format, value, lineOf } = await documentOf(input);
    return { name, format, value: frozen(value), lineOf };
  };

  test('has its own name and is the only one to accept its input', async () => {
    const own = await document();
    expect(source.kind).toBe(kind);
    expect(Object.values(TOPOLOGY_SOURCES).filter((each) => each.accepts(own))).toEqual([source]);
  });

  test('reads a network that fits the schema, with each id once, and leaves its input alone', async () => {
    const { topology: network } = await readNetwork(await document(), { region: 'us-east-1', sibling });
    expect(network.endpoints.length).toBeGreaterThan(0);
    expect(topologySchema.safeParse(network).error).toBeUndefined();
    expect(new Set(network.endpoints.map((each) => each.id)).size).toBe(network.endpoints.length);
  });

  test('reads the same input the same way', async () => {
    expect(await readNetwork(await document(), { sibling })).toEqual(await readNetwork(await document(), { sibling }));
  });

  test('notes only listed findings, each with its severity', async () => {
    for (const { code, severity } of (await readNetwork(await document(), { sibling })).findings) {
      expect(FINDINGS[code].severity).toBe(severity);
    }
  });

  test.each([null, undefined, 7, 'text', true, [], {}, [[]], { a: { b: [1] } }])(
    'does not accept %j, and reading it is an error of ours or nothing',
    async (value) => {
      const stranger = { name: 'stranger', format: 'json' as const, value, lineOf: () => undefined };
      expect(source.accepts(stranger)).toBe(false);
      await source.read(stranger, {}).catch((error: unknown) => {
        expect(error).toBeInstanceOf(TollgateError);
      });
    },
  );
});
