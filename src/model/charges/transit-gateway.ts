import { counted } from '../../core/counted.ts';
import { type Decimal, sum } from '../../core/decimal.ts';
import type { TransitGateway } from '../../topology/topology.ts';
import type { Charge, ChargeContext, ChargedLine, NetworkResource } from '../charge.ts';
import { flatLine } from '../flat-line.ts';
import { whyUnsupported } from '../flow-support.ts';
import type { JoinedNetwork } from '../join.ts';
import { resourceOf } from '../network-resource.ts';

/** Hours of the attachments a design adds, and GB over the gateway, charged once per GB whatever the direction. Rule: transit-gateway. */
export const transitGateway: Charge = {
  kind: 'transit-gateway',
  service: 'Amazon Virtual Private Cloud',
  price(network, context) {
    const gateways = network.topology.connectivity?.transitGateways ?? [];
    if (gateways.length === 0) return { lines: [] };
    const bytes = bytesByGateway(network);
    return {
      lines: gateways.flatMap((gateway) => [
        ...addedAttachments(gateway, network, context),
        ...processedBytes(gateway, bytes.get(gateway) ?? new Map(), network, context),
      ]),
    };
  },
};

const attachmentOf = (gateway: TransitGateway, vpc: string, network: JoinedNetwork): NetworkResource =>
  resourceOf('transit-gateway', { id: `${gateway.id}/${vpc}`, region: gateway.region, vpc }, network);

function addedAttachments(gateway: TransitGateway, network: JoinedNetwork, context: ChargeContext): ChargedLine[] {
  const added = new Set(gateway.added ?? []);
  const existing = gateway.vpcs.filter((vpc) => !added.has(vpc)).length;
  if (existing > 0) {
    const message = `${counted(existing, 'existing attachment')} of ${gateway.id} taken as paid for.`;
    context.findings.add('TG1453', gateway.id, message);
  }
  const display = `1 attachment x ${context.hours.toFixed()} h`;
  const subject = {
    charge: 'transit-gateway',
    category: 'baseline',
    unit: 'hours',
    rule: 'transit-gateway',
    display,
  } as const;
  return [...added].map((vpc) => {
    const resource = attachmentOf(gateway, vpc, network);
    const rate = context.rate(resource.region, 'transit-gateway-vpc-attachment-hours');
    return { resource, line: flatLine(subject, context.hours, rate) };
  });
}

/** GB by gateway and by the VPC they come from; the owner of that attachment causes them. */
function bytesByGateway(network: JoinedNetwork): Map<TransitGateway, Map<string, Decimal[]>> {
  const bytes = new Map<TransitGateway, Map<string, Decimal[]>>();
  for (const joined of network.endpoints) {
    for (const flow of joined.flows) {
      if (flow.path.kind !== 'transit-gateway' || whyUnsupported(joined, flow) !== undefined) continue;
      const { gateway } = flow.path;
      const vpcs = bytes.get(gateway) ?? new Map<string, Decimal[]>();
      bytes.set(gateway, vpcs);
      const vpc = flow.flow.from.vpc ?? '';
      const parts = vpcs.get(vpc) ?? [];
      vpcs.set(vpc, parts);
      parts.push(flow.gb);
    }
  }
  return bytes;
}

function processedBytes(
  gateway: TransitGateway,
  bytes: ReadonlyMap<string, readonly Decimal[]>,
  network: JoinedNetwork,
  context: ChargeContext,
): ChargedLine[] {
  const subject = {
    charge: 'transit-gateway',
    category: 'usage',
    unit: 'GB',
    rule: 'transit-gateway',
    traffic: { source: 'flows' },
  } as const;
  return [...bytes].map(([vpc, parts]) => {
    const resource =
      vpc === ''
        ? resourceOf('transit-gateway', { id: gateway.id, region: gateway.region }, network)
        : attachmentOf(gateway, vpc, network);
    const rate = context.rate(resource.region, 'transit-gateway-vpc-attachment-bytes');
    return { resource, line: flatLine(subject, sum(parts), rate) };
  });
}
