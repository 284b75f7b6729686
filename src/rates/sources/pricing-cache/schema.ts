/** One file of the bundled snapshot. `path` is relative to the manifest, with forward slashes. */
interface ManifestFile {
  readonly path: string;
  readonly sha256: string;
}

/** `manifest.json` of the bundled snapshot: the fields a reader needs. */
export interface Manifest {
  readonly schema: typeof MANIFEST_SCHEMA;
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
export interface FailureFile {
  readonly schema: typeof FAILURE_SCHEMA;
  readonly at: string;
  readonly code: string;
}

const MANIFEST_SCHEMA = 'tollgate/pricing-manifest@1';
export const CACHED_CARD_SCHEMA = 'tollgate/cached-rate-card@1';
export const FAILURE_SCHEMA = 'tollgate/rate-refresh-failure@1';

/**
 * Shapes are checked by hand: a schema library would cost every command more than the whole reading. The card inside a
 * cached file does get its full schema.
 */
function hasTexts(value: unknown, schema: string | undefined, keys: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const record = value as Readonly<Record<string, unknown>>;
  const ofSchema = schema === undefined || record.schema === schema;
  return ofSchema && keys.every((key) => Object.hasOwn(record, key) && typeof record[key] === 'string');
}

export function isManifest(value: unknown): value is Manifest {
  if (!hasTexts(value, MANIFEST_SCHEMA, [])) return false;
  const { files } = value as { readonly files?: unknown };
  return Array.isArray(files) && files.every((file) => hasTexts(file, undefined, ['path', 'sha256']));
}

export const isCachedCard = (value: unknown): value is CachedCard =>
  hasTexts(value, CACHED_CARD_SCHEMA, ['fetchedAt', 'sha256', 'card']);

export const isFailureFile = (value: unknown): value is FailureFile => hasTexts(value, FAILURE_SCHEMA, ['at', 'code']);
