/** The name every snapshot carries. Its `topology` is a topology document; the rest is read by the use cases. */
export const SNAPSHOT_SCHEMA = 'tollgate/snapshot@1';

export const isSnapshot = (value: unknown): value is { readonly topology: unknown; readonly traffic?: unknown } =>
  typeof value === 'object' && value !== null && (value as Record<string, unknown>)['schema'] === SNAPSHOT_SCHEMA;
