/** Numbers of a DuckDB list value; anything else is empty. */
export function numbersOf(value: unknown): readonly number[] {
  if (typeof value !== 'object' || value === null || !('items' in value) || !Array.isArray(value.items)) return [];
  return value.items.map(Number);
}
