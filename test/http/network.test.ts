import { expect, test } from 'vitest';
import { joinSnapshots, visibleSnapshots } from '../../src/operations/resources/network/joined-network.ts';
import type { ScanService } from '../../src/operations/resources/scans/scan-service.ts';
import type { Snapshot } from '../../src/report/snapshot-document.ts';
import { testApp } from '../support/http-app.ts';
import { idleSnapshot } from '../support/kept-scan.ts';
import { stateServices } from '../support/state-services.ts';

const OURS = '111122223333';
const THEIRS = '444455556666';

function snapshotOf(account: string, region: string, prefix: string, capturedAt: string): Snapshot {
  const { topology, ...rest } = idleSnapshot(region, prefix);
  const [endpoint] = topology.endpoints;
  const scope = { account, region, endpoints: 1, metricCalls: 0, metricPoints: 0 };
  return {
    ...rest,
    capturedAt,
    topology: {
      ...topology,
      endpoints: endpoint ? [{ ...endpoint, id: `vpce-${account}` }] : [],
      flows: [{ from: { account }, endpoint: `vpce-${account}`, monthlyGb: '5' }],
      natGateways: [{ id: `nat-${account}` }],
      dns: { hostedZones: [{ service: `com.amazonaws.${region}.ssm`, vpcs: [account] }] },
    },
    provenance: { scopes: [scope], queryCostUsd: '0.00' },
  };
}

const ours = snapshotOf(OURS, 'us-east-1', 'use1', '2026-11-20T00:00:00.000Z');
const theirs = snapshotOf(THEIRS, 'eu-west-1', 'euw1', '2026-11-19T00:00:00.000Z');

test('the newest scans are one network that leaves nothing out, as old as the oldest of them', () => {
  const joined = joinSnapshots([ours, theirs]);
  expect(joined?.capturedAt).toBe(theirs.capturedAt);
  expect(joined?.provenance.scopes).toHaveLength(2);
  const { endpoints, flows, natGateways, dns } = joined?.topology ?? {};
  expect([endpoints, flows, natGateways, dns?.hostedZones].map((list) => list?.length)).toEqual([2, 2, 2, 2]);
  expect(joinSnapshots([ours])).toBe(ours);
  expect(joinSnapshots([])).toBeUndefined();
});

test('a key that is limited to accounts gets the scans that speak of those alone', () => {
  expect(visibleSnapshots([ours, theirs], [OURS])).toEqual([ours]);
  expect(visibleSnapshots([ours, theirs], undefined)).toHaveLength(2);
});

test('the service answers with them, in the shape that every operation takes', async () => {
  const scans = {
    keptRegions: async () => ['eu-west-1', 'us-east-1'],
    newestSnapshots: async (region: string) => [JSON.stringify(region === 'us-east-1' ? ours : theirs)],
  } as unknown as ScanService;
  const app = await testApp({ services: stateServices({ scans }) });
  const answer = (await app.inject('/v1/topology')).json();
  expect(answer).toMatchObject({ origin: 'scans', name: '2 accounts and Regions', capturedAt: theirs.capturedAt });
  const estimate = await app.inject({ method: 'POST', url: '/v1/estimates', payload: answer.network });
  expect(estimate.json().endpoints).toHaveLength(2);
});

test('a service without a scan says what to do, and begins no state to find that out', async () => {
  const app = await testApp();
  const answer = await app.inject('/v1/topology');
  expect([answer.statusCode, answer.json().code]).toEqual([404, 'TG1540']);
});

test('an opened file is the network', async () => {
  const opened = { origin: 'file' as const, name: 'app.yaml', capturedAt: null, network: ours.topology };
  const app = await testApp({ opened });
  expect((await app.inject('/v1/topology')).json()).toEqual(opened);
});
