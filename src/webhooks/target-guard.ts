import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { TollgateError } from '../core/errors.ts';
import { isPublicAddress } from '../core/public-address.ts';
import type { TargetAddress, TargetGuard } from '../operations/resources/events/delivery-ports.ts';

/** Looks a host up once and refuses it where any of its addresses is not public, unless private targets are allowed. */
export const createTargetGuard = ({ allowPrivateTargets }: { readonly allowPrivateTargets: boolean }): TargetGuard => ({
  async check(url) {
    if (url.protocol !== 'https:' && !allowPrivateTargets) throw refused('only https is allowed');
    if (url.username !== '' || url.password !== '') throw refused('a user or password stands in it');
    const addresses = await addressesOf(url.hostname.replace(/^\[|\]$/g, ''));
    const [first, ...others] = addresses;
    if (first === undefined) throw refused('its host has no address');
    if (!allowPrivateTargets && !addresses.every(({ address }) => isPublicAddress(address)))
      throw refused('its host is not on the public network');
    return [first, ...others];
  },
});

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
