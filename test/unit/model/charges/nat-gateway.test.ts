import { describe, expect, test } from 'vitest';
import { estimateOf, findingsOf, linesOf } from '../../../support/estimating.ts';

describe('nat-gateway', () => {
  test('hours and GB, in its own Region or that of its VPC', () => {
    const result = estimateOf({
      vpcs: [{ id: 'app', region: 'eu-west-1', account: '111111111111' }],
      natGateways: [
        { id: 'home', monthlyGb: '1000' },
        { id: 'there', vpc: 'app', monthlyGb: '1000' },
      ],
    });
    expect(linesOf(result, 'nat-gateway')).toMatchObject([
      { of: 'home', unit: 'hours', display: '1 gateway x 730 h', monthly: '32.85' },
      { of: 'home', unit: 'GB', quantity: '1000', monthly: '45' },
      { of: 'there', monthly: '35.04' },
      { of: 'there', monthly: '48' },
    ]);
    expect(result.resources[1]?.resource).toMatchObject({ vpc: 'app', account: '111111111111' });
  });

  test('unknown traffic is left out and said', () => {
    const result = estimateOf({ natGateways: [{ id: 'nat' }] });
    expect(linesOf(result, 'nat-gateway')[1]).toEqual({
      of: 'nat',
      status: 'usage-unknown',
      unit: 'GB',
      unitPrice: '0.045',
    });
    expect(findingsOf(result)).toContain('TG1203 nat');
    expect(result.totals.monthly.leftOut).toBe(1);
  });
});
