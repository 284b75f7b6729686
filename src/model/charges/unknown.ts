import { Decimal } from '../../core/decimal.ts';
import { leavesOut } from '../../core/finding.ts';
import type { Charge, ChargeContext, ChargedLine } from '../charge.ts';
import type { CostLine } from '../cost-line.ts';
import { whyUnsupported } from '../flow-support.ts';
import type { JoinedEndpoint, JoinedNetwork } from '../join.ts';
import { resourceOf } from '../network-resource.ts';

/** What the model has no price for: it stays in the report as an unsupported line with a finding, and never vanishes. Rule: unknown. */
export const unknown: Charge = {
  kind: 'unknown',
  service: 'Amazon Virtual Private Cloud',
  price: (network, context) => ({
    lines: [
      ...unreadParts(context),
      ...strayFlows(network, context),
      ...network.endpoints.flatMap((joined) => unpriced(joined, context)),
    ],
  }),
};

function unpriced(joined: JoinedEndpoint, context: ChargeContext): readonly ChargedLine[] {
  const { endpoint, region, traffic, flows } = joined;
  const lines: ChargedLine[] = [];
  const leaveOut = (what: string, why: string, gb: Decimal | undefined): void => {
    context.findings.add('TG1452', endpoint.id, `Not priced for ${endpoint.id}: ${what}; ${why}.`);
    lines.push({ endpoint: joined, line: unsupportedLine(gb, `${what}: ${why}`) });
  };
  if (endpoint.type === 'ServiceNetwork') {
    leaveOut('the data', 'VPC Lattice bills it by the services and resources behind the endpoint', traffic?.monthlyGb);
  }
  const { serviceRegion, type } = endpoint;
  if (serviceRegion !== undefined && region !== undefined && serviceRegion !== region && type !== 'Interface') {
    leaveOut('the transfer', 'only interface endpoints reach services in other Regions', traffic?.monthlyGb);
  }
  for (const flow of flows) {
    const why = whyUnsupported(joined, flow);
    if (why !== undefined) leaveOut('the path of a flow', why, flow.gb);
  }
  return lines;
}

/** Parts of the input that nobody could read (a nested template, a macro, a denied call): they may cost, so no total is complete. */
const unreadParts = ({ findings }: ChargeContext): readonly ChargedLine[] =>
  findings.findings.filter(leavesOut).map(({ subject, message }) => ({
    resource: { kind: 'unread', id: subject },
    line: { ...unsupportedLine(undefined, message), category: 'baseline' },
  }));

/** Flows to endpoints that are not in the network: the readers refuse them, and a caller that skips the readers still sees them. */
function strayFlows(network: JoinedNetwork, context: ChargeContext): readonly ChargedLine[] {
  const flows = network.topology.flows ?? [];
  if (flows.length === 0) return [];
  const known = new Set(network.endpoints.map((joined) => joined.endpoint.id));
  return flows
    .filter((flow) => !known.has(flow.endpoint))
    .map((flow) => {
      const why = `${flow.endpoint} is not an endpoint of this network`;
      context.findings.add('TG1452', flow.endpoint, `A flow is not priced: ${why}.`);
      const resource = resourceOf('unknown', { id: `flow to ${flow.endpoint}`, vpc: flow.from.vpc }, network);
      return { resource, line: unsupportedLine(new Decimal(flow.monthlyGb), why) };
    });
}

const unsupportedLine = (gb: Decimal | undefined, display: string): CostLine => ({
  charge: 'unknown',
  status: 'unsupported',
  category: 'usage',
  unit: 'GB',
  ...(gb && { quantity: gb }),
  display,
  provenance: { rule: 'unknown' },
});
