import { Decimal, sum, ZERO } from '../core/decimal.ts';
import { quantityText } from '../core/money.ts';
import type { CostLine } from '../model/cost-line.ts';
import { isLeftOut } from '../model/cost-line.ts';
import type { Estimate } from '../model/estimate.ts';
import { leavesRegion, whyUnsupported } from '../model/flow-support.ts';
import type { JoinedEndpoint } from '../model/join.ts';
import { reasonNotBilled } from '../model/not-billed.ts';
import type { NatGateway } from '../topology/topology.ts';
import { isNotLive, whyFixed } from './region/why-fixed.ts';
import type { Undecided } from './undecided.ts';

const TRAFFIC = 'its traffic: --traffic, a scan, `traffic.monthlyGb`, or --assume-gb for all';

/** What the plan leaves undecided because a fact is missing or Tollgate does not move it, with its money. What the user or others fix is not in it. */
export function undecidedOf(before: Estimate, priceless: ReadonlySet<string>): readonly Undecided[] {
  const endpoints = before.endpoints.flatMap((each): readonly Undecided[] => {
    const { joined } = each;
    const why = whyUndecided(joined, priceless);
    if (!why) return [];
    return [{ subject: joined.endpoint.id, kind: 'endpoint', ...why, ...moneyOf(each.lines) }];
  });
  const lines = new Map(
    before.resources.flatMap(({ resource, lines: own }) =>
      resource.kind === 'nat-gateway' ? [[resource.id, own]] : [],
    ),
  );
  const gateways = (before.network.topology.natGateways ?? []).flatMap((gateway): readonly Undecided[] => {
    const reason = whyNatUndecided(gateway);
    if (reason === undefined) return [];
    const usage = (lines.get(gateway.id) ?? []).filter((line) => line.category === 'usage');
    const give = '`destinations`: the part of its bytes that goes to each AWS service, as flow logs show';
    return [{ subject: gateway.id, kind: 'nat-gateway', reason, give, ...moneyOf(usage) }];
  });
  return [...endpoints, ...gateways];
}

const moneyOf = (lines: readonly CostLine[]): Pick<Undecided, 'monthly' | 'unknownLines'> => ({
  monthly: sum(lines.map((line) => line.monthly ?? ZERO)),
  unknownLines: lines.filter(isLeftOut).length,
});

function whyUndecided(
  joined: JoinedEndpoint,
  priceless: ReadonlySet<string>,
): Pick<Undecided, 'reason' | 'give'> | undefined {
  const { endpoint, zones, traffic, region } = joined;
  if (endpoint.type === 'Gateway' || endpoint.requesterManaged === true || reasonNotBilled(joined) !== undefined)
    return undefined;
  if (endpoint.type !== 'Interface') return { reason: `Tollgate does not move ${endpoint.type} endpoints` };
  if (region === undefined) return { reason: 'its Region is not known', give: '--region' };
  if (priceless.has(region)) return { reason: `no price is known in ${region}`, give: 'rates of that Region' };
  const fixed = whyFixed(joined, region);
  if (fixed === undefined || zones?.length === 0 || isNotLive(endpoint)) return undefined;
  if (endpoint.vpc === undefined) return { reason: fixed, give: 'its VPC' };
  if (endpoint.service === undefined) return { reason: fixed, give: 'its service' };
  if (zones === undefined) return { reason: fixed, give: 'its zones: `azs`' };
  if (endpoint.serviceRegion !== undefined && endpoint.serviceRegion !== region) return { reason: fixed };
  if (traffic === undefined) return { reason: fixed, give: TRAFFIC };
  const odd = joined.flows.some((flow) => whyUnsupported(joined, flow) !== undefined || leavesRegion(joined, flow));
  const exceeds = sum(joined.flows.map((flow) => flow.gb)).greaterThan(traffic.monthlyGb);
  return odd || exceeds ? { reason: fixed, give: 'flows that fit its traffic and its paths' } : undefined;
}

function whyNatUndecided({ monthlyGb, destinations }: NatGateway): string | undefined {
  if (destinations !== undefined) return undefined;
  if (monthlyGb === undefined) return 'its traffic is not known';
  const gb = new Decimal(monthlyGb);
  return gb.isZero() ? undefined : `where its ${quantityText(gb)} GB a month go is not known`;
}
