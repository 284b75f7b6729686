import type { RouteTable } from '../../topology/topology.ts';
import { contains } from '../region/cidrs.ts';
import type { Requirement } from '../requirement.ts';
import { foreignWay, type Guard, type GuardContext, notEvaluated, required } from './guard.ts';

/** Both VPCs need a route to each other over the path, in every route table that leads anywhere: names flip only when they are there. */
export const routes: Guard = (client, way, { vpcs }) => {
  const foreign = foreignWay(client, way);
  if (foreign?.move === undefined || client.vpc === undefined || foreign.path.attachments.length > 0) return undefined;
  const { via = '' } = foreign.path;
  const host = foreign.place.vpc;
  const sides = [missing(client.vpc, host, via, vpcs), missing(host, client.vpc, via, vpcs)];
  const lost = sides.filter((side) => side !== 'unknown').flatMap((side) => side ?? []);
  if (lost.length > 0) {
    const from = lost.map((each) => (each.vpc === host ? `${host} to ${client.vpc}` : `${client.vpc} to ${host}`));
    return required(`routes over ${via} are missing: ${from.join(', ')}`, lost);
  }
  return sides.includes('unknown') ? notEvaluated('the routes between the VPCs are not known') : undefined;
};

/** The routes that a VPC lacks on the way to another; undefined = none, 'unknown' = its tables or the other's ranges are not known. */
function missing(
  from: string,
  to: string,
  via: string,
  vpcs: GuardContext['vpcs'],
): Extract<Requirement, { kind: 'route' }> | 'unknown' | undefined {
  const tables = vpcs.routeTables(from);
  const cidrs = vpcs.entry(to)?.cidrs ?? [];
  if (tables.length === 0 || cidrs.length === 0) return 'unknown';
  const leading = tables.filter((table) => table.routes.some((route) => route.target !== 'local'));
  const used = leading.length === 0 ? tables : leading;
  const lacking = used.filter((table) => !cidrs.every((cidr) => leads(table, cidr, via)));
  if (lacking.length === 0) return undefined;
  return { kind: 'route', vpc: from, tables: lacking.map((table) => table.id), destinations: cidrs, via };
}

const leads = (table: RouteTable, cidr: string, via: string): boolean =>
  table.routes.some((route) => route.target === via && route.active !== false && contains(route.destination, cidr));
