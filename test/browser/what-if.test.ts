import { describe, expect, test } from 'vitest';
import type { HeadroomDocument, PlanDocument, Topology } from '../../web/src/api/queries.ts';
import { applyEdits, type Edit, readEdits, writeEdits } from '../../web/src/what-if/edits.ts';
import { brokenRules } from '../../web/src/what-if/guards.ts';
import { loadChanges } from '../../web/src/what-if/headroom.ts';

const NETWORK = {
  schema: 'tollgate/topology@1',
  region: 'us-east-1',
  vpcs: [{ id: 'app', cidrs: ['10.0.0.0/16'] }, { id: 'hub' }],
  endpoints: [
    {
      id: 'app-kms',
      vpc: 'app',
      type: 'Interface',
      service: 'com.amazonaws.us-east-1.kms',
      azs: ['use1-az1', 'use1-az2'],
      traffic: { monthlyGb: '1000' },
    },
  ],
  connectivity: { transitGateways: [{ id: 'tgw', vpcs: ['app', 'hub'] }] },
} as unknown as Topology;

/** 2 and 1 Gbps of a ceiling of 100. */
const HEADROOM = {
  thresholds: { watch: 0.6, warning: 0.75, critical: 0.9 },
  endpoints: [
    {
      id: 'app-kms',
      zones: [
        { az: 'use1-az1', loadBps: 20e9 },
        { az: 'use1-az2', loadBps: 10e9 },
      ],
    },
  ],
} as unknown as HeadroomDocument;

const RULES = { minAzs: 2, maxUtilisation: 0.6 } as PlanDocument['rules'];

function edited(...edits: readonly Edit[]) {
  const variant = applyEdits(NETWORK, edits);
  const loads = loadChanges(NETWORK, variant, HEADROOM);
  return { variant, loads, broken: brokenRules(NETWORK, variant, loads, RULES).map(({ rule }) => rule) };
}

describe('what follows from edits', () => {
  test('loads grow with the GB: 20 and 10 Gbps of 100 are 20 %, 30 % with a zone down; twice that is 40 and 60 %', () => {
    const { loads, broken } = edited({ kind: 'gb', endpoint: 'app-kms', gb: '2000' });
    expect(loads).toEqual([
      {
        id: 'app-kms',
        before: { now: 0.2, n1: 0.3, level: 'ok' },
        after: { now: 0.4, n1: 0.6, level: 'watch' },
      },
    ]);
    expect(broken).toEqual([]);
    expect(edited({ kind: 'scale', factor: '2.10' }).broken).toEqual(['headroom']);
  });

  test('a zone less carries the load of both and breaks the floor; a zone more takes an even part', () => {
    const less = edited({ kind: 'zones', endpoint: 'app-kms', azs: ['use1-az1'] });
    expect(less.loads[0]?.after).toEqual({ now: 0.3, n1: null, level: 'critical' });
    expect(less.broken).toEqual(['zones']);
    const more = edited({ kind: 'zones', endpoint: 'app-kms', azs: ['use1-az1', 'use1-az2', 'use1-az4'] });
    expect(more.loads[0]?.after?.now).toBeCloseTo(0.1, 12);
    expect(more.broken).toEqual([]);
  });

  test('who loses an endpoint is named; traffic that nothing measures is unknown and never zero', () => {
    expect(edited({ kind: 'drop', endpoint: 'app-kms' }).broken).toEqual(['clients']);
    const added = edited({ kind: 'add', service: 'sqs', vpc: 'app', azs: ['use1-az1'], gb: '5' });
    expect(added.loads).toEqual([
      { id: 'new-app-sqs', before: undefined, after: { now: undefined, n1: undefined, level: 'unknown' } },
    ]);
    expect(added.broken).toEqual(['zones']);
  });
});

test('a VPC like another has its endpoints, traffic and attachment under its own name, and no addresses', () => {
  const { variant } = edited({ kind: 'vpc', name: 'next', like: 'app' });
  expect(variant.vpcs?.at(-1)).toEqual({ id: 'next' });
  expect(variant.endpoints.at(-1)).toMatchObject({ id: 'next-1', vpc: 'next', traffic: { monthlyGb: '1000' } });
  expect(variant.connectivity?.transitGateways?.[0]?.vpcs).toEqual(['app', 'hub', 'next']);
});

test('in another Region services are that Region’s and zones stay apart', () => {
  const { variant } = edited({ kind: 'region', to: 'eu-central-1' });
  expect(variant.region).toBe('eu-central-1');
  expect(variant.endpoints[0]?.service).toBe('com.amazonaws.eu-central-1.kms');
  expect(new Set(variant.endpoints[0]?.azs).size).toBe(2);
  expect(JSON.stringify(variant)).not.toMatch(/us-east-1|"use1/);
});

test('edits come back from the address as they were', () => {
  const edits: readonly Edit[] = [
    { kind: 'vpc', name: 'a:b;c', like: 'app' },
    { kind: 'region', to: 'eu-central-1' },
    { kind: 'pin', word: 'hub,x' },
  ];
  expect(readEdits(writeEdits(edits))).toEqual(edits);
});
