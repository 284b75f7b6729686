import { type Finding, finding } from '../../core/finding.ts';
import type { RecommendOptions } from '../../recommend/options.ts';
import type { Topology } from '../../topology/topology.ts';

/** Options that name nothing of the network have no effect, and that is said. */
export function strangersIn(options: RecommendOptions, topology: Topology): readonly Finding[] {
  const endpoints = new Set(topology.endpoints.map((endpoint) => endpoint.id));
  const vpcs = new Set([
    ...(topology.vpcs ?? []).map((vpc) => vpc.id),
    ...topology.endpoints.flatMap((endpoint) => endpoint.vpc ?? []),
  ]);
  const stranger = (subject: string, what: string): Finding =>
    finding('TG4054', subject, `"${subject}" is not ${what} of this network, so naming it has no effect.`);
  return [
    ...(options.hubs ?? []).filter((hub) => !vpcs.has(hub)).map((hub) => stranger(hub, 'a VPC')),
    ...options.pins.filter((pin) => !endpoints.has(pin)).map((pin) => stranger(pin, 'an endpoint')),
    ...options.forbid.flatMap(({ subject }) =>
      subject === undefined || endpoints.has(subject) || vpcs.has(subject)
        ? []
        : [stranger(subject, 'an endpoint or VPC')],
    ),
  ];
}
