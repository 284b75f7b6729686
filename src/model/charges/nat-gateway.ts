import { Decimal } from '../../core/decimal.ts';
import type { NatGateway } from '../../topology/topology.ts';
import type { Charge, ChargeContext, ChargedLine, NetworkResource } from '../charge.ts';
import { flatLine } from '../flat-line.ts';
import { resourceOf } from '../network-resource.ts';

/**
 * NAT gateways, the path that endpoints replace: hours and GB processed. The hours of those that are there anyway are no cost
 * of the design; the GB that are known are. Rule: nat-gateway.
 */
export const natGateway: Charge = {
  kind: 'nat-gateway',
  service: 'Amazon Elastic Compute Cloud',
  price: (network, context) => ({
    lines: (network.topology.natGateways ?? []).flatMap((gateway) => {
      const resource = resourceOf('nat-gateway', gateway, network);
      const added = addedLines(gateway, resource, context);
      const gb = gateway.monthlyGb === undefined ? undefined : new Decimal(gateway.monthlyGb);
      if (gateway.existing) {
        context.findings.add('TG1453', gateway.id, `${gateway.id} exists already: its hours are taken as paid for.`);
        if (gb === undefined) return added;
      } else if (gb === undefined) {
        const message = `The traffic of ${gateway.id} is not known, so its data processing is left out of the total.`;
        context.findings.add('TG1203', gateway.id, message);
      }
      const subject = { charge: 'nat-gateway', rule: 'nat-gateway' } as const;
      const display = `1 gateway x ${context.hours.toFixed()} h`;
      const hours = context.rate(resource.region, 'nat-gateway-hours');
      const bytes = context.rate(resource.region, 'nat-gateway-bytes');
      const running = flatLine({ ...subject, category: 'baseline', unit: 'hours', display }, context.hours, hours);
      return [
        ...(gateway.existing ? [] : [{ resource, line: running }]),
        {
          resource,
          line: flatLine({ ...subject, category: 'usage', unit: 'GB', traffic: { source: 'assumption' } }, gb, bytes),
        },
        ...added,
      ];
    }),
  }),
};

function addedLines(gateway: NatGateway, resource: NetworkResource, context: ChargeContext): readonly ChargedLine[] {
  if (gateway.addedGb === undefined) return [];
  const display = `${gateway.addedGb} GB moved onto it`;
  const subject = { charge: 'nat-gateway', rule: 'nat-gateway', category: 'usage', unit: 'GB', display } as const;
  const rate = context.rate(resource.region, 'nat-gateway-bytes');
  return [{ resource, line: flatLine(subject, new Decimal(gateway.addedGb), rate) }];
}
