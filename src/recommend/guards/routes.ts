import type { RouteTable } from '../../topology/topology.ts';
import { contains } from '../situation/cidrs.ts';
import { type AdvisingGuard, foreignWay, notEvaluated, warn } from './guard.ts';

/**
 * Both VPCs need a route to each other over the path, in every route table that leads anywhere. A gateway endpoint takes only what
 * starts inside its VPC, and where no flow tells who uses an interface endpoint, that is not known.
 */
export const routes: AdvisingGuard = (client, way, { vpcs }) => {
  if (way.kind === 'gateway') {
    const told = client.flows.length > 0 || client.origin.kind === 'nat';
    return told
      ? undefined
      : notEvaluated(
          `whether users outside ${client.vpc}, who must keep the interface endpoint, are among its users is not known`,
        );
  }
  const foreign = foreignWay(client, way);
  if (foreign?.move === undefined || client.vpc === undefined || foreign.path.attachments.length > 0) return undefined;
  const { via } = foreign.path;
  const missing = [
    [client.vpc, foreign.place.vpc],
    [foreign.place.vpc, client.vpc],
  ].map(([from = '', to = '']) => {
    const tables = vpcs.routeTables(from);
    const cidrs = vpcs.entry(to)?.cidrs ?? [];
    if (tables.length === 0 || cidrs.length === 0) return 'unknown';
    const leading = tables.filter((table) => table.routes.some((route) => route.target !== 'local'));
    return leading.length > 0 && leading.every((table) => cidrs.every((cidr) => leads(table, cidr, via)))
      ? undefined
      : `${from} to ${to}`;
  });
  if (missing.includes('unknown')) return notEvaluated('the routes between the VPCs are not known');
  const lost = missing.filter((each) => each !== undefined);
  return lost.length === 0 ? undefined : warn(`routes over ${via} are missing: ${lost.join(', ')}`);
};

const leads = (table: RouteTable, cidr: string, via: string | undefined): boolean =>
  table.routes.some((route) => route.target === via && route.active !== false && contains(route.destination, cidr));
