import type { KeyChanges, KeyRecord, KeySettings } from './key-record.ts';

/** A key with what proves it. */
export interface StoredKey {
  readonly record: KeyRecord;
  /** SHA-256 of the secret, in hex. */
  readonly hash: string;
  /** The same of the secret before the last rotation. */
  readonly previousHash: string | null;
}

/** Port: API keys in the state database. Revoked ones stay, so that the audit log can be read. */
export interface KeyStore {
  create(settings: KeySettings, hash: string): Promise<KeyRecord>;
  /** Whether a key was ever made. */
  any(): Promise<boolean>;
  find(id: string): Promise<StoredKey | undefined>;
  /** Newest first; the page starts after the id `after`. */
  list(page: { readonly limit: number; readonly after?: string | undefined }): Promise<readonly KeyRecord[]>;
  /** Undefined where there is none of that id. */
  change(id: string, changes: KeyChanges): Promise<KeyRecord | undefined>;
  /** The new hash takes the place of the old one, which stays valid until `previousValidUntil`. Undefined where it is gone or revoked. */
  rotate(
    id: string,
    rotation: { readonly hash: string; readonly at: Date; readonly previousValidUntil: Date | null },
  ): Promise<KeyRecord | undefined>;
  /** Ends it, and the one before, at once. A key that is revoked stays as it is. Undefined where there is none of that id. */
  revoke(id: string, at: Date): Promise<KeyRecord | undefined>;
}
