import { describe, expect, test } from 'vitest';
import { estimateOf } from '../../../support/estimating.ts';

describe('gateway', () => {
  test('a gateway endpoint is free, said so, and has no other line', () => {
    const result = estimateOf({
      endpoints: [{ id: 's3', type: 'Gateway', service: 'com.amazonaws.us-east-1.s3', traffic: { monthlyGb: '900' } }],
    });
    expect(result.endpoints[0]?.lines.map(({ charge, status, display }) => ({ charge, status, display }))).toEqual([
      { charge: 'gateway', status: 'free', display: 'gateway endpoints are free' },
    ]);
    expect(result.totals.monthly.knownPart.toFixed()).toBe('0');
    expect(result.totals.monthly.leftOut).toBe(0);
  });
});
