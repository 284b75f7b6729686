import { describe, expect, test } from 'vitest';
import type { NatGateway } from '../../../../src/topology/topology.ts';
import { endpoint, network, planOf } from '../../../support/recommend/network.ts';

const idle: NatGateway = { id: 'nat-1', vpc: 'hub', az: 'use1-az1', monthlyGb: '0', peakConnections: 0 };
const table = (target: string) => ({
  id: 'rtb',
  vpc: 'hub',
  subnets: [],
  routes: [{ destination: '0.0.0.0/0', target }],
});

async function found(gateway: NatGateway, ...tables: readonly ReturnType<typeof table>[]): Promise<readonly string[]> {
  const plan = await planOf(
    network([endpoint({ id: 'app', vpc: 'hub' })], { natGateways: [gateway], routeTables: [...tables] }),
  );
  return plan.findings.findings.flatMap((each) => (each.code === 'TG4076' ? [each.message] : []));
}

describe('NAT gateways that nobody uses', () => {
  test('no bytes, no connections and no route: 730 h at 0.045, with what to check and the command', async () => {
    const [message] = await found(idle, table('igw-1'));
    expect(message).toContain('32.85 USD a month');
    expect(message).toContain('32 days');
    expect(message).toContain('aws ec2 delete-nat-gateway --nat-gateway-id nat-1 --region us-east-1');
  });

  test('a route may make it a standby, and what no source reports is not nothing', async () => {
    expect(await found(idle, table('nat-1'))).toEqual([]);
    expect(await found(idle)).toEqual([]);
    expect(await found({ ...idle, peakConnections: 4 }, table('igw-1'))).toEqual([]);
    expect(await found({ id: 'nat-1', vpc: 'hub', monthlyGb: '0' }, table('igw-1'))).toEqual([]);
  });
});
