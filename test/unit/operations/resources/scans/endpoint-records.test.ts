import { expect, test } from 'vitest';
import { endpointRecordSchema } from '../../../../../src/operations/resources/scans/endpoint-record.ts';
import { endpointRecords } from '../../../../../src/operations/resources/scans/endpoint-records.ts';
import type { ScanRecord } from '../../../../../src/operations/resources/scans/scan-record.ts';
import { servicesOfTest } from '../../../../support/http-app.ts';
import { measuredSnapshot } from '../../../../support/snapshot.ts';

const SCAN: ScanRecord = {
  id: '0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b',
  account: '111122223333',
  region: 'us-east-1',
  state: 'running',
  parameters: { days: 30, maxQueryCostUsd: '1.00' },
  progress: { phase: 'summary', done: 0, all: 1 },
  error: null,
  requestedAt: '2026-10-31T00:00:00.000Z',
  startedAt: null,
  finishedAt: null,
};

test('the list of endpoints tells how full each one is, today and with a zone gone', async () => {
  const snapshot = measuredSnapshot({ 'use1-az1': 55e9, 'use1-az2': 30e9 });
  const [measured, gateway] = await endpointRecords(SCAN, snapshot, servicesOfTest().rates);
  expect(measured?.headroom).toEqual({
    level: 'ok',
    n1Level: 'warning',
    utilisation: 0.55,
    n1Utilisation: 0.85,
    zones: [
      { az: 'use1-az1', level: 'ok', utilisation: 0.55, headroomBps: 45e9, n1Utilisation: 0.85 },
      { az: 'use1-az2', level: 'ok', utilisation: 0.3, headroomBps: 70e9, n1Utilisation: 0.85 },
    ],
  });
  expect(gateway?.headroom).toBeNull();
});

test('without measurements the level is unknown, and records of older versions have none', async () => {
  const { traffic: _, ...inventory } = measuredSnapshot({ 'use1-az1': 1 });
  const [record] = await endpointRecords(SCAN, inventory, servicesOfTest().rates);
  expect(record?.headroom).toMatchObject({ level: 'unknown', utilisation: null });
  const { headroom: __, ...older } = record ?? {};
  expect(endpointRecordSchema.parse(older).headroom).toBeNull();
});
