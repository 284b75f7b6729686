/** The value of a key in a mapping; undefined where the value is no mapping or has no such key of its own. */
export const ownValue = (record: unknown, key: string): unknown =>
  typeof record === 'object' && record !== null && Object.hasOwn(record, key)
    ? (record as Record<string, unknown>)[key]
    : undefined;
