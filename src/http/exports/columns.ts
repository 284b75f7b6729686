import { z } from 'zod';

/** How a column is typed in Parquet. Money and quantities stay decimal text: exact, to be cast by who reads them. */
export type ExportColumnType = 'VARCHAR' | 'DOUBLE' | 'BIGINT' | 'BOOLEAN' | 'TIMESTAMP';

/** A column of an exported list: where its value lies in an item. */
export interface ExportColumn {
  readonly name: string;
  readonly path: readonly string[];
  readonly type: ExportColumnType;
}

interface Shape {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly additionalProperties?: unknown;
  readonly anyOf?: readonly Shape[];
  readonly allOf?: readonly Shape[];
  readonly $defs?: Readonly<Record<string, Shape>>;
}

/**
 * The columns of a list by the schema of its items, so that they are the same whatever the rows hold. A field of an object within is
 * named after both ("cost_monthly"); lists and free keys (tags) are one column of JSON text.
 */
export function columnsOf(item: z.ZodType): readonly ExportColumn[] {
  const root = z.toJSONSchema(item, { io: 'output', unrepresentable: 'any' }) as Shape;
  return fieldsOf(root, [], root.$defs ?? {});
}

function fieldsOf(shape: Shape, path: readonly string[], defs: Readonly<Record<string, Shape>>): ExportColumn[] {
  return Object.entries(shape.properties ?? {}).flatMap(([name, given]) => {
    const own = [...path, name];
    const field = resolved(given, defs);
    if (field.properties !== undefined) return fieldsOf(field, own, defs);
    return { name: own.join('_'), path: own, type: typeOf(field) };
  });
}

/** What stands behind a reference, or beside null. */
function resolved(shape: Shape, defs: Readonly<Record<string, Shape>>): Shape {
  if (shape.$ref !== undefined) return resolved(defs[shape.$ref.replace('#/$defs/', '')] ?? {}, defs);
  const others = shape.anyOf?.filter(({ type }) => type !== 'null');
  const [only] = others ?? [];
  return others?.length === 1 && only ? resolved(only, defs) : shape;
}

function typeOf({ type, format }: Shape): ExportColumnType {
  if (type === 'integer') return 'BIGINT';
  if (type === 'number') return 'DOUBLE';
  if (type === 'boolean') return 'BOOLEAN';
  return type === 'string' && format === 'date-time' ? 'TIMESTAMP' : 'VARCHAR';
}

export type Cell = string | number | boolean | null;

/** The cells of an item; what is absent is null, what is no plain value is JSON text. */
export const cellsOf = (item: unknown, columns: readonly ExportColumn[]): readonly Cell[] =>
  columns.map(({ path }) => {
    const value = path.reduce<unknown>((at, name) => (at as Record<string, unknown> | null | undefined)?.[name], item);
    if (value === undefined || value === null) return null;
    return typeof value === 'object' ? JSON.stringify(value) : (value as Cell);
  });
