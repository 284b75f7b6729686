import { TollgateError } from '../../../core/errors.ts';
import { fits, hashOf, keyText, newSecret, partsOf } from './api-key.ts';
import type { KeyChanges, KeyRecord, KeySettings } from './key-record.ts';
import type { KeyStore, StoredKey } from './key-store.ts';
import type { Principal } from './principal.ts';

/** A key at the one moment that it is known. */
export interface ShownKey {
  readonly key: string;
  readonly record: KeyRecord;
}

/** API keys: made, rotated, revoked, and told apart. */
export class ApiKeys {
  readonly #store: KeyStore;
  readonly #now: () => Date;

  constructor(store: KeyStore, now: () => Date) {
    this.#store = store;
    this.#now = now;
  }

  async create(settings: KeySettings): Promise<ShownKey> {
    const secret = newSecret();
    const record = await this.#store.create(settings, hashOf(secret));
    return { key: keyText({ id: record.id, secret }), record };
  }

  /** The key before stays valid for the seconds given; 0 = it ends at once. Throws TG2202. */
  async rotate(id: string, graceSeconds: number): Promise<ShownKey> {
    const secret = newSecret();
    const at = this.#now();
    const previousValidUntil = graceSeconds === 0 ? null : new Date(at.getTime() + graceSeconds * 1000);
    const record = found(await this.#store.rotate(id, { hash: hashOf(secret), at, previousValidUntil }));
    return { key: keyText({ id, secret }), record };
  }

  /** Throws TG2202. */
  async revoke(id: string): Promise<KeyRecord> {
    return found(await this.#store.revoke(id, this.#now()));
  }

  /** Throws TG2202. */
  async get(id: string): Promise<KeyRecord> {
    return found((await this.#store.find(id))?.record);
  }

  /** Throws TG2202. */
  async change(id: string, changes: KeyChanges): Promise<KeyRecord> {
    return found(await this.#store.change(id, changes));
  }

  /** Newest first; the page starts after the id `after`. */
  list(page: { readonly limit: number; readonly after?: string | undefined }): Promise<readonly KeyRecord[]> {
    return this.#store.list(page);
  }

  /** Whether a key was ever made: from then on the service asks for one. */
  any(): Promise<boolean> {
    return this.#store.any();
  }

  /** Who holds the key; undefined for one that is unknown, expired or revoked. */
  async authenticate(text: string): Promise<Principal | undefined> {
    const parts = partsOf(text);
    const stored = parts && (await this.#store.find(parts.id));
    if (!stored || !this.#isValid(stored, parts.secret)) return undefined;
    const { id, scope, accounts, rateLimitPerMinute } = stored.record;
    return {
      id: `key:${id}`,
      scope,
      accounts: accounts ?? undefined,
      rateLimitPerMinute: rateLimitPerMinute ?? undefined,
    };
  }

  #isValid({ record, hash, previousHash }: StoredKey, secret: string): boolean {
    const { revokedAt, expiresAt, previousValidUntil } = record;
    if (revokedAt !== null || this.#isPast(expiresAt)) return false;
    if (fits(secret, hash)) return true;
    return previousHash !== null && previousValidUntil !== null && !this.#isPast(previousValidUntil)
      ? fits(secret, previousHash)
      : false;
  }

  #isPast(time: string | null): boolean {
    return time !== null && Date.parse(time) <= this.#now().getTime();
  }
}

function found<Value>(value: Value | undefined): Value {
  if (value !== undefined) return value;
  throw new TollgateError('TG2202', 'There is no such key, or it is revoked.', { hint: 'GET /v1/keys lists them.' });
}
