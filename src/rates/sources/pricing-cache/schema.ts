/** One file of the bundled snapshot. `path` is relative to the manifest, with forward slashes. */
export interface ManifestFile {
  readonly path: string;
  readonly region: string;
  readonly currency: string;
  readonly publishedAt: string;
  readonly rates: number;
  readonly sha256: string;
}

/** `manifest.json` of the bundled snapshot. Its shape is checked by hand: a schema library would cost more than the whole read. */
export interface Manifest {
  readonly schema: typeof MANIFEST_SCHEMA;
  readonly formatVersion: number;
  readonly source: string;
  readonly publishedAt: string;
  readonly files: readonly ManifestFile[];
}

/** A refreshed rate card in the user's cache: the card's exact text and the checksum over it, in one file replaced as a whole. */
export interface CachedCard {
  readonly schema: typeof CACHED_CARD_SCHEMA;
  /** When the live price list was read, RFC 3339 UTC. */
  readonly fetchedAt: string;
  readonly sha256: string;
  readonly card: string;
}

/** What is kept of the last refresh of a Region while it fails. */
export interface RefreshFailure {
  readonly schema: typeof REFRESH_FAILURE_SCHEMA;
  readonly at: string;
  readonly code: string;
}

export const MANIFEST_SCHEMA = 'tollgate/pricing-manifest@1';
export const CACHED_CARD_SCHEMA = 'tollgate/cached-rate-card@1';
export const REFRESH_FAILURE_SCHEMA = 'tollgate/rate-refresh-failure@1';

type Shape = Readonly<Record<string, 'string' | 'number'>>;

const MANIFEST_FILE: Shape = { path: 'string', region: 'string', publishedAt: 'string', sha256: 'string' };
const CACHED_CARD: Shape = { fetchedAt: 'string', sha256: 'string', card: 'string' };
const FAILURE: Shape = { at: 'string', code: 'string' };

function fits(value: unknown, shape: Shape): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const record = value as Readonly<Record<string, unknown>>;
  return Object.entries(shape).every(([key, type]) => Object.hasOwn(record, key) && typeof record[key] === type);
}

const carries = (value: unknown, schema: string): boolean =>
  typeof value === 'object' && value !== null && 'schema' in value && value.schema === schema;

export const isManifest = (value: unknown): value is Manifest =>
  carries(value, MANIFEST_SCHEMA) &&
  Array.isArray((value as Manifest).files) &&
  (value as Manifest).files.every((file) => fits(file, MANIFEST_FILE));

export const isCachedCard = (value: unknown): value is CachedCard =>
  carries(value, CACHED_CARD_SCHEMA) && fits(value, CACHED_CARD);

export const isRefreshFailure = (value: unknown): value is RefreshFailure =>
  carries(value, REFRESH_FAILURE_SCHEMA) && fits(value, FAILURE);
