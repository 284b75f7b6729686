import { describe, expect, test } from 'vitest';
import { estimateOf, findingsOf, linesOf } from '../../../support/estimating.ts';

const hub = { vpcs: [{ id: 'hub' }, { id: 'app' }, { id: 'data', account: '333333333333' }] };
const endpoint = { id: 'ssm', vpc: 'hub', type: 'Interface' as const, azs: ['use1-az1', 'use1-az2'] };
const gateway = { id: 'tgw', vpcs: ['hub', 'app', 'data'] };

describe('transit-gateway', () => {
  test('attachment hours of what the design adds, bytes by the VPC they come from', () => {
    const result = estimateOf({
      ...hub,
      endpoints: [endpoint, { ...endpoint, id: 'kms' }],
      connectivity: { transitGateways: [{ ...gateway, added: ['data'] }] },
      flows: [
        { from: { vpc: 'app' }, endpoint: 'ssm', via: 'tgw', monthlyGb: '100' },
        { from: { vpc: 'app' }, endpoint: 'kms', via: 'tgw', monthlyGb: '50' },
        { from: { vpc: 'data' }, endpoint: 'ssm', via: 'tgw', monthlyGb: '10' },
        { from: {}, endpoint: 'ssm', via: 'tgw', monthlyGb: '1' },
      ],
    });
    expect(linesOf(result, 'transit-gateway')).toMatchObject([
      { of: 'tgw/data', unit: 'hours', display: '1 attachment x 730 h', monthly: '36.5' },
      { of: 'tgw/data', unit: 'GB', quantity: '10', monthly: '0.2' },
      { of: 'tgw/app', unit: 'GB', quantity: '150', monthly: '3' },
      { of: 'tgw', unit: 'GB', quantity: '1', monthly: '0.02' },
    ]);
    expect(result.resources.map(({ resource }) => resource.account)).toContain('333333333333');
    expect(result.findings.findings).toContainEqual(
      expect.objectContaining({ code: 'TG1453', message: '2 existing attachments of tgw taken as paid for.' }),
    );
  });

  test('a gateway without flows and additions costs nothing and has no line', () => {
    const result = estimateOf({ ...hub, endpoints: [endpoint], connectivity: { transitGateways: [gateway] } });
    expect(linesOf(result, 'transit-gateway')).toEqual([]);
    expect(findingsOf(result)).toContain('TG1453 tgw');
  });

  test('its Region is its own, else that of the attached VPC', () => {
    const result = estimateOf({
      region: undefined,
      vpcs: [{ id: 'hub', region: 'af-south-1' }],
      connectivity: { transitGateways: [{ id: 'tgw', vpcs: [], added: ['hub'] }] },
    });
    expect(result.resources[0]?.resource.region).toBe('af-south-1');
    expect(linesOf(result, 'transit-gateway')).toMatchObject([{ status: 'priced' }]);
  });
});
