import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import type { TargetAddress, TargetGuard } from '../analysis/events/delivery-ports.ts';
import { TollgateError } from '../core/errors.ts';

/** Addresses that are not of the public network (IANA special-purpose registries), and those that carry another address inside. */
const NOT_PUBLIC: readonly (readonly ['ipv4' | 'ipv6', string, number])[] = [
  ['ipv4', '0.0.0.0', 8],
  ['ipv4', '10.0.0.0', 8],
  ['ipv4', '100.64.0.0', 10],
  ['ipv4', '127.0.0.0', 8],
  ['ipv4', '169.254.0.0', 16],
  ['ipv4', '172.16.0.0', 12],
  ['ipv4', '192.0.0.0', 24],
  ['ipv4', '192.0.2.0', 24],
  ['ipv4', '192.168.0.0', 16],
  ['ipv4', '198.18.0.0', 15],
  ['ipv4', '198.51.100.0', 24],
  ['ipv4', '203.0.113.0', 24],
  ['ipv4', '224.0.0.0', 3],
  ['ipv6', '::', 96],
  ['ipv6', '::ffff:0:0', 96],
  ['ipv6', '64:ff9b::', 96],
  ['ipv6', '64:ff9b:1::', 48],
  ['ipv6', '2001::', 32],
  ['ipv6', '2001:db8::', 32],
  ['ipv6', '2002::', 16],
  ['ipv6', 'fc00::', 7],
  ['ipv6', 'fe80::', 10],
  ['ipv6', 'fec0::', 10],
  ['ipv6', 'ff00::', 8],
];

/** A list for each family: in a joint one the addresses of IPv4 would match the IPv4-mapped ones of IPv6. */
const blocked = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const [family, net, prefix] of NOT_PUBLIC) blocked[family].addSubnet(net, prefix, family);

/** Looks a host up once and refuses it where any of its addresses is not public, unless private targets are allowed. */
export const createTargetGuard = ({ allowPrivateTargets }: { readonly allowPrivateTargets: boolean }): TargetGuard => ({
  async check(url) {
    if (url.protocol !== 'https:' && !allowPrivateTargets) throw refused('only https is allowed');
    if (url.username !== '' || url.password !== '') throw refused('a user or password stands in it');
    const addresses = await addressesOf(url.hostname.replace(/^\[|\]$/g, ''));
    const [first, ...others] = addresses;
    if (first === undefined) throw refused('its host has no address');
    if (!allowPrivateTargets && addresses.some(isPrivate)) throw refused('its host is not on the public network');
    return [first, ...others];
  },
});

function isPrivate({ address, family }: TargetAddress): boolean {
  const name = family === 6 ? 'ipv6' : 'ipv4';
  // A zone after the address ("fe80::1%eth0") is none of the list's.
  return blocked[name].check(address.replace(/%.*$/, ''), name);
}

async function addressesOf(host: string): Promise<readonly TargetAddress[]> {
  const family = isIP(host);
  if (family === 4 || family === 6) return [{ address: host, family }];
  try {
    const found = await lookup(host, { all: true });
    return found.map(({ address, family: own }) => ({ address, family: own === 6 ? 6 : 4 }));
  } catch (cause) {
    throw refused('its host cannot be looked up', cause);
  }
}

const refused = (reason: string, cause?: unknown): TollgateError =>
  new TollgateError('TG6020', `The address of the webhook is refused: ${reason}.`, {
    hint: 'Give an https address on the public network, or set TOLLGATE_ALLOW_PRIVATE_TARGETS for one that is not.',
    ...(cause !== undefined && { cause }),
  });
