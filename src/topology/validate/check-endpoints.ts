import { zoneInRegion } from '../../core/ids.ts';
import { findRegion } from '../../core/regions.ts';
import type { Topology } from '../topology.ts';
import { cut, type InputIssue } from './issues.ts';
import { unknownRegion } from './unknown-region.ts';

/** Ids once each, Regions that exist, zones inside their Region. One pass, and no garbage where nothing is wrong. */
export function checkEndpoints(topology: Topology, issues: InputIssue[]): ReadonlySet<string> {
  const ids = new Set<string>();
  const zones = new ZoneCheck();
  const { endpoints } = topology;
  for (let index = 0; index < endpoints.length; index++) {
    const endpoint = endpoints[index];
    if (!endpoint) continue;
    if (ids.size === ids.add(endpoint.id).size) {
      const message = `"${cut(endpoint.id)}" is the id of more than one endpoint`;
      issues.push({ code: 'TG1101', path: ['endpoints', index, 'id'], message });
    }
    const { region, serviceRegion, azs } = endpoint;
    if (region !== undefined && !findRegion(region)) {
      issues.push(unknownRegion(region, ['endpoints', index, 'region']));
    }
    if (serviceRegion !== undefined && !findRegion(serviceRegion)) {
      issues.push(unknownRegion(serviceRegion, ['endpoints', index, 'serviceRegion']));
    }
    if (azs) zones.check(azs, region ?? topology.region, ['endpoints', index, 'azs'], issues);
  }
  return ids;
}

/** Checks zones against a Region and remembers the answers: thousands of endpoints name a handful of zones. */
export class ZoneCheck {
  readonly #known = new Map<string, Map<string, boolean>>();

  check(azs: readonly string[], region: string | undefined, path: readonly PropertyKey[], issues: InputIssue[]): void {
    if (region === undefined || !findRegion(region)) return;
    for (let index = 0; index < azs.length; index++) {
      const zone = azs[index];
      if (zone === undefined || this.#fits(zone, region)) continue;
      const message = `"${cut(zone)}" is not an Availability Zone of ${region}`;
      issues.push({ code: 'TG1103', path: [...path, index], message });
    }
  }

  #fits(zone: string, region: string): boolean {
    let zones = this.#known.get(region);
    if (!zones) {
      zones = new Map();
      this.#known.set(region, zones);
    }
    let fits = zones.get(zone);
    if (fits === undefined) {
      fits = zoneInRegion(zone, region);
      zones.set(zone, fits);
    }
    return fits;
  }
}
