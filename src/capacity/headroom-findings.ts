import type { FindingLog } from '../core/finding.ts';
import type { Endpoint } from '../topology/topology.ts';
import type { TimeSpan } from '../traffic/throughput.ts';
import type { EndpointHeadroom } from './endpoint-headroom.ts';
import type { EndpointLoadOptions } from './endpoint-load.ts';
import { LIMITS } from './limits.ts';
import { tellAddedZones, tellForeign, tellPeak, tellSilence } from './zone-life-findings.ts';

/** From this imbalance on, and at half the watch threshold, uneven zones are worth a word. */
const UNEVEN = 1.5;
/** Share of a quota from which it is named. */
const NEAR_QUOTA = 0.8;
const DAY = 86_400;

const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;

/** Says what the figures of one endpoint mean. */
export function tellEndpoint(
  found: EndpointHeadroom,
  window: TimeSpan | undefined,
  options: EndpointLoadOptions,
  findings: FindingLog,
): void {
  const { id } = found.endpoint;
  for (const zone of found.foreign) tellForeign(id, zone, window, findings);
  if (found.source === 'unknown') {
    findings.add('TG3052', id, `Nothing tells the throughput of ${id}, so its headroom is not known.`);
    return;
  }
  tellFailure(found, findings);
  for (const zone of found.zones) {
    if (zone.evidence) findings.add('TG3050', id, `${id} in ${zone.az}: ${zone.evidence.reason}.`);
    if (zone.measured?.samples === 0 && (found.whole?.loadBps ?? 0) > 0) {
      findings.add('TG3054', id, `${id} carried nothing in ${zone.az} while its other zones did.`);
    }
  }
  const scaling = found.zones.filter((zone) => (zone.loadBps ?? 0) > zone.bandwidth.baselineBps);
  if (scaling.length > 0) {
    const zones = scaling.map((zone) => zone.az).join(', ');
    findings.add('TG3055', id, `${id} relies on automatic scaling in ${zones}: its load lies above the baseline.`);
  }
  const fullest = Math.max(0, ...found.zones.map((zone) => zone.utilisation ?? 0));
  if ((found.imbalance ?? 1) >= UNEVEN && fullest >= options.thresholds.watch / 2) {
    const factor = found.imbalance?.toFixed(1);
    findings.add('TG3053', id, `The busiest zone of ${id} carries ${factor} times the mean of its zones.`);
  }
  tellPeak(found, options, findings);
  tellAddedZones(found, window, findings);
  tellSilence(found, window, findings);
  tellFirstRow(found, window, findings);
}

function tellFailure(found: EndpointHeadroom, findings: FindingLog): void {
  const { id } = found.endpoint;
  if (found.zones.length === 1) {
    findings.add('TG3056', id, `${id} has one zone: if it fails, nothing is left.`);
    return;
  }
  if (found.n1Level !== 'critical' || found.level === 'critical') return;
  const worst = found.zones.toSorted(
    (a, b) => (b.afterFailure?.utilisation ?? 0) - (a.afterFailure?.utilisation ?? 0),
  )[0];
  if (!worst?.afterFailure) return;
  const { failed, utilisation } = worst.afterFailure;
  findings.add(
    'TG3051',
    id,
    `${id} is ${found.level} today and critical if ${failed} fails: ${worst.az} would stand at ${percent(utilisation)}.`,
  );
}

/** An endpoint without a creation date whose rows begin late: the periods before count as zero, which the user may correct. */
function tellFirstRow({ endpoint, zones }: EndpointHeadroom, window: TimeSpan | undefined, findings: FindingLog): void {
  if (!window || endpoint.createdAt !== undefined) return;
  // Zones of the endpoint alone: a zone that it no longer has counts nowhere.
  const first = Math.min(
    ...zones.flatMap(({ measured }) => (measured && measured.samples > 0 ? measured.firstRow : [])),
  );
  if (!Number.isFinite(first) || first - window.start < DAY) return;
  const days = ((first - window.start) / DAY).toFixed(1);
  findings.add(
    'TG3057',
    endpoint.id,
    `${endpoint.id} is first seen ${days} days into the window; until then it counts as idle, for its createdAt is not known.`,
  );
}

/** What a period averages away nobody can see: said once. */
export function tellShortestPeriod(endpoints: readonly EndpointHeadroom[], findings: FindingLog): void {
  const periods = endpoints.flatMap((each) => each.zones.flatMap((zone) => zone.measured?.finestPeriodSeconds || []));
  if (periods.length === 0) return;
  const finest = Math.min(...periods);
  if (finest <= 60) return;
  findings.add(
    'TG3058',
    'throughput',
    `The shortest period is ${finest} s: bursts shorter than that are averaged away, so true peaks may be higher.`,
  );
}

/** Endpoints of a VPC and characters of a policy against their quotas. */
export function tellQuotas(endpoints: readonly Endpoint[], findings: FindingLog): void {
  const { interfaceEndpointsPerVpc, endpointPolicyCharacters } = LIMITS.quotas;
  const perVpc = new Map<string, number>();
  for (const endpoint of endpoints) {
    if (endpoint.vpc !== undefined && (endpoint.type === 'Interface' || endpoint.type === 'GatewayLoadBalancer')) {
      perVpc.set(endpoint.vpc, (perVpc.get(endpoint.vpc) ?? 0) + 1);
    }
    const length = policyLength(endpoint.policy);
    if (length >= NEAR_QUOTA * endpointPolicyCharacters.value) {
      const limit = endpointPolicyCharacters.value;
      findings.add('TG3059', endpoint.id, `The policy of ${endpoint.id} has ${length} of ${limit} characters.`);
    }
  }
  for (const [vpc, count] of perVpc) {
    if (count < NEAR_QUOTA * interfaceEndpointsPerVpc.value) continue;
    const { value, code } = interfaceEndpointsPerVpc;
    findings.add('TG3059', vpc, `${vpc} has ${count} endpoints; the default quota is ${value} (${code}).`);
  }
}

const policyLength = (policy: unknown): number =>
  policy === undefined ? 0 : typeof policy === 'string' ? policy.length : JSON.stringify(policy).length;
