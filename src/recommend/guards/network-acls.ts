import type { NetworkAcl } from '../../topology/topology.ts';
import { contains, overlap, rangesOf } from '../region/cidrs.ts';
import { block, foreignWay, type Guard, notEvaluated } from './guard.ts';

const HTTPS = 443;
/** First of the ports that clients answer on; the range they use lies above it. */
const EPHEMERAL = 32768;

/** The network ACLs of the endpoint's subnets must let a client of another VPC in and its answers out. */
export const networkAcls: Guard = (client, way, { vpcs }) => {
  const foreign = foreignWay(client, way);
  if (foreign?.move === undefined || client.vpc === undefined) return undefined;
  const { joined, vpc } = foreign.place;
  if (joined && isToday(client.origin, joined)) return undefined;
  // A new endpoint may stand in any subnet of its VPC.
  const subnets = joined ? joined.endpoint.subnets : vpcs.subnets(vpc);
  const cidrs = vpcs.entry(client.vpc)?.cidrs ?? [];
  const acls = subnets?.map((subnet) => vpcs.networkAcl(subnet));
  if (!acls?.every((acl) => acl !== undefined) || acls.length === 0 || cidrs.length === 0) {
    return notEvaluated('the network ACLs of the endpoint are not known');
  }
  const open = acls.every((acl) =>
    cidrs.every((cidr) => acl && lets(acl, 'ingress', HTTPS, cidr) && lets(acl, 'egress', EPHEMERAL, cidr)),
  );
  if (!open && !joined) return notEvaluated(`not every subnet of ${vpc} lets ${client.vpc} in: choose with care`);
  return open ? undefined : block(`a network ACL of the endpoint's subnets refuses ${client.vpc}`);
};

const isToday = (origin: Parameters<Guard>[0]['origin'], joined: unknown): boolean =>
  origin.kind === 'endpoint' && origin.joined === joined;

/** The first entry that matches decides; an entry that denies a part of the CIDR counts as refusing. */
function lets(acl: NetworkAcl, direction: 'ingress' | 'egress', port: number, cidr: string): boolean {
  const entries = acl.entries.filter((entry) => entry.direction === direction).toSorted((a, b) => a.number - b.number);
  for (const entry of entries) {
    const tcp = ['tcp', '6', '-1', 'all'].includes(entry.protocol.toLowerCase());
    if (!tcp || port < (entry.fromPort ?? 0) || port > (entry.toPort ?? entry.fromPort ?? 65535)) continue;
    if (entry.action === 'allow' && contains(entry.cidr, cidr)) return true;
    if (entry.action === 'deny' && overlap(rangesOf([entry.cidr]), rangesOf([cidr])) === true) return false;
  }
  return false;
}
