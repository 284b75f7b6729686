import { sum, ZERO } from '../../core/decimal.ts';
import { amountText } from '../../core/money.ts';
import type { Estimate } from '../../model/estimate.ts';
import type { NatGateway, Topology } from '../../topology/topology.ts';
import { shell } from '../explain/quote.ts';

/** Days without connections and packets after which AWS Compute Optimizer calls a NAT gateway unused; one in a route table may be a standby. */
const IDLE_DAYS = 32;

/** NAT gateways that carried nothing and had no connection while they were measured, and to which no route table of any VPC leads, with what they cost and the command. */
export function unusedNats({ network: { topology }, resources, currency }: Estimate): readonly {
  readonly id: string;
  readonly message: string;
}[] {
  const { natGateways = [], routeTables = [] } = topology;
  const targets = new Set(routeTables.flatMap((table) => table.routes.map((route) => route.target)));
  const told = new Set(routeTables.map((table) => table.vpc));
  const lines = new Map(
    resources.flatMap(({ resource, lines: own }) => (resource.kind === 'nat-gateway' ? [[resource.id, own]] : [])),
  );
  return natGateways.flatMap((gateway) => {
    const { id, vpc, monthlyGb, peakConnections } = gateway;
    const isIdle = monthlyGb !== undefined && Number(monthlyGb) === 0 && peakConnections === 0;
    if (!isIdle || !told.has(vpc) || targets.has(id)) return [];
    const monthly = amountText(sum((lines.get(id) ?? []).map((line) => line.monthly ?? ZERO)));
    const message =
      `${id} carried nothing and had no connection while it was measured, no route table leads to it, and it costs ${monthly} ${currency} a month. ` +
      `Where that holds for ${IDLE_DAYS} days, delete it and release its address: ${deletion(gateway, topology)}`;
    return [{ id, message }];
  });
}

function deletion({ id, region, vpc }: NatGateway, topology: Topology): string {
  const at = region ?? topology.vpcs?.find((each) => each.id === vpc)?.region ?? topology.region;
  return `aws ec2 delete-nat-gateway --nat-gateway-id ${shell(id)}${at === undefined ? '' : ` --region ${shell(at)}`}`;
}
