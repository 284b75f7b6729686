import type { Endpoint, Topology } from '../../src/topology/topology.ts';
import { seeded } from '../../test/support/series.ts';

export interface OrganisationShape {
  readonly vpcs: number;
  readonly services: number;
  readonly hubs: number;
  /** VPCs, counted from the last, that are not attached to the Transit Gateway yet. */
  readonly unattached: number;
}

const ZONES = ['use1-az1', 'use1-az2', 'use1-az4'];

/**
 * An organisation around one Transit Gateway: every VPC has an endpoint for every service in three zones, the first few VPCs may
 * serve others, a third has a NAT gateway, some hosted zones exist, volumes are skewed as they are in life. The same every time.
 */
export function largeOrganisation({ vpcs, services, hubs, unattached }: OrganisationShape): Topology {
  const next = seeded(2024);
  const names = Array.from({ length: vpcs }, (_, index) => (index < hubs ? `hub${index}` : `vpc${index}`));
  const service = (index: number): string => `com.amazonaws.us-east-1.${index === 0 ? 's3' : `service${index}`}`;
  const volume = (): string => Math.exp(4.25 + 3 * (next() + next() + next() - 1.5)).toFixed(3);
  const endpoints = names.flatMap((vpc) =>
    Array.from({ length: services }, (_, index): Endpoint => {
      const monthlyGb = volume();
      return {
        id: `${vpc}-${index}`,
        vpc,
        type: 'Interface',
        service: service(index),
        azs: ZONES,
        traffic: { monthlyGb, peakGbps: (Number(monthlyGb) * 3e-6 * (5 + 20 * next())).toFixed(6) },
      };
    }),
  );
  return {
    schema: 'tollgate/topology@1',
    region: 'us-east-1',
    vpcs: names.map((id, index) => ({ id, cidrs: [`10.${index}.0.0/16`], azs: ZONES })),
    endpoints,
    natGateways: names
      .filter((_, index) => index >= hubs && index % 3 === 0)
      .map((vpc) => ({ id: `nat-${vpc}`, vpc, az: ZONES[0], monthlyGb: '5000' })),
    connectivity: { transitGateways: [{ id: 'tgw', vpcs: names.slice(0, vpcs - unattached) }] },
    dns: {
      hostedZones: names.slice(0, hubs).flatMap((vpc, hub) =>
        Array.from({ length: services }, (_, index) => index)
          .filter((index) => (index + hub) % 2 === 0)
          .map((index) => ({ service: service(index), vpcs: [vpc] })),
      ),
    },
  };
}
