import { Decimal, sum } from '../../core/decimal.ts';
import type { NatGateway, Topology } from '../../topology/topology.ts';

/**
 * NAT gateways that may go when what they carry is served by endpoints: every byte is known to go to AWS services, the route tables of
 * the VPC are known, and none of any VPC leads there. A gateway in a route table may be a standby (AWS Compute Optimizer holds the same).
 */
export function removableNats({ natGateways = [], routeTables = [] }: Topology): ReadonlySet<NatGateway> {
  const targets = new Set(routeTables.flatMap((table) => table.routes.map((route) => route.target)));
  const told = new Set(routeTables.map((table) => table.vpc));
  return new Set(
    natGateways.filter((gateway) => {
      const { id, vpc, existing, monthlyGb, destinations } = gateway;
      if (existing === true || monthlyGb === undefined || !destinations || destinations.length === 0) return false;
      const services = sum(destinations.map((each) => new Decimal(each.monthlyGb)));
      return services.equals(monthlyGb) && told.has(vpc) && !targets.has(id);
    }),
  );
}
