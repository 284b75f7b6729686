import { overlap } from '../region/cidrs.ts';
import { block, foreignWay, type Guard, notEvaluated } from './guard.ts';

/** VPCs that share addresses cannot reach each other, and their neighbours on one gateway cannot answer both. */
export const cidrOverlap: Guard = (client, way, context) => {
  const foreign = foreignWay(client, way);
  if (foreign?.move === undefined || client.vpc === undefined) return undefined;
  const host = foreign.place.vpc;
  const withHost = overlap(context.vpcs.ranges(client.vpc), context.vpcs.ranges(host));
  if (withHost === true) return block(`${client.vpc} and ${host} share addresses`);
  if (withHost === undefined) return notEvaluated(`the CIDRs of ${client.vpc} or ${host} are not known`);
  if (foreign.path.kind !== 'transit-gateway') return undefined;
  const gateway = context.gateways.find((each) => each.id === foreign.path.via);
  const twin = gateway && context.twins(gateway, client.vpc).find((vpc) => vpc !== host);
  return twin === undefined
    ? undefined
    : block(`${client.vpc} shares addresses with ${twin} on the same Transit Gateway`);
};
