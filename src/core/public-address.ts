import ipaddr from 'ipaddr.js';

/** Everything that IPv6 routes in public. */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number];
/** Addresses of IPv4 as IPv6-only networks reach them. */
const NAT64 = ipaddr.parseCIDR('64:ff9b::/96') as [ipaddr.IPv6, number];
/** The host of an Azure machine, which answers it alone: not in any reserved range. */
const AZURE_HOST = '168.63.129.16';

/**
 * Whether an IP address is one of the public internet: not private, loopback, link-local (where clouds keep their metadata), shared
 * by a carrier, unique local, multicast or otherwise reserved, in either family or mapped from one into the other.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  if (address.kind() === 'ipv4') return address.range() === 'unicast' && address.toString() !== AZURE_HOST;
  const v6 = address as ipaddr.IPv6;
  if (v6.match(NAT64)) return isPublicAddress(v6.toByteArray().slice(12).join('.'));
  return v6.match(GLOBAL_UNICAST) && v6.range() === 'unicast';
}
