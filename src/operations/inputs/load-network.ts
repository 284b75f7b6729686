import { decodeText } from '../../core/decode-text.ts';
import { parseText } from '../../core/document.ts';
import { TollgateError } from '../../core/errors.ts';
import type { InputDocument } from '../../core/input-document.ts';
import { regionNamed } from '../../core/regions.ts';
import { planText } from '../../topology/plan-text.ts';
import { readNetwork } from '../../topology/read-document.ts';
import { refuseSourceText } from '../../topology/source-text.ts';
import type { TopologyReading, TopologyReadOptions } from '../../topology/topology-source.ts';
import { unwrapDocument } from '../../topology/unwrap-document.ts';
import { type MeasuredTraffic, measuredOf } from './measured.ts';
import { type PoolGb, withPool } from './pool-gb.ts';
import { refuseRequest } from './refuse-request.ts';
import { unpackBytes, unpackText } from './unpack-bytes.ts';

/** What describes a network: a file as it was read, or a document or value a face has parsed already (without prototype keys). */
export type NetworkInput =
  | InputDocument
  | { readonly name: string; readonly content: Uint8Array | string }
  | { readonly name: string; readonly value: unknown };

export interface NetworkOptions extends TopologyReadOptions {
  /** The kind, where the sender states it; else it is recognised. */
  readonly kind?: string | undefined;
  /** GB processed outside the network, by Region; wins over the document's own `pool`. */
  readonly poolGb?: PoolGb | undefined;
}

/** A network, and the traffic that came with it: a snapshot carries what was measured. */
export interface NetworkReading extends TopologyReading {
  readonly measured?: MeasuredTraffic | undefined;
}

/**
 * Use case: read a network from any kind of input, as every face does it. Throws TG1001 to TG1014 for input that cannot be read,
 * TG1101 to TG1104 for a network that contradicts itself.
 */
export async function loadNetwork(input: NetworkInput, options: NetworkOptions = {}): Promise<NetworkReading> {
  if (options.region !== undefined) regionNamed(options.region);
  const document = await documentOf(input);
  const reading = await readNetwork(document, options);
  const topology = options.poolGb ? withPool(reading.topology, options.poolGb) : reading.topology;
  return { ...reading, topology, measured: await measuredOf(document) };
}

/** Parses the input: bytes to text (UTF-8 or UTF-16), text to a value. Throws TG1001 to TG1004, TG1008, TG1010, TG1013, TG1014. */
export const documentOf = async (input: NetworkInput): Promise<InputDocument> =>
  'lineOf' in input ? input : insideOf(await sentDocument(input));

/** What lies in the envelope that a document may be. */
export function insideOf(document: InputDocument): Promise<InputDocument> {
  refuseRequest(document);
  return unwrapDocument(document, (inner) => parsed(inner, document.name));
}

/** The input as it was sent, envelope and all: the body of a request is not one. Throws as `documentOf` does. */
export async function sentDocument(input: Exclude<NetworkInput, InputDocument>): Promise<InputDocument> {
  const { name } = input;
  if ('value' in input) return { name, format: 'json', value: input.value, lineOf: () => undefined };
  const { content } = input;
  const text = typeof content === 'string' ? content : decodeText(unpackBytes(content, name), name);
  const packed = unpackText(text, name);
  return parsed(packed ? decodeText(packed, name) : text, name);
}

/** Keys that a template gives twice are read as AWS reads them; the other kinds of document refuse them (`readNetwork`). */
const COLLECT = { repeatedKeys: 'collect' } as const;

/** Texts of wrappers and logs do not parse: only then is the plan looked for inside them. */
async function parsed(text: string, name: string): Promise<InputDocument> {
  if (/^\s*[{[]/.test(text)) {
    try {
      refuseSourceText(text, name);
      return await parseText(text, name, COLLECT);
    } catch (error) {
      const inner = error instanceof TollgateError && error.code === 'TG1002' ? planText(text, name) : text;
      if (inner === text) throw error;
      return parseText(inner, name, COLLECT);
    }
  }
  const inner = planText(text, name);
  refuseSourceText(inner, name);
  return parseText(inner, name, COLLECT);
}
