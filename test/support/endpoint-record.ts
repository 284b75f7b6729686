import type { EndpointRecord } from '../../src/operations/resources/scans/endpoint-record.ts';

type Cost = Partial<EndpointRecord['cost']>;

/** An endpoint of the list as a scan keeps it. */
export const endpointRecord = (
  id: string,
  { cost = {}, ...more }: Partial<Omit<EndpointRecord, 'cost'>> & { readonly cost?: Cost } = {},
): EndpointRecord => ({
  id,
  account: '111122223333',
  region: 'us-east-1',
  scanId: '0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b',
  capturedAt: '2026-11-23T08:00:00.000Z',
  currency: 'USD',
  cost: { id, type: 'Interface', tags: {}, monthly: '14.60', unknownLines: 0, lines: [], ...cost },
  traffic: null,
  headroom: null,
  month: null,
  health: [],
  ...more,
});
