import { block, foreignWay, type Guard, notEvaluated } from './guard.ts';

/** A Transit Gateway keeps VPCs apart by its route tables: where they are known, both VPCs must be led to each other. */
export const transitRoutes: Guard = (client, way, { gateways }) => {
  const foreign = foreignWay(client, way);
  if (foreign?.move === undefined || client.vpc === undefined || foreign.path.kind !== 'transit-gateway')
    return undefined;
  const { via, attachments } = foreign.path;
  const gateway = gateways.find(({ id }) => id === via);
  // An attachment that is still to be made gets its routes with it; a design that tells no route table is not a scan.
  if (!gateway?.routing || attachments.length > 0) return undefined;
  const leads = new Map(gateway.routing.map(({ vpc, to }) => [vpc, to]));
  const ways = [
    [client.vpc, foreign.place.vpc],
    [foreign.place.vpc, client.vpc],
  ] as const;
  const apart = ways.filter(([from, to]) => leads.get(from)?.includes(to) === false);
  if (apart.length > 0) {
    const lost = apart.map(([from, to]) => `${from} to ${to}`).join(', ');
    return block(`the route tables of ${via} do not lead from ${lost}: they keep these VPCs apart`);
  }
  return ways.every(([from]) => leads.has(from))
    ? undefined
    : notEvaluated(`the route tables of ${via} are not known for both VPCs`);
};
