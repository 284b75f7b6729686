import { sum } from '../core/decimal.ts';
import type { FindingLog } from '../core/finding.ts';
import { quantityText } from '../core/money.ts';
import type { JoinedNetwork } from './join.ts';

/** Says where the flows to an endpoint carry more bytes than its traffic: paths are priced by flows, the endpoint by its traffic. */
export function checkFlows(network: JoinedNetwork, findings: FindingLog): void {
  for (const { endpoint, flows, traffic } of network.endpoints) {
    if (flows.length === 0 || !traffic) continue;
    const flowing = sum(flows.map((flow) => flow.gb));
    if (flowing.lessThanOrEqualTo(traffic.monthlyGb)) continue;
    findings.add(
      'TG1206',
      endpoint.id,
      `The flows to ${endpoint.id} carry ${quantityText(flowing)} GB a month, its traffic is ${quantityText(traffic.monthlyGb)} GB: ` +
        'the endpoint is priced by its traffic, the paths by the flows.',
    );
  }
}
