import type { IngressRule } from '../../topology/topology.ts';
import { contains } from '../region/cidrs.ts';
import { type AdvisingGuard, newEndpointWay, notEvaluated, warn } from './guard.ts';

const HTTPS = 443;

/** The endpoint must admit the client's addresses on port 443, and no more than it needs. */
export const securityGroups: AdvisingGuard = (client, way, { topology, vpcs }) => {
  const moved = newEndpointWay(client, way);
  if (!moved?.place.joined || client.vpc === undefined) return undefined;
  const named = moved.place.joined.endpoint.securityGroups;
  const known = new Map((topology.securityGroups ?? []).map((group) => [group.id, group]));
  const rules = named?.map((id) => known.get(id)?.ingress);
  const cidrs = vpcs.entry(client.vpc)?.cidrs;
  if (!rules?.every((each) => each !== undefined) || rules.length === 0)
    return notEvaluated('the security groups of the endpoint are not known');
  if (!cidrs || cidrs.length === 0) return notEvaluated(`the CIDRs of ${client.vpc} are not known`);
  const ingress = rules.flatMap((each) => each ?? []).filter(admitsHttps);
  const closed = cidrs.filter((cidr) => !ingress.some((rule) => rule.sources.some((source) => contains(source, cidr))));
  if (closed.length > 0)
    return warn(`the security groups of the endpoint must first admit ${closed.join(', ')} on port ${HTTPS}`);
  const open = ingress.some((rule) => rule.sources.some((source) => source === '0.0.0.0/0' || source === '::/0'));
  return open ? warn('the security groups of the endpoint admit every address: narrow them to its VPCs') : undefined;
};

export const admitsHttps = ({ protocol, fromPort, toPort }: IngressRule): boolean => {
  const tcp = ['tcp', '6', '-1', 'all'].includes(protocol.toLowerCase());
  return tcp && (fromPort ?? 0) <= HTTPS && HTTPS <= (toPort ?? fromPort ?? 65535);
};
