/** A topology file is our own document: its schema is `topologySchema`, published as JSON Schema. */
export const isTopologyDocument = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { schema, endpoints } = value as { schema?: unknown; endpoints?: unknown };
  if (typeof schema === 'string') return schema.startsWith('tollgate/topology@');
  return Array.isArray(endpoints) && !('Resources' in value) && !('format_version' in value);
};
