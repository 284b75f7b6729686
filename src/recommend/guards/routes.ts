import type { RouteTable } from '../../topology/topology.ts';
import { contains } from '../situation/cidrs.ts';
import { foreignWay, type Guard, notEvaluated, warn } from './guard.ts';

/** Both VPCs need a route to each other over the path, in every route table that leads anywhere. */
export const routes: Guard = (client, way, { vpcs }) => {
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
    return tables.some((table) => cidrs.every((cidr) => leads(table, cidr, via))) ? undefined : `${from} to ${to}`;
  });
  if (missing.includes('unknown')) return notEvaluated('the routes between the VPCs are not known');
  const lost = missing.filter((each) => each !== undefined);
  return lost.length === 0 ? undefined : warn(`routes over ${via} are missing: ${lost.join(', ')}`);
};

const leads = (table: RouteTable, cidr: string, via: string | undefined): boolean =>
  table.routes.some((route) => route.target === via && route.active !== false && contains(route.destination, cidr));
