import { TollgateError } from '../../core/errors.ts';
import { type Given, givenBytes, givenFile, givenValue } from '../../operations/inputs/given.ts';
import { documentOf, insideOf, sentDocument } from '../../operations/inputs/load-network.ts';
import type { DocumentInput, Operation, Verdict } from '../../operations/operation.ts';
import { operationNamed } from '../../operations/operation-named.ts';
import { parseOptions, type RawOptions } from '../../operations/options/parse-options.ts';
import type { Services } from '../../operations/services.ts';
import { write } from '../../operations/write-answer.ts';
import type { Written } from '../../report/formats/format.ts';
import type { FormatName } from '../../report/formats/index.ts';
import type { KeptFile } from '../body/kept-parts.ts';
import { checkWith } from './check-with.ts';
import type { RequestPart } from './part.ts';
import { bodySchema, leadingKey, optionsSchema } from './request-schemas.ts';

/** Everything an operation needs, as plain data that can be handed to a worker thread. */
export interface ComputeTask {
  /** Name of the operation. */
  readonly operation: string;
  /** The body of the request: a document, or several with options. */
  readonly body?: RequestPart | undefined;
  /** Parts of a multipart request by name: in memory or kept on disk. */
  readonly parts: Readonly<Record<string, readonly (RequestPart | KeptFile)[]>>;
  /** Options of the request line: they win over those of the body. */
  readonly query: RawOptions;
  readonly format: FormatName;
  /** Longest search in seconds, where the operation searches. */
  readonly searchSeconds?: number | undefined;
}

/** Whether the limits of a request are kept. */
export type GateVerdict = 'passed' | 'exceeded' | 'none';

export interface Computed {
  readonly text: Written;
  readonly gate: GateVerdict;
}

/** Every part with bytes. */
export const partsOf = ({ body, parts }: ComputeTask): readonly RequestPart[] =>
  [body, ...Object.values(parts).flat()].filter((part) => part !== undefined && 'bytes' in part);

/** One answer, from the bytes of a request to its text. Runs on the event loop or in a worker. */
export async function computeTask(task: ComputeTask, services: Services): Promise<Computed> {
  const operation = await operationNamed(task.operation);
  const { inputs, options: inBody } = await requested(task, operation, services);
  const options = parseOptions(operation, { ...inBody, ...task.query }, refusal);
  requireInputs(operation, inputs);
  requireOptions(operation, options);
  const { searchSeconds } = task;
  const answer = await operation.run(inputs, options, { ...services, searchSeconds, operation: operationNamed });
  const text = await write(operation, answer, options, {
    format: task.format,
    isShort: false,
    paths: ['request'],
    now: services.now(),
    layout: {},
  });
  return { text, gate: gateOf(operation.judge?.(answer.document, options)) };
}

interface Requested {
  readonly inputs: Readonly<Record<string, readonly Given[]>>;
  readonly options: RawOptions;
}

async function requested(task: ComputeTask, operation: Operation, { readFile }: Services): Promise<Requested> {
  if (task.body) return fromBody(task.body, operation);
  const inputs: Record<string, readonly Given[]> = {};
  for (const [name, { part }] of Object.entries(operation.inputs)) {
    const given = task.parts[part] ?? [];
    if (given.length > 0) {
      inputs[name] = given.map((each) =>
        'bytes' in each ? givenBytes(each.name, each.bytes) : givenFile(each.path, readFile, each.name),
      );
    }
  }
  const [options] = task.parts.options ?? [];
  if (!options) return { inputs, options: {} };
  const content = 'bytes' in options ? options.bytes : await readFile(options.path);
  const document = await documentOf({ name: options.name, content });
  checkWith(optionsSchema(operation), document.value, document);
  return { inputs, options: document.value as RawOptions };
}

/** A body that holds several documents, or the one that matters: no document Tollgate reads has the leading key. */
async function fromBody({ name, bytes }: RequestPart, operation: Operation): Promise<Requested> {
  const body = await sentDocument({ name, content: bytes });
  const { value } = body;
  const key = leadingKey(operation);
  if (key === undefined || typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) {
    const [first = ''] = Object.keys(operation.inputs);
    return { inputs: { [first]: [{ ...givenBytes(name, bytes), document: await insideOf(body) }] }, options: {} };
  }
  checkWith(bodySchema(operation), value, body);
  const { kind, options = {}, ...rest } = value as Record<string, unknown>;
  const inputs: Record<string, readonly Given[]> = {};
  const flat: Record<string, unknown> = { ...rest };
  for (const [each, input] of Object.entries(operation.inputs)) {
    if (!input.key || rest[input.key.name] === undefined) continue;
    delete flat[input.key.name];
    inputs[each] = valuesOf(input, input.key.name, rest[input.key.name]);
  }
  return { inputs, options: { ...flat, ...(kind !== undefined && { kind }), ...(options as RawOptions) } };
}

/** A list of named documents, or one. */
function valuesOf(input: DocumentInput, key: string, value: unknown): readonly Given[] {
  if (input.named !== true || !Array.isArray(value)) return [givenValue(key, value)];
  return value.map((each: { name: string; kind?: string; document: unknown }) => ({
    ...givenValue(each.name, each.document, each.kind),
    label: each.name,
  }));
}

function requireInputs({ inputs, needs }: Operation, given: Requested['inputs']): void {
  const missing = Object.entries(inputs).find(([name, { required }]) => required === true && given[name] === undefined);
  if (missing) {
    throw new TollgateError('TG1510', `The request has no part named ${missing[1].part}.`, {
      hint: missing[1].hint ?? `Send it as multipart/form-data with the part ${missing[1].part}.`,
    });
  }
  if (!needs || needs.oneOf.some((name) => given[name] !== undefined)) return;
  const names = needs.oneOf.map((name) => inputs[name]?.part).join(' or ');
  throw new TollgateError('TG1510', `The request needs a part ${names}.`, { hint: needs.hint });
}

/** An option may stand in the query or in the body: that it is missing shows once both are read. */
function requireOptions(operation: Operation, given: RawOptions): void {
  const [missing] = Object.entries(operation.options).filter(
    ([name, { required }]) => required === true && given[name] === undefined,
  );
  if (missing) throw refusal(missing[0], `It is required: ${missing[1].says}.`);
}

const refusal = (name: string, message: string): TollgateError =>
  new TollgateError('TG1005', `${name}: ${message}`, { location: { path: name } });

function gateOf(verdict: Verdict | undefined): GateVerdict {
  if (!verdict?.judged) return 'none';
  return verdict.exceeded.length === 0 ? 'passed' : 'exceeded';
}
