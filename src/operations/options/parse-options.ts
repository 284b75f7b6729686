import type { Face, Operation, OperationOption } from '../operation.ts';

/** Options as a face was given them, unchecked. */
export type RawOptions = Readonly<Record<string, unknown>>;

/** The options that a face offers. */
export const offered = ({ options }: Operation, face: Face): readonly (readonly [string, OperationOption])[] =>
  Object.entries(options).filter(([, option]) => reasonAgainst(option, face) === undefined);

/** Why a face does not offer an option; undefined = it does. */
export const reasonAgainst = ({ not, writes, bodyOnly }: OperationOption, face: Face): string | undefined => {
  if (not?.[face] !== undefined || face !== 'mcp') return not?.[face];
  if (writes === true) return 'a tool answers with the document';
  return bodyOnly === true ? 'given as a file' : undefined;
};

/** Checks options and converts them. `refuse` makes the error of the face for a value that does not fit. */
export function parseOptions(
  { options }: Operation,
  raw: RawOptions,
  refuse: (name: string, message: string, value: unknown) => Error,
): Readonly<Record<string, unknown>> {
  const parsed: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(raw)) {
    const declared = options[name];
    if (value === undefined) continue;
    if (!declared) throw refuse(name, 'No such option exists.', value);
    const result = declared.schema.safeParse(value);
    if (!result.success) throw refuse(name, result.error.issues[0]?.message ?? 'It is not valid.', value);
    parsed[name] = result.data;
  }
  return parsed;
}

/** `poolGb` as people type it: `pool-gb`. */
export const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The sentence of an option or input as help shows it. */
export const helpText = ({ says, default: otherwise }: Pick<OperationOption, 'says' | 'default'>): string =>
  otherwise === undefined ? says : `${says} (default: ${otherwise})`;
