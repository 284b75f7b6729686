import type { KeptFigures } from '../../src/operations/resources/scans/keep-figures.ts';

/** Figures of one account and Region, with a value for every metric. */
export const FIGURES: KeptFigures = {
  account: '111122223333',
  region: 'us-east-1',
  capturedAt: '2026-11-23T00:00:00.000Z',
  currency: 'USD',
  monthly: '73.00',
  unknownLines: 1,
  services: [{ service: 'ssm', monthly: '36.50' }],
  pools: [
    {
      region: 'us-east-1',
      product: 'interface-endpoint-bytes',
      gb: '1000',
      marginalPrice: '0.01',
      nextTierGb: '1048576',
    },
    { region: 'us-east-1', product: 'gwlb-endpoint-bytes', gb: '5', marginalPrice: '0.0035', nextTierGb: null },
  ],
  crossings: [{ endpoint: 'vpce-1', az: 'use1-az1', at: 0.9, days: 12.5 }],
};
