import { type Decimal, sum, ZERO } from '../../core/decimal.ts';
import { amountText, quantityText } from '../../core/money.ts';
import type { Charge, ChargeContext, ChargedLine } from '../charge.ts';
import type { CostLine } from '../cost-line.ts';
import { crossAzRule, DIRECTIONS } from '../cross-az-rules.ts';
import { crossingGb, streamOf } from '../crossing.ts';
import { costOf, flatLine } from '../flat-line.ts';
import { whyUnsupported } from '../flow-support.ts';
import { interRegionLine } from '../inter-region.ts';
import type { JoinedEndpoint, JoinedFlow } from '../join.ts';
import { resourceOf } from '../network-resource.ts';

/**
 * GB that reach an endpoint over a VPC peering: no hours and no processing fee; free inside a zone; across Regions the inter-Region
 * rates; and into another zone a range, since AWS's documents do not settle it. Every fee on such bytes is here, none in cross-az.
 * Rule: vpc-peering.
 */
export const vpcPeering: Charge = {
  kind: 'vpc-peering',
  service: 'Amazon Virtual Private Cloud',
  price(network, context) {
    const lines: ChargedLine[] = [];
    for (const joined of network.endpoints) {
      const flows = joined.flows.filter((flow) => whyUnsupported(joined, flow) === undefined);
      for (const [id, shared] of Map.groupBy(flows, peeringSide)) {
        const [first] = shared;
        if (id === undefined || !first) continue;
        const resource = resourceOf('vpc-peering', { id, vpc: first.flow.from.vpc, region: first.region }, network);
        lines.push({ resource, line: lineOf(joined, shared, first.region, context) });
      }
    }
    return { lines };
  },
};

/** The peering and the VPC whose clients use it; undefined for any other path. */
function peeringSide({ path, flow }: JoinedFlow): string | undefined {
  if (path.kind !== 'vpc-peering') return undefined;
  return flow.from.vpc === undefined ? path.id : `${path.id}/${flow.from.vpc}`;
}

const SUBJECT = {
  charge: 'vpc-peering',
  category: 'usage',
  unit: 'GB',
  rule: 'vpc-peering',
  traffic: { source: 'flows' },
} as const;

function lineOf(
  joined: JoinedEndpoint,
  flows: readonly JoinedFlow[],
  from: string | undefined,
  context: ChargeContext,
): CostLine {
  const { id } = joined.endpoint;
  const { region, zones } = joined;
  const gb = sum(flows.map((flow) => flow.gb));
  if (from !== undefined && region !== undefined && from !== region) {
    const subject = { ...SUBJECT, display: `${from} to ${id} in ${region} and back` };
    return interRegionLine(subject, { here: from, there: region, of: id }, gb, context);
  }
  if (!zones || zones.length === 0) {
    const rate = context.rate(region, 'vpc-peering-intra-region-out-bytes');
    return flatLine({ ...SUBJECT, display: `to ${id}, in unknown zones` }, undefined, rate, DIRECTIONS);
  }
  return zoneLine(joined, gb, crossingGb(joined, flows.map(streamOf)), context);
}

/** Bytes that stay in their zone under one rule, bytes that change it under the other; unresolved counts at the high end only. */
function zoneLine(joined: JoinedEndpoint, gb: Decimal, crossing: Decimal, context: ChargeContext): CostLine {
  const { id } = joined.endpoint;
  const parts = [
    { gb: crossing, rule: crossAzRule('peering-to-endpoint-in-other-zone', context.billingDate) },
    { gb: gb.minus(crossing), rule: crossAzRule('peering-inside-zone', context.billingDate) },
  ];
  const certain = sum(parts.filter(({ rule }) => rule.charged === 'each-direction').map((part) => part.gb));
  const possible = sum(parts.filter(({ rule }) => rule.charged !== 'nothing').map((part) => part.gb));
  const display = `${quantityText(crossing)} of ${quantityText(gb)} GB to ${id} cross zones`;
  if (possible.isZero()) return freeLine(gb, display);
  const into = context.rate(joined.region, 'vpc-peering-intra-region-in-bytes');
  const out = context.rate(joined.region, 'vpc-peering-intra-region-out-bytes');
  if (!into || !out) return flatLine({ ...SUBJECT, display }, possible, undefined);
  const line = flatLine({ ...SUBJECT, display }, possible, out);
  const unitPrice = into.price.plus(out.price);
  const high = costOf(into, possible).plus(costOf(out, possible));
  const priced = { ...line, unitPrice, monthly: high };
  if (certain.equals(possible)) return priced;
  context.findings.add(
    'TG1450',
    id,
    `AWS charges peering across zones and does not charge PrivateLink across zones; nothing says which holds for ${quantityText(crossing)} GB ` +
      `to ${id}. A range from nothing to ${amountText(unitPrice)} per GB is given and the total carries its high end.`,
  );
  return { ...priced, low: costOf(into, certain).plus(costOf(out, certain)), high };
}

function freeLine(gb: Decimal, display: string): CostLine {
  const { charge, category, unit, rule, traffic } = SUBJECT;
  return {
    charge,
    category,
    unit,
    status: 'free',
    quantity: gb,
    display,
    monthly: ZERO,
    provenance: { rule, traffic },
  };
}
