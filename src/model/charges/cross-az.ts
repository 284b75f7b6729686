import { type Decimal, ZERO } from '../../core/decimal.ts';
import type { Charge, ChargeContext, ChargedLine } from '../charge.ts';
import type { CostLine } from '../cost-line.ts';
import { type CrossAzPath, type CrossAzRule, crossAzRule, DIRECTIONS } from '../cross-az-rules.ts';
import { crossingOf, crossingText } from '../crossing.ts';
import { flatLine } from '../flat-line.ts';
import type { JoinedEndpoint } from '../join.ts';
import { sharedProvenance } from '../shared-provenance.ts';

const PATHS: Partial<Record<JoinedEndpoint['endpoint']['type'], CrossAzPath>> = {
  Interface: 'interface-endpoint',
  Resource: 'resource-endpoint',
  GatewayLoadBalancer: 'gateway-load-balancer-endpoint',
};

/**
 * Bytes that change the zone between client and endpoint, inside the VPC or over a Transit Gateway: free by the rules now in force,
 * and reported all the same. Bytes over peerings belong to the vpc-peering charge, bytes behind load balancers to endpoint-service.
 * Rule: cross-az.
 */
export const crossAz: Charge = {
  kind: 'cross-az',
  price(network, context) {
    const lines: ChargedLine[] = [];
    const lineOf = lineMaker(context);
    for (const joined of network.endpoints) {
      const path = PATHS[joined.endpoint.type];
      if (path === undefined || joined.endpoint.state?.toLowerCase() === 'deleted') continue;
      const line = lineOf(joined, crossAzRule(path, context.billingDate));
      if (line) lines.push({ endpoint: joined, line });
    }
    return { lines };
  },
};

const SUBJECT = { charge: 'cross-az', category: 'usage', unit: 'GB', rule: 'cross-az' } as const;

function lineMaker(context: ChargeContext): (joined: JoinedEndpoint, rule: CrossAzRule) => CostLine | undefined {
  const provenanceOf = sharedProvenance(SUBJECT.rule);
  const textOf = shareTexts();
  const transitRule = crossAzRule('transit-gateway', context.billingDate);
  return (joined, rule) => {
    const traffic = joined.traffic?.provenance;
    const chargedLine = (gb: Decimal | undefined, display?: string): CostLine => {
      const rate = context.rate(joined.region, 'cross-az-transfer-each-direction');
      return flatLine({ ...SUBJECT, traffic, display }, gb, rate, DIRECTIONS);
    };
    if (!joined.zones) return rule.charged === 'nothing' ? undefined : chargedLine(undefined);
    if (joined.zones.length === 0) return undefined;
    const { share, inside, transit } = crossingOf(joined);
    const display = textOf(share, rule);
    if (rule.charged !== 'nothing') {
      return chargedLine(inside && (transitRule.charged === 'nothing' ? inside : inside.plus(transit)), display);
    }
    return {
      charge: 'cross-az',
      status: 'free',
      category: 'usage',
      unit: 'GB',
      ...(inside && { quantity: transit === ZERO ? inside : inside.plus(transit) }),
      display,
      monthly: ZERO,
      provenance: provenanceOf(traffic),
    };
  };
}

/** "66.7 % of the bytes cross zones, free since 2022-04-01": few shares, many endpoints. */
function shareTexts(): (share: Decimal, rule: CrossAzRule) => string {
  const known = new Map<CrossAzRule, Map<Decimal, string>>();
  return (share, rule) => {
    let texts = known.get(rule);
    if (!texts) {
      texts = new Map();
      known.set(rule, texts);
    }
    let text = texts.get(share);
    if (text === undefined) {
      text = `${crossingText(share)}, ${feeText(rule)}`;
      texts.set(share, text);
    }
    return text;
  };
}

function feeText(rule: CrossAzRule): string {
  if (rule.charged !== 'nothing') return 'charged in each direction';
  const since = rule.from === null ? 'free' : `free since ${rule.from}`;
  return rule.note === undefined ? since : `${since} (${rule.note})`;
}
