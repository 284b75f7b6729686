import { z } from 'zod';
import type { Operation, OperationOption } from '../../operations/operation.ts';
import { helpText, offered } from '../../operations/options/parse-options.ts';
import { formatNames } from './answer-format.ts';

/** A sentence of OpenAPI. */
export const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

/** One that is required may stand in the query or in the body, so neither asks for it. */
const described = (option: OperationOption): z.ZodType => option.schema.describe(sentence(helpText(option))).optional();

const shapeOf = (operation: Operation, where: 'query' | 'body'): Record<string, z.ZodType> =>
  Object.fromEntries(
    offered(operation, 'rest')
      .filter(([, { bodyOnly }]) => where === 'body' || bodyOnly !== true)
      .map(([name, option]) => [name, described(option)]),
  );

/** The query string of an operation: its options, and the format of the answer. */
export const querySchema = (operation: Operation) =>
  z.strictObject({
    ...shapeOf(operation, 'query'),
    format: z.enum(formatNames(operation)).optional().describe('Form of the answer; wins over Accept.'),
  });

/** The part `options` of a multipart body. */
export const optionsSchema = (operation: Operation) => z.strictObject(shapeOf(operation, 'body'));

/** Name of the body's schema among the components. */
export const bodyName = ({ name }: Operation): string => `${pascal(name)}Request`;

const pascal = (name: string): string => name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The input that makes a body a request: a body without it is that document itself. */
export const leadingKey = ({ inputs }: Operation): string | undefined => Object.values(inputs)[0]?.key?.name;

const BODIES = new Map<string, z.ZodType>();

/** A JSON or YAML body that holds documents and options. Made once for each operation: a component has one name. */
export function bodySchema(operation: Operation): z.ZodType {
  const known = BODIES.get(operation.name);
  if (known) return known;
  const { inputs, rest } = operation;
  const options = shapeOf(operation, 'body');
  const documents = Object.values(inputs).flatMap((input) => {
    if (!input.key) return [];
    const schema = input.key.schema.describe(sentence(input.says));
    return [[input.key.name, input.required === true ? schema : schema.optional()] as const];
  });
  const isFlat = rest && 'flat' in rest && rest.flat === true;
  const { kind, ...others } = options;
  const schema = z
    .strictObject({
      ...(kind && { kind }),
      ...Object.fromEntries(documents),
      ...(isFlat ? others : { options: z.strictObject(options).optional() }),
    })
    .meta({
      id: bodyName(operation),
      description: sentence(`what ${operation.noun} is computed from, with its options`),
    });
  BODIES.set(operation.name, schema);
  return schema;
}
