import { counted } from '../../core/counted.ts';
import type { Charge, ChargeContext, ChargedLine } from '../charge.ts';
import { flatLine } from '../flat-line.ts';
import { interRegionLine } from '../inter-region.ts';
import type { JoinedNetwork } from '../join.ts';
import { resourceOf } from '../network-resource.ts';
import { reasonNotBilled } from '../not-billed.ts';

/**
 * Cross-Region PrivateLink, beside the usual hours and GB: the consumer pays inter-Region transfer both ways, the provider the
 * hours of each remote Region that has an endpoint. Rule: cross-region.
 */
export const crossRegion: Charge = {
  kind: 'cross-region',
  service: 'AWS Data Transfer',
  price: (network, context) => ({ lines: [...transfers(network, context), ...remoteRegions(network, context)] }),
};

function* transfers(network: JoinedNetwork, context: ChargeContext): Generator<ChargedLine> {
  for (const joined of network.endpoints) {
    const { endpoint, region: here, traffic } = joined;
    const there = endpoint.serviceRegion;
    if (there === undefined || here === undefined || there === here || endpoint.type !== 'Interface') continue;
    if (reasonNotBilled(joined) !== undefined) continue;
    const subject = {
      charge: 'cross-region',
      category: 'usage',
      unit: 'GB',
      rule: 'cross-region',
      display: `${here} to ${there} and back`,
      traffic: traffic?.provenance,
    } as const;
    const line = interRegionLine(subject, { here, there, of: endpoint.id }, traffic?.monthlyGb, context);
    yield { endpoint: joined, line };
  }
}

function* remoteRegions(network: JoinedNetwork, context: ChargeContext): Generator<ChargedLine> {
  for (const service of network.topology.endpointServices ?? []) {
    const resource = resourceOf('endpoint-service', service, network);
    const remote = new Set(service.remoteRegions ?? []);
    if (resource.region !== undefined) remote.delete(resource.region);
    if (remote.size === 0) continue;
    const subject = {
      charge: 'cross-region',
      category: 'baseline',
      unit: 'Region-hours',
      rule: 'cross-region',
      display: `${counted(remote.size, 'remote Region')} x ${context.hours.toFixed()} h`,
    } as const;
    const rate = context.rate(resource.region, 'endpoint-service-remote-region-hours');
    yield { resource, line: flatLine(subject, context.hours.times(remote.size), rate) };
  }
}
