import table from './charges/cross-az-rules.json' with { type: 'json' };

/** Between which two things the bytes cross from one Availability Zone into another. */
export type CrossAzPath =
  | 'interface-endpoint'
  | 'resource-endpoint'
  | 'gateway-load-balancer-endpoint'
  | 'transit-gateway'
  | 'peering-inside-zone'
  | 'peering-to-endpoint-in-other-zone'
  | 'network-load-balancer-to-target'
  | 'gateway-load-balancer-to-target';

/** What AWS charges for bytes on a path between two days. `from` inclusive, `until` exclusive, null = open. */
export interface CrossAzRule {
  readonly path: CrossAzPath;
  readonly charged: 'nothing' | 'each-direction' | 'unresolved';
  readonly from: string | null;
  readonly until: string | null;
  readonly confidence: 'high' | 'medium' | 'low';
  readonly source: string;
  readonly note?: string;
}

/** Every rule, with its source and dates. */
export const CROSS_AZ_RULES = table as readonly CrossAzRule[];

/** Paths each byte pays on twice: once where it leaves a zone, once where it enters the other. */
export const DIRECTIONS = 2;

/** The rule in force on a day (YYYY-MM-DD); undefined = the rule now in force. Throws RangeError when the table has a hole. */
export function crossAzRule(path: CrossAzPath, day: string | undefined): CrossAzRule {
  const rule = CROSS_AZ_RULES.find(
    (each) =>
      each.path === path &&
      (day === undefined ? each.until === null : (each.from ?? '') <= day && (each.until === null || day < each.until)),
  );
  if (!rule) throw new RangeError(`no cross-zone rule for ${path} on ${day ?? 'the present day'}`);
  return rule;
}
