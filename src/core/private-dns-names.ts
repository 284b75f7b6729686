import { shortService } from './ids.ts';
import data from './private-dns-names.json' with { type: 'json' };

const NAMES: Readonly<Record<string, readonly string[] | undefined>> = data.services;

/** A private hosted zone that answers for a service, and the records it needs: a wildcard is a record, never a zone. */
export interface ServiceZone {
  readonly name: string;
  /** Alias records: always the apex, and `*` where the service answers to everything below it. */
  readonly records: readonly string[];
}

/**
 * The private DNS names of an AWS service in a Region, wildcards as `*.name`; none where the service is not AWS's own. Names the Region's own list
 * states (DescribeVpcEndpointServices) win. Source: private-dns-names.json.
 */
export function privateDnsNames(service: string, region: string, stated?: readonly string[]): readonly string[] {
  if (stated && stated.length > 0) return stated.map((name) => name.replace(/\.$/, ''));
  const short = shortService(service);
  if (short === service || short.startsWith('vpce-svc-')) return [];
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  const patterns = NAMES[short] ?? ['{service}.{region}.{suffix}'];
  return patterns.map((pattern) =>
    pattern.replace('{service}', backwards(short)).replace('{region}', region).replace('{suffix}', suffix),
  );
}

/** `iot.data` answers as data.iot. */
const backwards = (short: string): string => short.split('.').toReversed().join('.');

/** The zones that names take: one for each name without its `*`. Source: Route 53 takes no `*` in the leftmost label of a zone. */
export function zonesOfNames(names: readonly string[]): readonly ServiceZone[] {
  const groups = Map.groupBy(names, (name) => name.replace(/^\*\./, ''));
  return [...groups].map(([name, members]) => ({
    name,
    records: members.some((each) => each.startsWith('*.')) ? [name, `*.${name}`] : [name],
  }));
}
