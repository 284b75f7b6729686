import { z } from 'zod';
import { TollgateError } from '../core/errors.ts';
import type { Given } from '../operations/inputs/given.ts';
import { type FileAccess, givenFiles } from '../operations/inputs/given-files.ts';
import type { Disk, DocumentInput, Operation } from '../operations/operation.ts';
import { operationNamed } from '../operations/operation-named.ts';
import { helpText, kebab, offered, parseOptions } from '../operations/options/parse-options.ts';
import type { Services } from '../operations/services.ts';
import { viewOf } from '../operations/write-answer.ts';

const MOST_FILES = 100;
const path = z.string().min(1).max(4096);

/** What a tool is given: paths by input and values by option. */
type Arguments = Readonly<Record<string, unknown>>;

/** Name of an operation as a tool: `budget_check`. */
export const toolName = ({ name }: Operation): string => name.replaceAll('-', '_');

/** Inputs are paths; options are what the operation declares, but for those that say how an answer is written. */
export function argumentsSchema(operation: Operation): z.ZodObject {
  const inputs = inputsOf(operation).map(([name, input]) => {
    const paths = isMany(input) ? z.array(path).min(1).max(MOST_FILES) : path;
    const schema = paths.describe(`path below the working directory: ${input.says}`);
    return [name, input.required === true && input.fromPolicy !== true ? schema : schema.optional()] as const;
  });
  const options = offered(operation, 'mcp').map(([name, option]) => {
    const schema = option.schema.describe(helpText(option));
    return [name, option.required === true ? schema : schema.optional()] as const;
  });
  return z.strictObject(Object.fromEntries([...inputs, ...options]));
}

const inputsOf = ({ inputs }: Operation) => Object.entries(inputs).filter(([, { not }]) => not?.mcp === undefined);
const isMany = ({ many, projects }: DocumentInput): boolean => many === true || projects === true;

/** An operation as a client of the protocol sees it. */
export const toolOf = (operation: Operation) => ({
  name: toolName(operation),
  title: `tollgate ${operation.command.join(' ')}`,
  description: `${operation.summary}. Answers with ${operation.noun} (tollgate schema prints its shape).`,
  inputSchema: {
    ...z.toJSONSchema(argumentsSchema(operation), { io: 'input', unrepresentable: 'any' }),
    type: 'object' as const,
  },
  annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
});

/** The document, and in short what it says. Throws TG1012 and what the operation throws. */
export async function callTool(
  operation: Operation,
  given: Arguments,
  services: Services,
  files: FileAccess & Disk,
): Promise<{ readonly document: unknown; readonly text: string }> {
  const checked = argumentsSchema(operation).safeParse(given);
  if (!checked.success) throw refusal(checked.error.issues[0]);
  const inputs: Record<string, readonly Given[]> = {};
  const raw: Record<string, unknown> = { ...given };
  for (const [name, input] of inputsOf(operation)) {
    const words = raw[name];
    delete raw[name];
    if (words !== undefined) inputs[name] = await givenFiles(input, [words].flat() as string[], files);
  }
  const { needs } = operation;
  if (needs?.oneOf.every((name) => inputs[name] === undefined)) {
    throw new TollgateError('TG1012', `Give ${needs.oneOf.join(' or ')}.`, { hint: needs.hint });
  }
  const options = parseOptions(operation, raw, (name, message) => new TollgateError('TG1012', `${name}: ${message}`));
  const { signal } = new AbortController();
  const ports = { ...services, readFile: files.readFile, disk: files, operation: operationNamed, signal };
  const answer = await operation.run(inputs, options, ports);
  const { document } = answer;
  const { title, headline, footnote } = await viewOf(operation, answer, options, { isShort: true });
  const { exceeded = [], undecided = [], unknown } = operation.judge?.(document, options) ?? {};
  const left = unknown === undefined ? [] : [`${unknown}.`];
  return { document, text: [title, headline, ...exceeded, ...undecided, ...left, footnote].filter(Boolean).join('\n') };
}

function refusal(issue: z.core.$ZodIssue | undefined): TollgateError {
  const name = issue?.path.map(String).join('.') ?? '';
  return new TollgateError('TG1012', `${name === '' ? 'The arguments' : name}: ${issue?.message ?? 'not valid'}`, {
    hint: `tools/list shows what the tool takes; ${kebab(name)} is its flag on the command line.`,
  });
}
