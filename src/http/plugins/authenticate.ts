import { createHash, timingSafeEqual } from 'node:crypto';
import { type AccessScope, ANYONE, type Principal } from '../../analysis/access/principal.ts';
import type { Services } from '../../analysis/services.ts';

/** A key that the environment gives. */
export interface ApiKey {
  /** `write` includes `read`, `admin` includes `write`. */
  readonly scope: AccessScope;
  readonly key: string;
}

/** Who sends this bearer text; undefined = nobody that is known. Without any keys everybody is: the service listens on loopback only. */
export type Authenticate = (bearer: string | undefined) => Promise<Principal | undefined>;

export interface AuthenticateParts {
  readonly apiKeys: readonly ApiKey[];
  readonly services: Pick<Services, 'access' | 'keysInUse'>;
}

/** Looks at the keys of the environment, then at those of the state database, which is opened only for text of their form. */
export function createAuthenticate({ apiKeys, services }: AuthenticateParts): Authenticate {
  const configured = apiKeys.map(({ scope, key }, index) => ({
    digest: digestOf(key),
    principal: { ...ANYONE, id: `configured:${index + 1}`, scope },
  }));
  const isOpen = async () => configured.length === 0 && !(await services.keysInUse());
  return async (bearer) => {
    if (await isOpen()) return ANYONE;
    if (bearer === undefined) return undefined;
    const given = digestOf(bearer);
    const known = configured.find(({ digest }) => timingSafeEqual(digest, given));
    if (known) return known.principal;
    return bearer.startsWith('tgk_') ? (await services.access()).keys.authenticate(bearer) : undefined;
  };
}

/** Keys are compared by digest: equal lengths, equal time. */
const digestOf = (key: string): Buffer => createHash('sha256').update(key).digest();
