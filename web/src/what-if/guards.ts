import { shortService } from '../../../src/core/ids.ts';
import type { PlanDocument, Topology } from '../api/queries.ts';
import { percentText } from '../format/text.ts';
import type { LoadChange } from './headroom.ts';

/** A rule that the variant breaks and today's network does not. */
export interface BrokenRule {
  readonly rule: 'zones' | 'headroom' | 'clients';
  readonly subject: string;
  readonly says: string;
}

/** What the edits break, at once; what needs routes, policies or addresses is for the plan of the service. */
export function brokenRules(
  base: Topology,
  variant: Topology,
  loads: readonly LoadChange[],
  { minAzs, maxUtilisation }: PlanDocument['rules'],
): readonly BrokenRule[] {
  const before = new Map(base.endpoints.map((endpoint) => [endpoint.id, endpoint]));
  const left = new Map(variant.endpoints.map((endpoint) => [endpoint.id, endpoint]));
  const zones = variant.endpoints.flatMap(({ id, type, azs }): readonly BrokenRule[] => {
    const was = before.get(id)?.azs?.length ?? minAzs;
    if (type === 'Gateway' || azs === undefined || azs.length >= minAzs || azs.length >= was) return [];
    return [{ rule: 'zones', subject: id, says: `is in ${azs.length} of at least ${minAzs} zones` }];
  });
  const headroom = loads.flatMap(({ id, before: was, after }): readonly BrokenRule[] => {
    const worst = after?.n1 ?? after?.now;
    if (worst === undefined || worst <= maxUtilisation || worst <= (was?.n1 ?? was?.now ?? 0)) return [];
    return [
      {
        rule: 'headroom',
        subject: id,
        says: `is ${percentText(worst)} full with a zone down; the reserve begins at ${percentText(maxUtilisation)}`,
      },
    ];
  });
  const clients = base.endpoints.flatMap(({ id, vpc, service, type }): readonly BrokenRule[] => {
    if (left.has(id) || type !== 'Interface' || service === undefined) return [];
    const users = new Set((base.flows ?? []).filter(({ endpoint }) => endpoint === id).map(({ from }) => from.vpc));
    if (vpc !== undefined) users.add(vpc);
    const name = shortService(service);
    const isServed = variant.endpoints.some(
      (each) => each.vpc === vpc && each.service !== undefined && shortService(each.service) === name,
    );
    if (isServed) return [];
    return [
      {
        rule: 'clients',
        subject: id,
        says: `is removed: ${[...users].join(', ')} reach ${name} by no endpoint that the variant names`,
      },
    ];
  });
  return [...clients, ...zones, ...headroom];
}
